"""The draft of a record: what the rule of its type and the steps that all types share fill in, before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import DIRECTED, Amount, Evidence, Record, RecordType
from dragoman.reading.clauses import Clause
from dragoman.reading.records.context import Context
from dragoman.reading.status import Status

__all__ = ["Draft", "Stages", "stage_of"]


Stages = dict[str, str | None]
"""The stage of a type's records by the effect of their status; None, or no entry, files nothing."""


@dataclass
class Draft:
    """A record in the making: `groups` are sets of parties that each make a record of their own."""

    clause: Clause
    type: RecordType
    kind: str
    stage: str
    parties: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    negated: bool = False
    date: str | None = None
    dated: bool = False
    """Whether `date` is settled, also where it is None."""
    place: str | None = None
    name: str | None = None
    subject: str | None = None
    sectors: tuple[str, ...] = ()
    amount: Amount | None = None
    attribution: str | None = None
    rule: str = ""

    def record(self, ctx: Context) -> Record:
        """The finished record, its evidence the sentence of the clause."""
        directed = self.type in DIRECTED
        parties = {*self.actor, *self.recipient} if directed else set(self.parties)
        sentence, rule = self.clause.scene.sentence, self.rule or self.clause.line.id
        return Record(
            type=self.type,
            kind=self.kind,
            parties=tuple(sorted(parties)),
            actor=tuple(sorted(set(self.actor))) if directed else None,
            recipient=tuple(sorted(set(self.recipient))) if directed else None,
            persons=self.persons,
            stage=self.stage,
            negated=self.negated,
            date=self.date,
            place=self.place,
            name=self.name,
            subject=self.subject,
            sectors=self.sectors,
            amount=self.amount,
            attribution=self.attribution,
            evidence=Evidence.of(ctx.text, sentence.start, sentence.end),
            rule=rule,
            confidence=ctx.confidences.share(self.type, rule),
        )


def stage_of(status: Status, stages: Stages) -> str | None:
    """The stage that a status gives by a type's table, or None where nothing is filed."""
    return stages.get(status.effect)
