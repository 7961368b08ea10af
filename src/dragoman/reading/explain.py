"""Explain a reading: for each sentence what was found in it, which lexicon lines matched, and why others did not."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.explanation import ClauseFound, LineMissed, SentenceExplanation, ValueFound, WhoFound
from dragoman.model import Amount, Record, Story
from dragoman.reading.clauses import Clause
from dragoman.reading.reader import Reader
from dragoman.reading.records.context import Context
from dragoman.reading.records.superseded import without_superseded
from dragoman.reading.refusals import is_too_long, too_long
from dragoman.reading.syntax import noun_phrase
from dragoman.reading.when import Tense, resolve
from dragoman.reading.who import Scene

__all__ = ["explain"]

_NAMELESS = "names nobody and points back to nobody"


def explain(reader: Reader, story: Story) -> list[SentenceExplanation]:
    """One explanation a sentence in text order, with the blocks between them that are not of the story."""
    if (problem := reader.problem(story)) is not None:
        whole = SentenceExplanation(start=0, end=len(story.text), text=story.text, block="body", unread=problem)
        return [whole] if story.text else []
    scenes, ctx = reader.scenes(story)
    read = {one.sentence.start: _of_scene(one, reader, ctx) for one in scenes}
    return list(_in_order(reader, story, read))


def _in_order(reader: Reader, story: Story, read: dict[int, SentenceExplanation]) -> Iterator[SentenceExplanation]:
    for block in reader.layout(story).blocks:
        if block.kind != "body":
            yield _unread(story.text, block.start, block.end, block.kind, f"{block.kind}, not of the story")
            continue
        for start, end in reader.sentences(story, block):
            why = too_long((start, end)) if is_too_long((start, end)) else _NAMELESS
            yield read.get(start) or _unread(story.text, start, end, "body", why)


def _unread(text: str, start: int, end: int, block: str, why: str) -> SentenceExplanation:
    return SentenceExplanation(start=start, end=end, text=text[start:end], block=block, unread=why)


def _of_scene(scene: Scene, reader: Reader, ctx: Context) -> SentenceExplanation:
    made = list(without_superseded(reader.read_scene(scene, ctx)))
    clauses = ctx.matcher.clauses(scene, ctx.resolver)
    index, start, end = scene.sentence.index, scene.sentence.start, scene.sentence.end
    return SentenceExplanation(
        start=start,
        end=end,
        text=ctx.text[start:end],
        block="body",
        who=tuple(_whos(scene, ctx)),
        dates=tuple(_dates(index, ctx, clauses[0].status.tense if clauses else "past")),
        amounts=tuple(
            ValueFound(start=s.start, end=s.end, text=ctx.text[s.start : s.end], value=_sum(s.amount), rule="sum")
            for s in ctx.amounts[index]
        ),
        clauses=tuple(_clause(one, made, ctx) for one in clauses),
        events=tuple(reader.events(scene, made, ctx)),
        missed=tuple(
            LineMissed(line=line.id, trigger=node.text, failed=failed)
            for line, node, failed in ctx.matcher.misses(scene, ctx.resolver)
        ),
    )


def _whos(scene: Scene, ctx: Context) -> Iterator[WhoFound]:
    """The phrases of a sentence that mean somebody."""
    for node in scene.nodes:
        who = ctx.resolver.who(node, scene)
        hit = scene.hits.get(node.i)
        if who is None or not who.parties or (hit is not None and hit.head is not node):
            continue
        start, end = noun_phrase(node) if node.is_nominal else (node.start, node.end)
        people = (ctx.resolver.cast.get(key) for key in who.persons)
        persons = tuple(person.name for person in people if person is not None)
        yield WhoFound(
            start=start, end=end, text=ctx.text[start:end], parties=who.parties, persons=persons, kind=who.kind,
            rule=who.rule,
        )  # fmt: skip


def _dates(index: int, ctx: Context, tense: Tense) -> Iterator[ValueFound]:
    """The dates of a sentence, resolved in the tense of its first clause."""
    for span in ctx.dates[index]:
        value = resolve(span, ctx.story.published, tense)
        yield ValueFound(
            start=span.start, end=span.end, text=ctx.text[span.start : span.end],
            value=value.value if value is not None else None, rule=span.rule,
        )  # fmt: skip


def _sum(amount: Amount) -> str:
    most = "and more" if amount.max is None else f"to {amount.max:,.0f}"
    span = f"{amount.min:,.0f}" if amount.max == amount.min else f"{amount.min:,.0f} {most}"
    return f"{span} {amount.currency}"


def _clause(clause: Clause, made: list[tuple[Clause, Record]], ctx: Context) -> ClauseFound:
    source = ctx.attributor.source(clause.node, clause.scene, ctx.resolver)
    return ClauseFound(
        line=clause.line.id,
        trigger=clause.node.text,
        slots={slot: tuple(node.text for node in nodes) for slot, nodes in clause.slots.items() if nodes},
        effect=clause.status.effect,
        negated=clause.status.negated,
        tense=clause.status.tense,
        because=clause.status.because,
        source=source.text if source is not None else None,
        records=tuple(record for one, record in made if one.node is clause.node and one.line is clause.line),
    )
