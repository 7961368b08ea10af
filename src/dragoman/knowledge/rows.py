"""The rows of the data files: one typed model a file. `docs/knowledge.md` explains them to users.

A list column holds its items separated by `|`. A `note` that begins with `?` marks a doubt,
with the date of the doubt and the reason.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Items = Annotated[tuple[str, ...], BeforeValidator(lambda cell: tuple(x.strip() for x in cell.split("|") if x.strip()))]
Party = Annotated[str, Field(pattern=r"^([A-Z][A-Z0-9]{1,7}|R:.+|X:.+)$")]
OfficeDate = Annotated[str, Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]
Office = Literal[
    "head_of_state", "head_of_government", "deputy_head", "monarch", "foreign_minister", "finance_minister",
    "trade_minister", "defence_minister", "interior_minister", "energy_minister", "minister", "deputy_minister",
    "envoy", "ambassador", "security_adviser", "spokesperson", "parliament_head", "party_leader", "military_chief",
    "central_banker", "body_head", "official", "royal", "armed_group_head",
]  # fmt: skip


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    note: str = ""


class State(Row):
    """states.tsv: a state, territory or de facto state."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    name: str
    kind: Literal["member", "observer", "territory", "de_facto", "former"]
    names: Items = ()  # other names in news: short, official, former, spelling variants
    weak: Items = ()  # those of the names that are also other words and count only with support nearby
    adjectives: Items = ()  # "Kazakh", "Kazakhstani", "Kazakhstan's" is not needed
    people: Items = ()  # nouns for its people, singular and plural: "Kazakh|Kazakhs"
    capitals: Items = ()  # towns that stand for the state: "Astana|Nur-Sultan"
    seats: Items = ()  # buildings, streets and nicknames that stand for its government: "Akorda|Ak Orda"


class Region(Row):
    """regions.tsv: a region that news treats as a party, `R:Central Asia`."""

    code: Annotated[str, Field(pattern=r"^R:.+$")]
    names: Items
    adjectives: Items = ()
    people: Items = ()
    members: Items = ()  # state codes


class Place(Row):
    """places.tsv: a town, venue or province that locates an event and is no metonym of its state."""

    name: str
    state: str
    kind: Literal["city", "venue", "province", "water", "resort"]
    names: Items = ()
    weak: Items = ()  # those of the names that are also other words and count only with support nearby


class Body(Row):
    """bodies.tsv: an international body or grouping, or an organ of one (which shares its `code`)."""

    code: Party
    name: str
    kind: Literal["organisation", "alliance", "grouping", "bank", "court", "organ", "agency", "accord"]
    names: Items = ()
    members: Items = ()  # state codes, for groupings whose members news counts on
    seat: str = ""  # town
    weak: Items = ()  # those of the names that are also other words and count only with support nearby


class Format(Row):
    """formats.tsv: a dialogue or region that counts as other parties where a gathering is named after it."""

    code: Party
    parties: Items


class Group(Row):
    """groups.tsv: an armed non-state group, `X:Hamas`."""

    code: Annotated[str, Field(pattern=r"^X:.+$")]
    names: Items
    people: Items = ()
    states: Items = ()  # where it is based


class Organ(Row):
    """organs.tsv: a ministry, agency, service or force that speaks or acts for a state.

    `party` is the state for a name that is unique ("Pentagon", USA), or `*` where the state comes
    from the words around it ("foreign ministry", "central bank", "air force").
    """

    name: str
    party: str
    kind: Literal[
        "government",
        "ministry",
        "agency",
        "parliament",
        "military",
        "bank",
        "court",
        "presidency",
        "media",
        "territory_government",
    ]
    names: Items = ()
    weak: Items = ()  # those of the names that are also other words and count only with support nearby


class Company(Row):
    """companies.tsv: a company that news ties to its home state."""

    name: str
    state: str
    kind: Literal["state", "private"]
    names: Items = ()
    sectors: Items = ()
    weak: Items = ()  # those of the names that are also other words and count only with support nearby


class Role(Row):
    """roles.tsv: a noun that tells what somebody is: "foreign minister", "delegation", "troops"."""

    noun: str  # singular, lower case, may be of several words
    plural: str = ""
    kind: Literal["person", "collective"]
    office: str = ""  # the office it names, for persons
    official: Literal["yes", "no", "former"]  # speaks or acts for the state; `no` for analysts, tourists, opposition


