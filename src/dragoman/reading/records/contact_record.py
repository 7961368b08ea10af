"""The record of a contact, made of a clause or of one told before and what the clause adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.knowledge.confidence import FILLED
from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.beside import date_beside
from dragoman.reading.records.contact_sides import told_alike
from dragoman.reading.records.context import Context
from dragoman.reading.records.dating import before_end, date_of
from dragoman.reading.records.day_spans import dates_in, head_of, value_of_span
from dragoman.reading.records.draft import Draft
from dragoman.reading.records.finishing import finish
from dragoman.reading.records.led import leaders
from dragoman.reading.records.occasion import at_its_goal, on_journey, on_occasion, placed_at_home
from dragoman.reading.records.parties import parties_of, persons_of, source_of
from dragoman.reading.tree import Node
from dragoman.reading.when import DateValue, Tense
from dragoman.reading.who import Who

_LED = ("subj", "obj", "iobj", "with", "mod", "poss", "to")
_MEETING = frozenset({"meeting", "talks"})
_FACE_TO_FACE = frozenset({"meeting", "talks", "visit", "delegation"})


def fillers_of(clause: Clause, slots: Sequence[str]) -> list[Node]:
    """The fillers of several slots in text order."""
    found = {n.i: n for slot in slots for n in clause.slots.get(slot, ())}
    return [found[i] for i in sorted(found)]


def again(clause: Clause, earlier: Record, found: list[Who], ctx: Context) -> Iterator[Record]:
    """A contact told before, as this clause tells it again: date, place and persons that it adds, if none differs."""
    again = record_of(clause, earlier.stage, found, ctx)
    if earlier.date and again.date and not again.date.startswith(earlier.date):
        return
    persons = again.persons if len(again.persons) > len(earlier.persons) else earlier.persons
    place = again.place if earlier.kind in _FACE_TO_FACE else None
    change = {"kind": earlier.kind, "parties": earlier.parties, "stage": earlier.stage, "negated": earlier.negated}
    yield again.model_copy(update={**change, "persons": persons, "place": place})


def filled(clause: Clause, stage: str, both: list[Who], ctx: Context) -> Iterator[Record]:
    """A contact of which the clause tells one side: perhaps one told before, else a new one."""
    earlier = told_alike(parties_of(both), clause, ctx)
    is_other = (
        earlier is not None and clause.node.is_verb and _is_another(clause, earlier, stage, persons_of(both, ctx))
    )
    if earlier is None or stage == "cancelled" or is_other:
        record = record_of(clause, stage, both, ctx)
        yield record.model_copy(
            update={"rule": record.rule + FILLED, "confidence": ctx.confidences.share("contact", FILLED)}
        )
    elif earlier.stage == stage:
        yield from again(clause, earlier, both, ctx)


def _is_another(clause: Clause, earlier: Record, stage: str, persons: tuple[str, ...]) -> bool:
    """Whether what was planned now happens, or a journey is planned after one that was made, or somebody else's."""
    if (
        earlier.kind == clause.kind == "visit"
        and persons
        and earlier.persons
        and not set(persons) & set(earlier.persons)
    ):
        return True  # "will pay a return visit"
    happens = (earlier.stage, stage) == ("planned", "held") and clause.status.tense != "present"
    return happens or (clause.kind == "visit" and (earlier.stage, stage) == ("held", "planned"))


def record_of(clause: Clause, stage: str, found: list[Who], ctx: Context, place: str | None = None) -> Record:
    """The contact of the parties found: a plan with a day gone by is held, a fact with a day ahead planned."""
    kind = "delegation" if clause.kind == "visit" and _is_delegation(clause, ctx) else clause.kind
    date = date_told(clause, stage, ctx)
    if stage == "held" and date is not None and (_is_to_come(date, ctx) or (date.ahead and clause.node.is_nominal)):
        stage = "planned"
    elif stage == "planned" and date is not None and _is_purpose(clause) and not _is_to_come(date, ctx):
        stage = "held"
    guides = leaders(fillers_of(clause, _LED), parties_of(found), clause, ctx)
    draft = Draft(
        clause, "contact", kind, stage, parties_of(found), persons=persons_of([*found, *guides], ctx),
        negated=clause.status.negated != clause.line.row.stage.endswith("!"),
        date=date.value if date is not None else date_beside(clause, ctx), dated=True, place=place,
    )  # fmt: skip
    record = on_journey(on_occasion(finish(draft, ctx, source_of(clause, ctx)), clause, ctx), ctx)
    if kind in _MEETING:
        record = placed_at_home(at_its_goal(record, ctx), ctx)
    return record if kind in _FACE_TO_FACE else record.model_copy(update={"place": None})


def _is_delegation(clause: Clause, ctx: Context) -> bool:
    travellers = fillers_of(clause, clause.line.roles.get("parties", ("subj",)))
    return any(
        ctx.matcher.is_class(node, clause.scene, "delegation") and not ctx.matcher.is_class(node, clause.scene, "envoy")
        for node in travellers
    )


def _is_purpose(clause: Clause) -> bool:
    """ "flew to Rome in May to meet the king": with the date of the journey it has been done."""
    return any(reason.startswith("to: ") for reason in clause.status.because)


def date_told(clause: Clause, stage: str, ctx: Context) -> DateValue | None:
    """A plan is dated ahead, also where its verb stands in the present; the end of a stay gives its first day."""
    present = clause.node.tag in ("VBZ", "VBP") and not clause.status.negated
    tense: Tense | None = "future" if stage == "planned" or present else None
    if stage == "planned" and (inner := _date_within(clause, ctx)) is not None:
        return inner
    return before_end(date_of(clause, ctx, since=False, tense=tense), clause, ctx)


def _date_within(clause: Clause, ctx: Context) -> DateValue | None:
    """When what somebody is invited to is to be: "accepted an invitation to tour the mines in May"."""
    for span in dates_in(clause.scene, ctx) if clause.focus is not None else ():
        head = head_of(span, clause.scene)
        verb = next((n for n in head.ancestors() if n.is_verb), None) if head is not None else None
        if verb is not None and verb.tag == "VB" and any(n is clause.focus for n in verb.ancestors()):
            return value_of_span(span, ctx, "future")
    return None


def _is_to_come(date: DateValue, ctx: Context) -> bool:
    published = ctx.story.published
    return published is not None and date.value > published.isoformat()[: len(date.value)]
