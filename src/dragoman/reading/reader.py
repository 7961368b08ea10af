"""The reader: `read(story) -> Reading`, a pure function of the story, the knowledge and the model."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from pathlib import Path
from typing import NamedTuple

from dragoman.knowledge import load, rows, rows_events
from dragoman.knowledge.confidence import Confidences
from dragoman.knowledge.names import names
from dragoman.knowledge.tables import read_table
from dragoman.model import Event, Mention, Problem, Reading, Record, Story
from dragoman.reading.amounts import Currencies, find_amounts
from dragoman.reading.attribution import Attributor
from dragoman.reading.cast import Cast, Directory
from dragoman.reading.clauses import Clause, Matcher
from dragoman.reading.events import Coder
from dragoman.reading.genealogies import Genealogies
from dragoman.reading.language import Languages, language, script
from dragoman.reading.lexicon import Lexicon
from dragoman.reading.mentions import Found, Gazetteer
from dragoman.reading.merge import merge
from dragoman.reading.modality import Modality
from dragoman.reading.noise import NoiseRules
from dragoman.reading.nouns import Nouns
from dragoman.reading.parse import Parser
from dragoman.reading.quotes import assign_speakers, mark_quotations
from dragoman.reading.records import LAST, READERS
from dragoman.reading.records.context import Context, Filed
from dragoman.reading.records.doubled import without_doubles
from dragoman.reading.records.in_lines import lists
from dragoman.reading.records.said_when import note_sayings
from dragoman.reading.records.superseded import without_superseded
from dragoman.reading.records.there import last_town
from dragoman.reading.refusals import failed, is_too_long, refused, too_long
from dragoman.reading.relay import note_bare_sources, relays
from dragoman.reading.sentences import Abbreviations, Span, sentences
from dragoman.reading.text import Block, Dateline, Layout, layout
from dragoman.reading.topics import Topics
from dragoman.reading.tree import Sentence
from dragoman.reading.vocabulary import Vocabulary
from dragoman.reading.when import Calendar, find_dates
from dragoman.reading.who import Resolver, Scene, scene

_MANY = 5  # members of an accord that a story names instead
_BATCH = 64  # stories parsed together


class Prepared(NamedTuple):
    """A story before parsing: the names found in it and the sentences to parse, or why it is not read."""

    story: Story
    found: tuple[Found, ...]
    spans: tuple[tuple[int, int], ...]
    problem: str | None
    home: tuple[str, ...] = ()
    """The state of the town where the story was filed."""
    skipped: tuple[str, ...] = ()
    """Why parts of the story are not read."""
    town: str | None = None
    """The town where the story was filed, if its state is known."""


class Reader:
    """Loaded once, reads any number of stories.

    `knowledge` is a user's own directory of data files, `ontology` his file of codes for events.
    """

    def __init__(self, knowledge: Path | None = None, model: str | None = None, ontology: Path | None = None) -> None:
        known = load(knowledge)
        words = known.rows("references.tsv", rows.Reference)
        holders = known.rows("offices/*.tsv", rows.OfficeHolder)
        syllables = frozenset(row.word for row in words if row.kind == "syllable")
        self._parser = Parser(model, syllables, frozenset(row.person for row in holders))
        of_kind = {kind: [row.word for row in words if row.kind == kind] for kind in ("ancestor", "house")}
        genealogies = Genealogies(of_kind["ancestor"], of_kind["house"])
        self._gazetteer = Gazetteer(genealogies.spelled(names(known)), genealogies.mend)
        self._directory = Directory(holders)
        self._vocabulary = Vocabulary(known)
        nouns = Nouns(known)
        lexicon = Lexicon(known, nouns)
        self._hosting = lexicon.words("hosting")
        modality = Modality(lexicon)
        self._matcher = Matcher(lexicon, modality)
        self._attributor = Attributor(lexicon)
        self._coder = Coder(known, nouns, modality, own_codes(ontology))
        self._calendar = Calendar.of(known.rows("calendar.tsv", rows.CalendarWord))
        self._abbreviations = Abbreviations.of(known.rows("abbreviations.tsv", rows.Abbreviation))
        spoken = known.rows("languages.tsv", rows.Language)
        self._languages = Languages.of(spoken)
        self._language_names = {row.code: row.name for row in spoken}
        self._noise = NoiseRules.of(known.rows("noise.tsv", rows.NoiseRule))
        self._currencies = Currencies.of(
            known.rows("currencies.tsv", rows.Currency), known.rows("units.tsv", rows.UnitWord)
        )
        self._confidences = Confidences.of(known.rows("confidence.tsv", rows.Confidence))
        self._formats = {row.code: row.parties for row in known.rows("formats.tsv", rows.Format)}
        bodies = known.rows("bodies.tsv", rows.Body)
        self._accords = {b.code: b.members for b in bodies if b.kind == "accord" and 0 < len(b.members) < _MANY}
        self._courts = frozenset(b.code for b in bodies if b.kind == "court")
        self._capitals = {row.code: row.capitals[0] for row in known.rows("states.tsv", rows.State) if row.capitals}
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
        prepared = [self._prepare_safely(story) for story in stories]
        pairs = [(one.story.text[a:b], a) for one in prepared for a, b in one.spans]
        parsed = self._parser.parse(pairs)
        for one in prepared:
            sentences = [next(parsed)._replace(index=i) for i in range(len(one.spans))]
            yield self._read_safely(one, sentences) if one.problem is None else refused(one.story, one.problem)

    def _prepare_safely(self, story: Story) -> Prepared:
        """What no rule foresaw in one story must not cost the others."""
        try:
            return self._prepare(story)
        except Exception as error:
            return Prepared(story, (), (), failed(error))

    def _read_safely(self, one: Prepared, parsed: list[Sentence]) -> Reading:
        try:
            return self._read_parsed(one, parsed)
        except Exception as error:
            return refused(one.story, failed(error))

    def lemmas(self, form: str) -> frozenset[str]:
        """What a lower-case form may be a form of; no sentence is parsed for it."""
        return self._parser.lemmas(form)

    def problem(self, story: Story) -> str | None:
        """Why a story is not read; None where it is."""
        return self._prepare(story).problem

    def layout(self, story: Story) -> Layout:
        """Which parts of a stored page are the story."""
        return layout(story.text, story.title, self._noise)

    def sentences(self, story: Story, block: Block) -> list[Span]:
        """The sentences of one block of a story."""
        return sentences(story.text, block.start, block.end, self._abbreviations)

    def _prepare(self, story: Story) -> Prepared:
        """Find the names and the sentences of a story that are worth parsing: those that name or point to somebody."""
        if (problem := self._foreign(story)) is not None:
            return Prepared(story, (), (), problem)
        found = self._gazetteer.find(story.text)
        laid = self.layout(story)
        spans = [span for block in laid.body for span in self.sentences(story, block)]
        starts = [hit.start for hit in found]
        kept = (
            s for s in spans
            if not is_too_long(s)
            and (
                _any_between(starts, s)
                or self._vocabulary.points_back(story.text[s[0] : s[1]])
                or self._coder.names_actor(story.text[s[0] : s[1]])
            )
        )  # fmt: skip
        skipped = tuple(map(too_long, filter(is_too_long, spans)))
        home = self._home(laid.dateline)
        home, filed = home or self._home_of_publisher(story.publisher), bool(home)
        town = laid.dateline.place if laid.dateline is not None and filed else None
        return Prepared(story, tuple(found), tuple(kept), None, home, skipped, town)

    def _foreign(self, story: Story) -> str | None:
        """What a story is written in, where that is not English."""
        code = language(story.text, self._languages)
        written = script(story.text) if code is None else None
        if written not in (None, "latin"):
            return f"written in {written.title()} script; only English is read"
        code = code or story.language
        return (
            None
            if code == "en"
            else f"written in {self._language_names.get(code, code)} ({code}); only English is read"
        )

    def _home(self, dateline: Dateline | None) -> tuple[str, ...]:
        """The state in which the town of a dateline lies, if a data file knows it."""
        if dateline is None:
            return ()
        found = (*self._gazetteer.find(dateline.place), *self._gazetteer.find(dateline.place.title()))
        towns = (n for hit in found for n in hit.names if n.form == "capital" or n.kind == "place")
        return next(((town.party,) for town in towns if town.party != "*"), ())

    def _home_of_publisher(self, publisher: str) -> tuple[str, ...]:
        """The state that publishes, or whose name a paper bears: "Ministry of Foreign Affairs of Japan", "Kyodo News"."""
        names = [n for hit in self._gazetteer.find(publisher) for n in hit.names if not n.weak]
        return next(((name.party,) for name in names if self._vocabulary.publishes(name)), ())

    def _read_parsed(self, one: Prepared, parsed: list[Sentence]) -> Reading:
        scenes, ctx = self._enter(one, parsed)
        records: list[Record] = []
        events: list[Event] = []
        for each in scenes:
            made = list(without_doubles(without_superseded(self.read_scene(each, ctx))))
            records.extend(record for _, record in made)
            events.extend(self.events(each, made, ctx))
        mentions = tuple(m for each in scenes for m in _mentions(each, ctx.resolver))
        problems = tuple(Problem(story=one.story.id, reason=reason) for reason in one.skipped)
        return Reading(
            id=one.story.id,
            source=one.story.source,
            records=tuple(merge(records, self._hosting)),
            events=tuple(events),
            mentions=mentions,
            problems=problems,
        )

    def scenes(self, story: Story) -> tuple[list[Scene], Context]:
        """The sentences of a story that are parsed, with what is needed to read them."""
        one = self._prepare(story)
        spans = ((story.text[a:b], a) for a, b in one.spans)
        return self._enter(one, [s._replace(index=i) for i, s in enumerate(self._parser.parse(spans))])

    def _enter(self, one: Prepared, parsed: list[Sentence]) -> tuple[list[Scene], Context]:
        """The sentences with the names found in them, by a resolver that has met everybody in the story."""
        cast = Cast(self._directory, one.story.published)
        cast.note(list(one.found), one.story.text)
        resolver = Resolver(self._vocabulary, cast, one.home, self._home_of_publisher(one.story.publisher) == one.home)
        scenes = [scene(s, one.story.text, _within(one.found, s), self._vocabulary.is_person_title) for s in parsed]
        mark_quotations(scenes)
        for each in scenes:
            resolver.remember(each)
        assign_speakers(scenes, self._attributor, resolver)
        note_bare_sources(scenes, self._attributor, resolver)
        return scenes, Context(
            one.story, resolver, self._attributor, self._matcher, self._topics, self._confidences, self._formats,
            accords=self._accords, courts=self._courts, capitals=self._capitals, relays=relays(one.story.text),
            filed=Filed(one.town, one.home) if one.town else None, lists=lists(scenes, self._matcher),
        )  # fmt: skip

    def read_scene(self, one: Scene, ctx: Context) -> Iterator[tuple[Clause, Record]]:
        """The clauses of a sentence with the records they make."""
        index, start, end = one.sentence.index, one.sentence.start, one.sentence.end
        ctx.dates[index] = find_dates(ctx.text, start, end, self._calendar)
        ctx.amounts[index] = find_amounts(ctx.text, start, end, self._currencies)
        note_sayings(one, ctx)
        clauses = self._matcher.clauses(one, ctx.resolver)
        found: list[tuple[Clause, Record]] = []
        for clause in sorted(clauses, key=lambda c: c.line.type in LAST):
            for record in READERS[clause.line.type](clause, ctx):
                ctx.told.append(record)
                found.append((clause, record))
        ctx.town = last_town(one) or ctx.town
        yield from sorted(found, key=lambda pair: pair[0].node.i)

    def events(self, one: Scene, made: list[tuple[Clause, Record]], ctx: Context) -> list[Event]:
        """The events of a sentence, once its records are made."""
        return self._coder.events(one, made, ctx)


def own_codes(ontology: Path | None) -> tuple[rows_events.OwnCode, ...]:
    """The rows of a user's own ontology; TableError where it breaks its format."""
    return read_table(ontology, rows_events.OwnCode).rows if ontology is not None else ()


def _any_between(starts: list[int], span: tuple[int, int]) -> bool:
    at = bisect_left(starts, span[0])
    return at < len(starts) and starts[at] < span[1]


def _within(found: tuple[Found, ...], sentence: Sentence) -> list[Found]:
    first = bisect_left(found, sentence.start, key=lambda f: f.start)
    return list(takewhile(lambda f: f.start < sentence.end, islice(found, first, None)))


def _mentions(one: Scene, resolver: Resolver) -> Iterator[Mention]:
    for node in one.nodes:
        who = resolver.who(node, one) if node.i in one.hits else None
        if who is not None and who.kind in ("state", "body", "region", "group", "person", "organ"):
            hit = one.hits[node.i].found
            yield Mention(
                start=hit.start, end=hit.end, text=one.text[hit.start : hit.end], kind=who.kind,
                parties=who.parties, value=who.persons[0] if who.persons else None, rule=who.rule,
            )  # fmt: skip
