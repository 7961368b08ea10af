"""Entries as entities of FollowTheMoney: a line each, for Aleph, OpenSanctions' tools and the like.

An entry becomes an `Event` (a restrictive measure on somebody a `Sanction` beside it), a party a `PublicBody` or
`Organization`, a person a `Person`, a story an `Article`; `Documentation` ties each event to the stories that tell it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dragoman.dossier.phrasing import Names
from dragoman.dossier.points import standing
from dragoman.dossier.wording import sentence
from dragoman.ledger import Ledger, Told
from dragoman.model import Entry

__all__ = ["lines"]

_TOGETHER = 200
_LANGUAGES = {"en": "eng"}  # ISO 639-3, as FollowTheMoney writes it; no other is read into records
_STATE = 3  # letters of the code of a state


def lines(ledger: Ledger, names: Names, **filters: Any) -> Iterator[bytes]:
    """Entities as lines of JSON, each once, those that others refer to among them."""
    seen: set[str] = set()
    found = ledger.entries(**filters)
    while chunk := list(islice(found, _TOGETHER)):
        for entity in _entities(ledger, chunk, names):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield (json.dumps(entity, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _entities(ledger: Ledger, entries: list[Entry], names: Names) -> Iterator[dict[str, Any]]:
    kept = ledger.records(r for entry in entries for r in entry.records)
    told = ledger.stories({k.story for k in kept.values()})
    for entry in entries:
        stories = [told[s] for s in dict.fromkeys(kept[r].story for r in entry.records)]
        yield from (_party(code, names) for code in entry.parties)
        yield from (_entity(_id("person", p), "Person", name=p) for p in entry.persons)
        yield _event(entry, stories, names)
        if entry.type == "measure" and entry.kind != "military":
            yield from _sanctions(entry, names)
        for story in stories:
            yield _article(story)
            yield _entity(
                _id("told", entry.id, story.id), "Documentation", entity=entry.id, document=_id("story", story.id),
                role="evidence",
            )  # fmt: skip


def _party(code: str, names: Names) -> dict[str, Any]:
    is_state = len(code) == _STATE and code.isalpha() and code.isupper() and names(code) != code
    schema = "PublicBody" if is_state else "Organization"
    return _entity(_id("party", code), schema, name=names(code), alias=code)


def _event(entry: Entry, stories: list[Told], names: Names) -> dict[str, Any]:
    now = standing(entry)
    involved = [*(_id("party", p) for p in entry.parties), *(_id("person", p) for p in entry.persons)]
    return _entity(
        entry.id, "Event", name=sentence(entry, now, names), date=entry.date, location=entry.place, involved=involved,
        summary=[f"{entry.type}/{entry.kind}: {entry.stage}", *entry.contradictions], recordId=entry.id,
        description=[" ".join(s.quote.split()) for s in entry.steps],
        sourceUrl=[_address(s) for s in stories],
    )  # fmt: skip


def _sanctions(entry: Entry, names: Names) -> Iterator[dict[str, Any]]:
    started = next((s.date for s in entry.steps if s.stage == "imposed" and not s.negated), None)
    ended = next((s.date for s in entry.steps if s.stage == "lifted" and not s.negated), None)
    for recipient in entry.recipient or ():
        yield _entity(
            _id("sanction", entry.id, recipient), "Sanction", entity=_id("party", recipient), recordId=entry.id,
            authority=[names(a) for a in entry.actor or ()], program=entry.name or entry.subject, startDate=started,
            endDate=ended, status=entry.stage, summary=entry.kind.replace("_", " "),
        )  # fmt: skip


def _article(story: Told) -> dict[str, Any]:
    return _entity(
        _id("story", story.id), "Article", title=story.title or story.id, publisher=story.publisher,
        publishedAt=story.published and story.published.isoformat(), sourceUrl=_address(story),
        language=_LANGUAGES.get(story.language),
    )  # fmt: skip


def _address(story: Told) -> str | None:
    """Where a story lies on the web; FollowTheMoney takes the name of a file for a host."""
    return story.url if story.url and story.url.startswith(("https://", "http://")) else None


def _entity(ident: str, schema: str, /, **properties: Any) -> dict[str, Any]:
    told = {key: _values(value) for key, value in properties.items()}
    return {"id": ident, "schema": schema, "properties": {key: values for key, values in told.items() if values}}


def _values(value: Any) -> list[str]:
    several: Iterable[Any] = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(str(v) for v in several if v))


def _id(*parts: str) -> str:
    return f"{parts[0]}-{hashlib.sha256(chr(0).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
