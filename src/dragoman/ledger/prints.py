"""Stories and their reprints: which of the stories taken in print the same words, and which of them is the story.

The story of a set of reprints is the one published first (then the smallest id), whatever the order of arrival; one
whose records people have decided on stays the story.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from dragoman.ledger import tables as t
from dragoman.ledger.bands import APART, BandKeys
from dragoman.ledger.sql import fetch, next_seq, put_tuples
from dragoman.ledger.succession import decided_stories
from dragoman.model import Story
from dragoman.reprints import are_candidates, content_hash, is_reprint, signatures, similarity, words_of

_FEWEST_WORDS = 40  # of shorter texts only exact reprints are known: a word or two makes another story


class Document(NamedTuple):
    """A printing of a story: `given` at a place (`at`) of what is taken in, or stored as part of the story `of`."""

    id: str
    content: str
    published: dt.date | None
    minhash: bytes | None
    text: str
    of: str | None = None
    given: Story | None = None
    at: int = -1


class Sorted(NamedTuple):
    """A printing taken in just now, the id of its story, and how alike they are."""

    document: Document
    story: str
    similarity: float


class Prints(NamedTuple):
    """What became of the stories taken in; `demoted` maps stored stories to the ones that were printed before them."""

    new: list[Sorted]
    known: int
    demoted: dict[str, str]


def sort_out(db: Connection, stories: Iterable[Story]) -> Prints:
    """Find out which stories are new, which reprint which, and store their signatures."""
    given, known = _unknown(db, stories)
    documents = {d.id: d for d in given}
    links: list[tuple[str, str]] = []
    for a, b in _alike(db, given):
        documents.setdefault(a.id, a)
        links += [(a.id, b.id), *([(a.id, a.of)] if a.of else [])]
        if a.of and a.of not in documents:
            documents[a.of] = _stored_story(db, a.of)
    roots = connected(documents, links)
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents.values():
        groups[roots[document.id]].append(document)
    several = [d.id for documents in groups.values() if len(documents) > 1 for d in documents if d.of == d.id]
    return _settle(groups.values(), known, decided_stories(db, several))


def _settle(groups: Iterable[Sequence[Document]], known: int, decided: set[str]) -> Prints:
    new: list[Sorted] = []
    demoted: dict[str, str] = {}
    for documents in groups:
        first = min(documents, key=lambda d: (d.id not in decided, *_rank(d)))
        new += [Sorted(d, first.id, _how_alike(d, first)) for d in documents if d.given is not None]
        stored = [d.id for d in documents if d.given is None and d.of == d.id and d is not first]
        demoted |= {d: first.id for d in stored if d not in decided}
    return Prints(new, known, demoted)


def _rank(document: Document) -> tuple[bool, dt.date, str]:
    """Who printed first; a stored reprint never comes before its story."""
    return (document.given is None and document.of != document.id, document.published or dt.date.max, document.id)


def _how_alike(one: Document, two: Document) -> float:
    if one.content == two.content or one.minhash is None or two.minhash is None:
        return 1.0
    return round(similarity(one.minhash, two.minhash), 3)


def is_known(db: Connection, stories: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pairs of id and content hash that the ledger has."""
    wanted = set(stories)
    ids = [i for i, _ in stories]
    found: set[tuple[str, str]] = set()
    for of in (t.STORY, t.COPY):
        found |= {(row.id, row.content) for row in fetch(db, select(of.c.id, of.c.content), of.c.id, ids)}
    taken = {i for i, _ in found}
    renamed = {(f"{i}-{c[:8]}", c): (i, c) for i, c in wanted - found if i in taken}
    again = is_known(db, list(renamed)) if renamed else set()
    return (found & wanted) | {renamed[one] for one in again}


def _unknown(db: Connection, stories: Iterable[Story]) -> tuple[list[Document], int]:
    """The stories that the ledger does not have, each once; another story under a known id gets an id of its own."""
    told = [(story, words) for story in stories for words in [words_of(story.text)]]
    contents = [content_hash(words) for _, words in told]
    known = is_known(db, [(story.id, content) for (story, _), content in zip(told, contents, strict=True)])
    fresh = {(s.id, c): n for n, ((s, _), c) in enumerate(zip(told, contents, strict=True)) if (s.id, c) not in known}
    taken = _taken(db, [i for i, _ in fresh])
    minhashes = _signatures({n: told[n][1] for n in fresh.values()})
    given: dict[str, Document] = {}
    for (story_id, content), n in fresh.items():
        name = story_id if story_id not in taken and story_id not in given else f"{story_id}-{content[:8]}"
        story = told[n][0] if name == story_id else told[n][0].model_copy(update={"id": name})
        given[name] = Document(name, content, story.published, minhashes.get(n), story.text, None, story, n)
    return list(given.values()), len(told) - len(given)