class OfficeHolder(Row):
    """offices/*.tsv: one person in one office from a day to a day."""

    party: Party
    office: Office
    title: str  # as news writes it: "President", "Minister of Foreign Affairs"
    person: str  # full name as news writes it in English
    names: Items = ()  # other spellings, the bare surname if it is not the last word, mononyms, initials ("MBS")
    gender: Literal["m", "f", ""] = ""
    since: OfficeDate = ""
    until: OfficeDate = ""  # empty: in office on the file's review date


class Sector(Row):
    """sectors.tsv: words that tell a sector of the annotation guide."""

    sector: str
    terms: Items


class Resource(Row):
    """resources.tsv: a mineral, fuel or strategic good."""

    name: str
    kind: Literal["mineral", "fuel", "good", "crop"]
    sector: str
    names: Items = ()
    weak: Items = ()  # names that are also other words and are not looked for: "lead"


class Currency(Row):
    """currencies.tsv: how a currency is written. `code` is ISO 4217."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    names: Items
    symbols: Items = ()  # "US$|$"
    states: Items = ()
    weak: Items = ()  # names that count only after a scale word: "won", "pounds"


class UnitWord(Row):
    """units.tsv: words of sums of money."""

    kind: Literal["scale", "suffix", "number", "many", "bound", "after", "range"]
    value: str
    words: Items


class CalendarWord(Row):
    """calendar.tsv: words of dates, and the forms that dates take."""

    kind: str  # the class of the words, or `form`
    value: str  # what the words stand for; for a form, the rule that reads it
    words: Items
    weak: Items = ()  # those that need another date word beside them: "May", "March"
    case: Literal["proper", ""] = ""


class Abbreviation(Row):
    """abbreviations.tsv: what a full stop does not end, and what helps to tell; matched exactly as written.

    `title` never ends a sentence ("Gen."), `inner` neither ("e.g."), `number` and `month` not before a figure
    ("No. 5"), `end` only before a `starter` ("the U.S. The"); after a question in quotes a `said` word keeps the
    sentence open ("Why?" the minister asked). A `stop` ends one although its last word looks like an initial
    ("posted on X.").
    """

    kind: Literal["title", "inner", "number", "month", "end", "starter", "said", "stop"]
    forms: Items


class NoiseRule(Row):
    """noise.tsv: a pattern of what surrounds and interrupts the text of a story.

    `scope` says where the pattern must match: `line` a whole line, `start` and `end` its beginning and end, `has`
    anywhere in a short line, `list` a line that opens a list of links; `head` the beginning of any paragraph and
    `lead` that of the first only; `tail` the end of a paragraph, `inside` anywhere in it, `giant` anywhere in one
    of story length; `part` nowhere: it is named by `{{name}}` in later patterns.
    """

    kind: Literal[
        "headline", "byline", "caption", "agency", "date_line", "dateline", "noise", "subheading", "part"
    ]  # fmt: skip
    scope: Literal["line", "start", "end", "has", "list", "head", "lead", "tail", "inside", "giant", "part"]
    case: Literal["any", "exact"] = "exact"
    hint: str = ""  # for `inside`: words without which the pattern cannot match
    name: str = ""  # of a part
    pattern: str  # regular expression of Python; a dateline names its groups place or caps, date, agency
    example: str = ""  # the line or paragraph that it must match
    counter: str = ""  # one that it must not match


class Language(Row):
    """languages.tsv: how a written language is told from the others."""

    code: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]  # ISO 639-1, or 639-3 where there is none
    name: str
    script: Literal[
        "latin", "cyrillic", "arabic", "hebrew", "greek", "armenian", "georgian", "devanagari", "bengali", "thai",
        "khmer", "han", "kana", "hangul", "ethiopic",
    ]  # fmt: skip
    words: Items = ()  # its commonest function words, lower case
    letters: str = ""  # letters that it uses and its neighbours do not


class Reference(Row):
    """references.tsv: a word that points back into the story, or helps to tell names from titles."""

    word: str
    kind: Literal[
        "pronoun", "state", "body", "person", "parties", "persons", "number", "former", "particle", "honorific", "relational",
        "share", "mutual", "alternative", "then", "syllable", "style", "trait", "half", "acting", "armed", "company",
        "impersonal", "publisher", "worldwide", "ancestor", "house",
    ]  # fmt: skip
    value: str = ""


class Confidence(Row):
    """confidence.tsv: of the records of a type that are told in a manner, the share that people would file."""

    type: str  # a record type, or `*` for all
    manner: Literal["strict", "loose", "passing", "filled"]
    records: int = Field(ge=0)  # those that the share was taken from
    right: int = Field(ge=0)
    share: float = Field(ge=0, le=1)


def is_doubtful(row: Row) -> bool:
    """Whether the row's note marks a doubt."""
    return bool(re.match(r"\s*\?", row.note))
