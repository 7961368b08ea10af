"""What an agreement is called: by its noun, by the one told before that it points back to, by what was agreed to."""

from __future__ import annotations

from dragoman.model import Record
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.records.naming import complement_at_end, described, name_of, once_more, pact_name, with_next
from dragoman.reading.records.told import is_definite

_TWO_SIDED = frozenset({"relations", "ties"})


def is_bare(clause: Clause) -> bool:
    """ "Agreed to …", with no noun that names the agreement."""
    return clause.line.row.stage == "agreed" and any(need.test == "ANY" for need in clause.line.needs)


def is_of_ties(clause: Clause) -> bool:
    return clause.noun is not None and not _TWO_SIDED.isdisjoint(clause.noun.classes)


def name_of_agreement(clause: Clause, earlier: Record | None, ctx: Context) -> str | None:
    """The noun's phrase; a bare or general noun goes by the name told before, else with what describes it."""
    if clause.noun is not None and clause.focus is not None and "again" in clause.noun.classes:
        last = next((r.name for r in reversed(ctx.told) if r.type == "agreement"), None)
        return once_more(last, clause.focus, clause.scene)
    if is_bare(clause):
        return _content(clause)
    generic = clause.noun is None or "generic" in clause.noun.classes
    points_back = clause.focus is None or is_definite(clause.focus)
    if earlier is not None and earlier.name is not None and generic and points_back:
        return earlier.name
    tie = next((n for n in clause.slots.get("to", ()) if ctx.matcher.is_class(n, clause.scene, "partnership")), None)
    if tie is not None and is_of_ties(clause):
        return pact_name(tie, clause.scene)
    name = pact_name(clause.focus, clause.scene) if clause.focus is not None else None
    if name is None or clause.focus is None:
        return name
    is_open = complement_at_end(name, clause.focus, clause.scene) is not None
    if is_open or clause.scene.text[: clause.focus.end].endswith(
        name
    ):  # its head stands last: what it is on may hang elsewhere
        name = with_next(name, clause.focus, clause.scene, ctx)
    return described(name, clause.focus, clause.scene)


def _content(clause: Clause) -> str | None:
    """What was agreed to: the thing that is to be done something with."""
    things = clause.slots.get("xcomp.obj", ())
    return name_of(next(iter(things), None), clause.scene)
