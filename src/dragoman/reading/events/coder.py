"""The coder: the events of a sentence, from the lines of `lexicon/events/` and the records that were made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.knowledge import Knowledge
from dragoman.knowledge.rows_events import EventPredicate, OwnCode
from dragoman.model import Event, EventActor, Evidence, Record
from dragoman.reading.clauses import Clause, Matcher
from dragoman.reading.events.actors import Actors
from dragoman.reading.events.coding import Coding, absorbed, depth
from dragoman.reading.events.sides import SideFinder, Sides, conditions
from dragoman.reading.events.tables import Code, Ontology
from dragoman.reading.lexicon import Lexicon
from dragoman.reading.modality import Modality
from dragoman.reading.nouns import Nouns
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import date_of
from dragoman.reading.records.parties import source_of
from dragoman.reading.records.placing import place_of
from dragoman.reading.who import Scene

_PRECISION = {4: "year", 7: "month", 10: "day"}
_PAST = frozenset({"after", "following", "since", "despite"})
_DENIAL = 4  # outweighs a condition on words
_UNREAL = frozenset({"hypothetical"})


class Coder:
    """Loaded once; codes any number of sentences."""

    def __init__(self, knowledge: Knowledge, nouns: Nouns, modality: Modality, own: Sequence[OwnCode] = ()) -> None:
        """`nouns` and `modality` are those of the records: what they tell of a word is found once."""
        self._matcher = Matcher(Lexicon(knowledge, nouns, "lexicon/events/*.tsv"), modality)
        self._ontology = Ontology(knowledge, own)
        self._actors = Actors(knowledge)
        self._sides = SideFinder(self._actors, self._ontology)

    def names_actor(self, text: str) -> bool:
        """Whether a text names an actor of `events/actors.tsv`, so that it is worth parsing."""
        return self._actors.names_one(text)

    def events(self, scene: Scene, made: Sequence[tuple[Clause, Record]], ctx: Context) -> list[Event]:
        """The events of a sentence, the most salient first."""
        start, end = scene.sentence.start, scene.sentence.end
        if self._ontology.is_no_event(ctx.text[start:end]):
            return []
        codings = absorbed(self.codings(scene, made, ctx))
        ordered = sorted(codings, key=lambda c: (_standing(c) != "factual", depth(c.node), c.node.i))
        return _without_repeats(event for coding in ordered if (event := self._event(coding, ctx)) is not None)

    def codings(self, scene: Scene, made: Sequence[tuple[Clause, Record]], ctx: Context) -> list[Coding]:
        """The lines that match, one a word; then the records whose words no line has read."""
        best: dict[int, Clause] = {}
        for clause in self._matcher.clauses(scene, ctx.resolver):
            known = best.get(clause.node.i)
            if known is None or _weight(clause) > _weight(known):
                best[clause.node.i] = clause
        found = [_of_line(clause) for clause in best.values()]
        read = {i for clause in best.values() for i in (clause.node.i, *clause.used)}
        for clause, record in made:
            words = {clause.node.i, *(n.i for n in (clause.focus,) if n is not None)}
            row = self._ontology.of_record(record)
            if row is not None and not words & read:
                read |= words
                code = Code.of(row.yields, row.cameo)
                found.append(Coding(clause, code, record.rule, record, bool(row.status)))
        return sorted(found, key=lambda coding: coding.node.i)

    # -- one event -----------------------------------------------------------------------------------------------------

    def _event(self, coding: Coding, ctx: Context) -> Event | None:
        code, negated, because = self._turned(coding)
        sides = self._sides.sides(coding, ctx)
        if code.type == "REQUEST" and coding.code.type != "REQUEST":
            sides = self._asked(coding, sides, ctx)
        if not any(a.country or a.code for a in (*sides.actors, *sides.recipients)):
            return None
        scene = coding.clause.scene
        start, end = scene.sentence.start, scene.sentence.end
        date = date_of(coding.clause, ctx)
        value = date.value if date is not None else None
        source = source_of(coding.clause, ctx)
        modality = self._modality(coding, code)
        return Event.model_validate(
            {
                "type": code.type,
                "mode": code.mode,
                "contexts": self._ontology.contexts(ctx.text[start:end]),
                "cameo": code.cameo,
                "goldstein": self._ontology.goldstein(code.cameo),
                "actors": sides.actors,
                "recipients": sides.recipients,
                "date": value,
                "precision": _PRECISION.get(len(value)) if value else None,
                "place": place_of(coding.clause),
                "own_code": self._ontology.own_code(code, modality),
                "modality": modality,
                "negated": negated,
                "attribution": source.text if source is not None else None,
                "evidence": Evidence.of(ctx.text, start, end),
                "trigger": coding.node.text,
                "rule": coding.rule,
                "because": because,
            }
        )

    def _turned(self, coding: Coding) -> tuple[Code, bool, tuple[str, ...]]:
        """The code under its plan, request, threat or refusal; whether it is denied; and why it was turned."""
        code, status = coding.code, coding.status
        if coding.record is not None:
            return code, coding.record.negated, status.because
        if coding.inner:
            code = self._ontology.refined(code, coding.inner[0].code)
        negated = status.negated and not any("neg" in need.slots for need in coding.clause.line.needs)
        effect = self._effect(coding)
        turned = self._ontology.turned(code, effect, negated)
        if turned == code:
            return code, negated, status.because
        because = f"{effect}{' and denied' if negated else ''} {code.type} is {turned.type}"
        return turned, False, (*status.because, because)

    def _effect(self, coding: Coding) -> str:
        """How the act is told: what is decided stands, a hostile act that was tried was done; "unless" makes a plan a threat."""
        status, hostile = coding.status, not self._ontology.is_cooperative(coding.code.type)
        if status.decided or (status.attempted and hostile):
            return "factual"
        marks = (mark.lower for verb in conditions(coding.node) for mark in verb.all("mark"))
        ultimatum = next((mark for mark in marks if self._ontology.is_effect(mark)), None)
        return ultimatum if ultimatum and status.effect == "planned" and not status.negated else status.effect

    def _asked(self, coding: Coding, sides: Sides, ctx: Context) -> Sides:
        """Of an act that somebody asks for, the asker acts, on whoever shall do it."""
        source = source_of(coding.clause, ctx)
        who = source.who if source is not None else None
        if who is None or not who.parties:
            return sides
        return Sides(tuple(self._sides.plain(party) for party in who.parties), sides.actors)

    @staticmethod
    def _modality(coding: Coding, code: Code) -> str:
        """Of a turned code too, that the act itself is still to come."""
        standing = _standing(coding)
        planned = coding.status.effect == "planned" and not coding.status.decided and not coding.status.attempted
        if standing == "factual" and (coding.planned or (planned and code.type != "REJECT")):
            return "planned"
        return standing


def _weight(clause: Clause) -> int:
    """More conditions win over fewer, and a condition on denial over any."""
    return clause.line.weight + (_DENIAL if any("neg" in need.slots for need in clause.line.needs) else 0)


def _of_line(clause: Clause) -> Coding:
    row = clause.line.row
    if not isinstance(row, EventPredicate):
        raise TypeError(f"{clause.line.id} is no line of lexicon/events/")
    return Coding(clause, Code.of(row.yields, row.cameo), f"{clause.line.id} {row.cameo}")


def _standing(coding: Coding) -> str:
    """Whether an event is told as such, supposed, or recalled."""
    if coding.status.effect in _UNREAL:
        return "hypothetical"
    node = coding.node
    if any(above.dep == "pobj" and above.head.lower in _PAST for above in (node, *node.ancestors())):
        return "background"
    if any(c.dep == "aux" and c.lower == "had" for c in node.children) and node.dep in ("relcl", "advcl"):
        return "background"
    return "factual"


def _without_repeats(events: Iterable[Event]) -> list[Event]:
    """The events of a sentence, of those with one type and the same sides the first."""
    kept: dict[object, Event] = {}
    for event in events:
        kept.setdefault((event.type, event.negated, _codes(event.actors), _codes(event.recipients)), event)
    return list(kept.values())


def _codes(side: Sequence[EventActor]) -> tuple[str, ...]:
    return tuple(sorted(actor.code or actor.name for actor in side))
