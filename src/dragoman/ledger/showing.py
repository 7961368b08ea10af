"""An entry as lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from dragoman.ledger.objects import Cited, Decision, FollowUp
from dragoman.model import Entry, Step


def entry_lines(
    entry: Entry, told: str, evidence: Sequence[Cited], decisions: Sequence[Decision], follow_ups: Sequence[FollowUp]
) -> Iterator[str]:
    """Everything about one entry, for a terminal; `told` is the sentence that tells how it stands."""
    what = f"{entry.type}/{entry.kind}".replace("_", " ")
    yield f"{entry.id}  {what}  {_who(entry)}"
    yield f"  {told}"
    yield f"  stands: {'not ' if entry.negated else ''}{entry.stage.replace('_', ' ')} {entry.date or ''}".rstrip()
    for contradiction in entry.contradictions:
        yield f"  contradicted: {contradiction}"
    yield "Life"
    yield from (f"  {_step(step)}" for step in entry.steps)
    yield "Evidence"
    for cited in evidence:
        yield f"  [{cited.number}] {cited.record} {_source(cited)}: “{' '.join(cited.quote.split())}”"
    yield from _listed("Joined because", entry.reasons)
    yield from _listed("Decisions", [_decision(d) for d in decisions])
    yield from _listed("Follow-up", [_follow_up(f) for f in follow_ups])


def why_no_entry(name: str, record: str, decisions: Sequence[Decision]) -> str:
    """Why an id leads to no entry: there is none, or its only record, `record`, was rejected."""
    rejected = [d for d in decisions if d.target == record and d.action == "reject" and d.superseded_by is None]
    if not rejected:
        return f"{name}: there is no such entry. Ids of entries are shown by timeline and find."
    one = rejected[-1]
    why = f" ({one.why})" if one.why else ""
    return (
        f"{name}: there is no such entry any more: {one.who} rejected {record} on {one.at:%Y-%m-%d}{why}. "
        f"`dragoman accept {record}` takes it back."
    )


def _who(entry: Entry) -> str:
    if entry.actor is None:
        return ", ".join(entry.parties)
    return f"{', '.join(entry.actor)} → {', '.join(entry.recipient or ())}".rstrip(" →")


def _step(step: Step) -> str:
    told = f"{step.sources} sources" if step.sources > 1 else step.publisher or "one source"
    hand = ", by hand" if step.origin == "hand" else ""
    stage = ("not " if step.negated else "") + step.stage.replace("_", " ")
    return f"{step.date or '(no date)':10}  {stage}  ({told}{hand}; first reported {step.reported or 'unknown'})"


def _source(cited: Cited) -> str:
    copies = f" and {cited.copies} reprint{'s' * (cited.copies > 1)}" if cited.copies else ""
    link = f" <{cited.url}>" if cited.url else ""
    who = f"filed by {cited.publisher}" if cited.origin == "hand" else cited.publisher or "unknown publisher"
    return f"{who}{copies}, {cited.published or 'no date'}{link}"


def _listed(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield heading
        yield from (f"  {line}" for line in lines)


def _decision(decision: Decision) -> str:
    fields = decision.payload.get("fields") or {}
    told = (decision.action, *(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()))
    why = f": {decision.why}" if decision.why else ""
    undone = f" (superseded by {decision.superseded_by})" if decision.superseded_by else ""
    return f"{decision.at:%Y-%m-%d} {decision.who}: {' '.join(told)}{why}{undone}"


def _follow_up(step: FollowUp) -> str:
    parts = [("owner", step.owner), ("due", step.due), ("next", step.next_step), ("status", step.status)]
    told = "; ".join(f"{name} {value}" for name, value in parts if value)
    return f"{step.at:%Y-%m-%d} {step.who}: {'; '.join(filter(None, (told, step.comment)))}"
