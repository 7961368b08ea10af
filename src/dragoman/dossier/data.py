"""The words that sentences are made of, out of the data files beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["StageWords", "Template", "kinds", "stages", "templates", "words"]


class Template(NamedTuple):
    """What tells a stage as a fact or plan, where its day lay ahead, and where it is denied."""

    told: str
    ahead: str
    denied: str


class StageWords(NamedTuple):
    """A stage in a few words, the same where its day lay ahead, and what is still to come after it."""

    word: str
    ahead: str
    open: str


@cache
def templates() -> dict[tuple[str, str], Template]:
    """The templates of `wording.tsv` by "type/kind" and stage."""
    return {
        (what, stage): Template(told, ahead or told, denied) for what, stage, told, ahead, denied in _rows("wording")
    }


@cache
def stages() -> dict[tuple[str, str], StageWords]:
    """The rows of `stages.tsv` by type (or "type/kind") and stage."""
    return {
        (what, stage): StageWords(word, ahead or word, to_come) for what, stage, word, ahead, to_come in _rows("stages")
    }


@cache
def kinds() -> dict[str, str]:
    """What kinds are called where their own name does not do."""
    return dict(_rows("kinds"))


@cache
def words(of_class: str) -> tuple[str, ...]:
    """The words of a class of `words.tsv`."""
    return next(tuple(told.split("|")) for name, told in _rows("words") if name == of_class)


@cache
def _rows(name: str) -> list[list[str]]:
    """The rows of a file, without its comments and its head."""
    text = files("dragoman.dossier").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
