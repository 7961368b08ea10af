"""The reader: `read(story) -> Reading`, a pure function of the story, the knowledge and the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.knowledge import load, rows
from dragoman.knowledge.names import names
from dragoman.model import Mention, Reading, Record, Story
from dragoman.reading.amounts import Currencies, find_amounts
from dragoman.reading.attribution import Attributor
from dragoman.reading.cast import Cast, Directory
from dragoman.reading.clauses import Clause, Matcher
from dragoman.reading.lexicon import Lexicon
from dragoman.reading.mentions import Found, Gazetteer
from dragoman.reading.merge import merge
from dragoman.reading.noise import NoiseRules
from dragoman.reading.parse import Parser, Sentence
from dragoman.reading.records import READERS
from dragoman.reading.records.common import Context
from dragoman.reading.sentences import Abbreviations, sentences
from dragoman.reading.text import layout
from dragoman.reading.topics import Topics
from dragoman.reading.vocabulary import Vocabulary
from dragoman.reading.when import Calendar, find_dates
from dragoman.reading.who import Resolver, Scene, scene

_BATCH = 64  # stories parsed together


class Reader:
    """Loaded once, reads any number of stories; `knowledge` is a user's own directory of data files."""

    def __init__(self, knowledge: Path | None = None, model: str | None = None) -> None:
        known = load(knowledge)
        self._parser = Parser(model)
        self._gazetteer = Gazetteer(names(known))
        self._directory = Directory(known.rows("offices/*.tsv", rows.OfficeHolder))
        self._vocabulary = Vocabulary(known)
        self._lexicon = Lexicon(known)
        self._matcher = Matcher(self._lexicon)
        self._attributor = Attributor(self._lexicon)
        self._calendar = Calendar.of(known.rows("calendar.tsv", rows.CalendarWord))
        self._abbreviations = Abbreviations.of(known.rows("abbreviations.tsv", rows.Abbreviation))
        self._noise = NoiseRules.of(known.rows("noise.tsv", rows.NoiseRule))
        self._currencies = Currencies.of(known.rows("currencies.tsv", rows.Currency), known.rows("units.tsv", rows.UnitWord))
        self._topics = Topics.of(known.rows("sectors.tsv", rows.Sector), known.rows("resources.tsv", rows.Resource))

    def read(self, story: Story) -> Reading:
        """Everything that one story says."""
        return next(self.read_all([story]))

    def read_all(self, stories: Iterable[Story]) -> Iterator[Reading]:
        """Readings in the order of the stories, parsed in batches; lazy."""
        batch: list[Story] = []
        for story in stories:
            batch.append(story)
            if len(batch) == _BATCH:
                yield from self._read_batch(batch)
                batch = []
        if batch:
            yield from self._read_batch(batch)

    def _read_batch(self, stories: list[Story]) -> Iterator[Reading]:
        spans = [self._sentences(story) for story in stories]
        pairs = [(story.text[a:b], a) for story, own in zip(stories, spans, strict=True) for a, b in own]
        parsed = self._parser.parse(pairs)
        for story, own in zip(stories, spans, strict=True):
            yield self._read_parsed(story, [next(parsed)._replace(index=i) for i in range(len(own))])

    def _sentences(self, story: Story) -> list[tuple[int, int]]:
        blocks = layout(story.text, story.title, self._noise).body
        return [span for b in blocks for span in sentences(story.text, b.start, b.end, self._abbreviations)]

    def _read_parsed(self, story: Story, parsed: list[Sentence]) -> Reading:
        scenes, resolver = self.scenes(story, parsed)
        ctx = Context(story, resolver, self._attributor, self._matcher, self._topics)
        records: list[Record] = []
        for one in scenes:
            resolver.remember(one)
        for one in scenes:
            records.extend(record for _, record in self.read_scene(one, ctx))
        mentions = tuple(m for one in scenes for m in _mentions(one))
        return Reading(id=story.id, records=tuple(merge(records)), mentions=mentions)

    def scenes(self, story: Story, parsed: list[Sentence]) -> tuple[list[Scene], Resolver]:
        """The sentences with the names found in them, and a resolver that knows the story's cast."""
        found = self._gazetteer.find(story.text)
        cast = Cast(self._directory, story.published)
        cast.note(found)
        resolver = Resolver(self._vocabulary, cast, story.published)
        return [scene(s, story.text, _within(found, s)) for s in parsed], resolver

    def read_scene(self, one: Scene, ctx: Context) -> Iterator[tuple[Clause, Record]]:
        """The clauses of a sentence with the records they make."""
        index, start, end = one.sentence.index, one.sentence.start, one.sentence.end
        ctx.dates[index] = find_dates(ctx.text, start, end, self._calendar)
        ctx.amounts[index] = find_amounts(ctx.text, start, end, self._currencies)
        for clause in self._matcher.clauses(one, ctx.resolver):
            for record in READERS[clause.line.type](clause, ctx):
                yield clause, record


def _within(found: list[Found], sentence: Sentence) -> list[Found]:
    return [f for f in found if sentence.start <= f.start < sentence.end]


def _mentions(one: Scene) -> Iterator[Mention]:
    for node in one.nodes:
        who = one.cache.get(node.i)
        if who is not None and node.i in one.hits and who.kind in ("state", "body", "region", "group", "person", "organ"):
            hit = one.hits[node.i].found
            yield Mention(
                start=hit.start, end=hit.end, text=one.text[hit.start : hit.end], kind=who.kind,  # type: ignore[arg-type]
                parties=who.parties, value=who.persons[0] if who.persons else None, rule=who.rule,
            )  # fmt: skip