def _taken(db: Connection, ids: Sequence[str]) -> set[str]:
    stored = (fetch(db, select(of.c.id), of.c.id, ids) for of in (t.STORY, t.COPY))
    return {row.id for rows in stored for row in rows}


def _signatures(told: dict[int, list[str]]) -> dict[int, bytes]:
    """The signatures of those of the texts that are long enough to know reprints by."""
    long = [n for n, words in told.items() if len(words) >= _FEWEST_WORDS]
    return dict(zip(long, signatures([told[n] for n in long]), strict=True))


def _alike(db: Connection, given: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """Pairs of documents, the second one given, that print the same words; the signatures of the given are stored."""
    same = defaultdict(list)
    for document in (*_with_content(db, {d.content for d in given}), *given):
        same[document.content].append(document)
    for document in given:
        yield from ((o, document) for o in same[document.content] if o.id != document.id and _near_in_time(o, document))
    distinct = list({d.content: d for d in given if d.minhash and all(o.given for o in same[d.content])}.values())
    minhashes = {d.id: d.minhash or b"" for d in distinct}
    keys = BandKeys(db, minhashes, {d.id: d.published for d in distinct})
    holders: dict[int, list[Document]] = defaultdict(list)
    for band, document in _with_bands(db, {k for asked in keys.asked.values() for k in asked}):
        holders[band].append(document)
    for document in distinct:
        others = {o.id: o for k in keys.asked[document.id] if k in holders for o in holders[k]}
        yield from ((other, document) for other in others.values() if _reprints(other, document))
        for k in keys.stored[document.id]:
            holders[k].append(document)
    _store_signatures(db, minhashes, keys)


def _near_in_time(a: Document, b: Document) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= APART


def _reprints(a: Document, b: Document) -> bool:
    if a.minhash is None or b.minhash is None or not _near_in_time(a, b):
        return False
    return are_candidates(a.minhash, b.minhash) and is_reprint(a.text, b.text)


def _with_content(db: Connection, contents: set[str]) -> Iterator[Document]:
    s, c = t.STORY.c, t.COPY.c
    for row in fetch(db, select(s.id, s.content, s.published).where(s.origin == "story"), s.content, contents):
        yield Document(row.id, row.content, row.published, None, "", row.id)
    for row in fetch(db, select(c.id, c.content, c.published, c.story_id), c.content, contents):
        yield Document(row.id, row.content, row.published, None, "", row.story_id)


def _with_bands(db: Connection, keys: set[int]) -> Iterator[tuple[int, Document]]:
    """The stored documents that have a band, each with it."""
    holders = [(row.band, row.signature) for row in fetch(db, select(t.BAND), t.BAND.c.band, keys)]
    rows = list(fetch(db, select(t.SIGNATURE), t.SIGNATURE.c.seq, {seq for _, seq in holders}))
    stored = _stored(db, {row.document: row.minhash for row in rows})
    by_seq = {row.seq: stored[row.document] for row in rows if row.document in stored}
    yield from ((band, by_seq[seq]) for band, seq in holders if seq in by_seq)


def _stored(db: Connection, minhashes: dict[str, bytes]) -> dict[str, Document]:
    s, c = t.STORY.c, t.COPY.c
    queries = (
        (select(s.id, s.content, s.published, s.id.label("of"), s.text), s.id),
        (select(c.id, c.content, c.published, c.story_id.label("of"), c.text), c.id),
    )
    rows = (row for query, key in queries for row in fetch(db, query, key, minhashes))
    return {r.id: Document(r.id, r.content, r.published, minhashes[r.id], r.text or "", r.of) for r in rows}


def _stored_story(db: Connection, story: str) -> Document:
    minhash = db.scalar(select(t.SIGNATURE.c.minhash).where(t.SIGNATURE.c.document == story))
    row = db.execute(select(t.STORY.c.content, t.STORY.c.published).where(t.STORY.c.id == story)).one()
    return Document(story, row.content, row.published, minhash, "", story)


def _store_signatures(db: Connection, minhashes: dict[str, bytes], keys: BandKeys) -> None:
    numbered = list(enumerate(minhashes, next_seq(db, t.SIGNATURE)))
    put_tuples(db, t.SIGNATURE, [(n, i, minhashes[i]) for n, i in numbered])
    put_tuples(db, t.BAND, sorted((k, n) for n, i in numbered for k in dict.fromkeys(keys.stored[i])))


def connected(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The component of each id: the smallest id that a chain of links leads to."""
    parent = {i: i for i in ids}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in links:
        one, two = sorted((root(a), root(b)))
        parent[two] = one
    return {i: root(i) for i in parent}
