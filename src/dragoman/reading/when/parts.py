"""What a rule for the value of a date takes, and what it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["Answer", "Known", "Parts", "Tense"]

Tense = Literal["past", "present", "future"]
Parts = Mapping[str, str]
"""The values that a form's groups caught, as figures: `month`, `day`, `turn` …"""
Answer = tuple[str, str | None] | None
"""First and last day, as precise as they are told (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`), or None."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the story around a date."""

    published: dt.date | None
    tense: Tense | None
    anchor: dt.date | None
