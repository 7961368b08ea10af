"""How sure a record is: the share of right ones among those told alike, from `confidence.tsv`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.knowledge.rows import Confidence

__all__ = ["FILLED", "LISTED", "MANNERS", "PASSING", "Confidences", "Manner", "manner"]

Manner = Literal["strict", "loose", "passing", "filled"]
MANNERS: tuple[Manner, ...] = get_args(Manner)

FILLED = " (a side from the context)"
PASSING = " (in passing)"
"""What a rule's name ends with where the clause tells only one side, or names the event without a verb of its own."""
LISTED = " (in a list)"
"""What a rule's name ends with where a line of a list names what the sentence above tells of."""
_UNKNOWN = 0.5


def manner(rule: str) -> Manner:
    """How a rule tells its fact: by a line with conditions on its arguments, by one without, in passing, by half."""
    if rule.endswith(FILLED):
        return "filled"
    if rule.endswith(PASSING):
        return "passing"
    return "strict" if ":" in rule.partition("->")[0] else "loose"


@dataclass(frozen=True)
class Confidences:
    """Shares of right records by type and manner; `*` stands for all types."""

    shares: dict[tuple[str, str], float]

    @classmethod
    def of(cls, rows: Iterable[Confidence]) -> Confidences:
        """Build from the rows of `confidence.tsv`."""
        return cls({(row.type, row.manner): row.share for row in rows})

    def share(self, record_type: str, rule: str) -> float:
        """The share for a record of the type by the rule; 0.5 where no row tells."""
        told = manner(rule)
        return self.shares.get((record_type, told), self.shares.get(("*", told), _UNKNOWN))
