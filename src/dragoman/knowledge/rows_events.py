"""The rows of the event ontology and its lexicon. `docs/events.md` explains them to users."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from dragoman.knowledge.rows import Items, OfficeDate, Row
from dragoman.knowledge.rows_lexicon import Predicate
from dragoman.model import EventType

EVENT_TYPES: tuple[str, ...] = get_args(EventType)
Cameo = Annotated[str, Field(pattern=r"^\d{2,4}$")]


def _event(cell: str) -> str:
    if cell.partition("/")[0] not in EVENT_TYPES:
        raise ValueError(f"no PLOVER type in {cell!r}: {', '.join(EVENT_TYPES)}")
    return cell


class EventPredicate(Predicate):
    """lexicon/events/*.tsv: words that tell an event, as in `lexicon/*.tsv`, with the code of CAMEO."""

    yields: Annotated[str, AfterValidator(_event)]  # "ASSAULT/aerial"
    cameo: Cameo


class PloverType(Row):
    """events/plover.tsv: a type of event, or a mode of one."""

    type: EventType
    mode: str = ""  # empty: the type itself
    quad: Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict", ""] = ""
    side: Literal["cooperation", "conflict", "words", ""] = ""  # what a plan of it turns into, by transform.tsv
    reflexive: Literal["yes", ""] = ""  # with nobody else named it is aimed at the actor's own country
    counts: str = ""  # what counts
    excludes: str = ""  # what does not


class CameoCode(Row):
    """events/cameo.tsv: an action code of CAMEO with the value of its Goldstein scale."""

    code: Cameo
    name: str
    goldstein: float
    plover: str  # type and mode that it means: "ASSAULT/aerial"


class FromRecord(Row):
    """events/from_records.tsv: the event that a record tells."""

    record: str  # "contact/visit"; kind `*`: any
    stage: str = "*"
    negated: Literal["yes", ""] = ""
    yields: Annotated[str, AfterValidator(_event)]
    cameo: Cameo
    status: Literal["factual", "planned", ""] = ""


class Transform(Row):
    """events/transform.tsv: what a plan, threat, request or refusal of an act is coded as."""

    effect: Literal["planned", "proposed", "requested", "threatened", "cancelled", "refused", "forsworn", "unless"]
    side: Literal["cooperation", "conflict", "words"]
    of: EventType | Literal["*"] = "*"
    yields: Annotated[str, AfterValidator(_event)]
    cameo: Cameo


class ActorSector(Row):
    """events/sectors.tsv: the sector of actors, by office, by kind of organ, by noun."""

    kind: Literal["origin", "office", "organ", "who", "noun"]
    values: Items
    sector: str


class OwnCode(Row):
    """The file of `--ontology`: a user's own code for events of a type, mode and CAMEO code."""

    type: EventType | Literal["*"]
    mode: str = ""  # empty: any
    cameo: Annotated[str, Field(pattern=r"^\d{0,4}$")] = ""  # the digits that its code begins with
    modality: str = ""  # factual, planned, hypothetical, background; empty: any
    code: str


class ActorName(Row):
    """events/actors.tsv: an actor by name, with a code of the user's own, from a day to a day."""

    name: str
    code: str = ""
    country: str = ""  # ISO 3166-1 alpha-3, IGO or NGO
    sectors: Items = ()
    since: OfficeDate = ""
    until: OfficeDate = ""


class EventContext(Row):
    """events/contexts.tsv: words that tell the context of an event; `-` those of what is no event at all."""

    context: str
    terms: Items
