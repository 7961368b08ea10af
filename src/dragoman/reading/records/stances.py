"""Classes of stances: kinds of statements that many rules treat alike."""

from __future__ import annotations

__all__ = ["AGAINST", "CHARGES", "REPROACHES"]

CHARGES = frozenset({"accuse", "criticise"})
"""Told of a deed that somebody is charged with."""
REPROACHES = CHARGES | {"reject"}
"""Told of a deed or a demand, in which a phrase names its author, not who bears it."""
AGAINST = CHARGES | {"call_for", "threaten"}
"""Taken against those whom a story is about, as measures are."""
