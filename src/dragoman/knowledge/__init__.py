"""What Dragoman knows of the world: the data files, read, cross-checked and indexed.

`load()` reads the shipped files; a user's own directory of files of the same names extends them,
and corrects them where a row has the same key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from dragoman.knowledge import rows, rows_events, rows_lexicon
from dragoman.knowledge.tables import Table, TableError, read_table

__all__ = ["DATA", "FILES", "Knowledge", "Table", "TableError", "load"]

DATA = Path(__file__).parent / "data"
R = TypeVar("R", bound=BaseModel)

FILES: dict[str, tuple[type[BaseModel], tuple[str, ...]]] = {
    "states.tsv": (rows.State, ("code",)),
    "regions.tsv": (rows.Region, ("code",)),
    "places.tsv": (rows.Place, ("name", "state")),
    "bodies.tsv": (rows.Body, ("name",)),
    "formats.tsv": (rows.Format, ("code",)),
    "groups.tsv": (rows.Group, ("code",)),
    "organs.tsv": (rows.Organ, ("name", "party")),
    "companies.tsv": (rows.Company, ("name",)),
    "roles.tsv": (rows.Role, ("noun",)),
    "offices/*.tsv": (rows.OfficeHolder, ("party", "office", "person", "since")),
    "lexicon/*.tsv": (rows_lexicon.Predicate, ("trigger", "needs", "yields")),
    "calendar.tsv": (rows.CalendarWord, ("kind", "value", "words")),
    "abbreviations.tsv": (rows.Abbreviation, ("kind", "forms")),
    "noise.tsv": (rows.NoiseRule, ("kind", "scope", "pattern")),
    "languages.tsv": (rows.Language, ("code",)),
    "currencies.tsv": (rows.Currency, ("code",)),
    "units.tsv": (rows.UnitWord, ("kind", "value", "words")),
    "sectors.tsv": (rows.Sector, ("sector", "terms")),
    "resources.tsv": (rows.Resource, ("name",)),
    "references.tsv": (rows.Reference, ("word", "kind")),
    "nouns.tsv": (rows_lexicon.Noun, ("noun", "classes")),
    "words.tsv": (rows_lexicon.WordClass, ("name",)),
    "confidence.tsv": (rows.Confidence, ("type", "manner")),
    "operators.tsv": (rows_lexicon.Operator, ("word", "slot")),
    "lexicon/events/*.tsv": (rows_events.EventPredicate, ("trigger", "needs")),
    "events/plover.tsv": (rows_events.PloverType, ("type", "mode")),
    "events/cameo.tsv": (rows_events.CameoCode, ("code",)),
    "events/from_records.tsv": (rows_events.FromRecord, ("record", "stage", "negated")),
    "events/transform.tsv": (rows_events.Transform, ("effect", "side", "of")),
    "events/sectors.tsv": (rows_events.ActorSector, ("kind", "sector", "values")),
    "events/actors.tsv": (rows_events.ActorName, ("name", "since")),
    "events/contexts.tsv": (rows_events.EventContext, ("context", "terms")),
}
"""Each file (or folder of files): the model of its rows, and the columns that make a row's key."""


@dataclass(frozen=True)
class Knowledge:
    """The rows of all tables, by file name as in `FILES`; `tables` keeps where they came from."""

    tables: tuple[Table[BaseModel], ...]
    by_file: dict[str, tuple[BaseModel, ...]]

    def rows(self, file: str, row_type: type[R]) -> tuple[R, ...]:
        """All rows of one file, own files after and instead of the shipped ones."""
        found = self.by_file[file]
        return tuple(row for row in found if isinstance(row, row_type))


def load(own: Path | None = None, only: Collection[str] = FILES) -> Knowledge:
    """Read the data files, all or `only` some; TableError names file, line and value where one breaks its format."""
    if own is not None and not own.is_dir():
        raise TableError(f"{own}: no such directory of knowledge files")
    tables: list[Table[BaseModel]] = []
    by_file: dict[str, tuple[BaseModel, ...]] = {}
    for file, (row_type, key) in FILES.items():
        if file not in only:
            continue
        merged: dict[tuple[str, ...], BaseModel] = {}
        for table in _tables(file, row_type, own):
            tables.append(table)
            merged.update({tuple(str(getattr(row, k)) for k in key): row for row in table.rows})
        by_file[file] = tuple(merged.values())
    return Knowledge(tuple(tables), by_file)


def _tables(file: str, row_type: type[BaseModel], own: Path | None) -> Iterator[Table[BaseModel]]:
    for directory in (DATA, own):
        if directory is not None:
            for path in sorted(directory.glob(file)):
                yield read_table(path, row_type)
