"""Status: how a clause is told, as a fact, a plan, a proposal, a threat or a hypothesis, and whether it is denied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Effect", "Status", "Tense"]

Effect = Literal["factual", "ongoing", "planned", "proposed", "requested", "threatened", "hypothetical", "cancelled"]
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True)
class Status:
    """How a clause is told; `tense` is that of its finite verb."""

    effect: Effect = "factual"
    negated: bool = False
    tense: Tense = "past"
    reported: bool = False
    alleged: bool = False
    decided: bool = False
    attempted: bool = False
    because: tuple[str, ...] = ()

    def under(self, effect: str, word: str) -> Status:
        """The status as changed by a governing word."""
        because = (*self.because, f"{word}: {effect}")
        if effect == "negated":
            return replace(self, negated=not self.negated, because=because)
        if effect == "reported":
            return replace(self, reported=True, because=because)
        if effect == "decided":
            return replace(self.under("planned", word), decided=True)
        if effect == "attempted":
            return replace(self.under("planned", word), attempted=True)
        if effect == "alleged":
            return replace(self, reported=True, alleged=True, because=because)
        stands = self.effect in ("hypothetical", "cancelled")
        stands = stands or (effect == "cancelled" and self.effect in ("threatened", "proposed", "requested"))
        if effect == "factual" or stands:
            return replace(self, because=because)
        tense: Tense = "future" if effect in ("planned", "proposed", "requested", "threatened") else self.tense
        return replace(self, effect=effect, tense=tense, because=because)  # type: ignore[arg-type]
