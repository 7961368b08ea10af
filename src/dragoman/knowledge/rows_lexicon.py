"""The rows of the lexicon: what words tell which fact. `docs/lexicon.md` explains them to users."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from dragoman.knowledge.rows import Items, Row
from dragoman.model import KINDS

POS = {"v": "verb", "n": "noun", "adj": "adj", "adv": "adv", "aux": "aux"}
"""The word classes of triggers and operators, as the parser's nodes name them."""
_WORD = re.compile(rf"\S+\.({'|'.join(POS)})")
_NEED = re.compile(r"[^\s:]+:!?[^\s:!]+")
_ROLES = re.compile(r"^([a-z]+=[a-z.,_]+)(\s+[a-z]+=[a-z.,_]+)*$")


def _trigger(cell: str) -> str:
    if sum(1 for word in cell.split() if _WORD.fullmatch(word)) != 1:
        raise ValueError(f"one word has its class behind a dot, as in 'hold.v' or 'phone call.n', not {cell!r}")
    return cell


def _needs(cell: str) -> str:
    if wrong := [need for need in cell.split() if not _NEED.fullmatch(need)]:
        raise ValueError(f"conditions read like 'obj:@agreement' or 'with:PARTY', not {wrong[0]!r}")
    return cell


def _yields(cell: str) -> str:
    record_type, _, kind = cell.partition("/")
    if record_type not in KINDS or (kind != "*" and kind not in KINDS[record_type]):
        raise ValueError(f"no record type and kind {cell!r}")
    return cell


def _roles(cell: str) -> str:
    if cell and not _ROLES.match(cell):
        raise ValueError(f"roles read like 'actor=subj recipient=obj,with', not {cell!r}")
    return cell


class Predicate(Row):
    """lexicon/*.tsv: words that tell a fact of a type, and how syntax maps to its roles."""

    trigger: Annotated[
        str, AfterValidator(_trigger)
    ]  # "meet.v", "sit.v down", "phone call.n", "memorandum.n of understanding"
    needs: Annotated[str, AfterValidator(_needs)] = (
        ""  # conditions on arguments: "obj:@agreement", "with:PARTY", "obj:!PARTY"
    )
    yields: Annotated[str, AfterValidator(_yields)]  # "contact/meeting"; kind `*`: that of the class noun
    roles: Annotated[str, AfterValidator(_roles)] = ""  # "actor=subj recipient=obj,with"; empty: those of the type
    stage: str = ""  # empty: from tense and modality
    example: str
    expects: str  # "contact/meeting/held CHN KAZ"; directed: "statement/accuse/made THA>KHM"; "nothing"


class Noun(Row):
    """nouns.tsv: noun phrases that denote a fact of a type, by class: `agreement`, `talks`, `summit` …"""

    noun: str  # lemma of the head with the words beside it: "free trade agreement"
    classes: Items  # the names that `needs` cells use: "agreement|deal"
    kind: str = ""  # the kind that `*` in `yields` takes


class WordClass(Row):
    """words.tsv: words of any class that conditions of the lexicon name together, as `@name`, or that a rule asks for."""

    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    words: Items  # lemmas or forms, as a condition would list them: "will|would|shall"


class Operator(Row):
    """operators.tsv: verbs, nouns and adjectives that say how far the thing in their slot has got."""

    word: Annotated[str, AfterValidator(_trigger)]  # "plan.v", "refusal.n", "planned.adj"
    slot: Literal[
        "aux",
        "mark",
        "advmod",
        "present",
        "end",
        "xcomp",
        "ccomp",
        "obj",
        "oprd",
        "subj",
        "amod",
        "of",
        "to",
        "for",
        "on",
        "in",
        "with",
        "from",
        "against",
        "toward",
        "towards",
    ]
    effect: Literal[
        "factual", "planned", "proposed", "requested", "threatened", "hypothetical", "negated", "cancelled", "reported",
        "alleged", "decided", "attempted", "ongoing", "ended", "existing",
    ]  # fmt: skip
    example: str = ""
