"""SQL on a data set where it lies, by DuckDB: each table of `tables` is a view of its own name."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
from fsspec.implementations.local import LocalFileSystem

from dragoman.batch import manifest
from dragoman.batch.places import Place
from dragoman.batch.tables import SCHEMAS, TABLES
from dragoman.errors import SettingsError

__all__ = ["query"]

_MONTH = ds.partitioning(pa.schema([("month", pa.string())]), flavor="hive")


def query(out: Place, sql: str) -> pa.Table:
    """The rows that a statement gives; tables have a column `month` beside their own.

    The statement can reach nothing but the data set. SettingsError where DuckDB refuses it; FileError where there is no
    data set.
    """
    told = manifest.load(out)
    db = duckdb.connect(config={"enable_external_access": "false", "lock_configuration": "true"})
    try:
        for name in TABLES:
            db.register(name, _dataset(out, manifest.files_of(told, name), name))
        found = db.sql(sql)
        return found.to_arrow_table() if found is not None else pa.table({})
    except duckdb.Error as error:
        raise SettingsError("SQL", str(error).strip(), f"Ask the tables {', '.join(TABLES)}") from error
    finally:
        db.close()


def _dataset(out: Place, files: list[str], name: str) -> ds.Dataset:
    columns = SCHEMAS[name].append(pa.field("month", pa.string()))  # type: ignore[index]
    if not files:
        return ds.dataset(columns.empty_table())
    fs = None if isinstance(out.fs, LocalFileSystem) else out.fs
    paths = [out.path(file) for file in files]
    return ds.dataset(paths, schema=columns, format="parquet", filesystem=fs, partitioning=_MONTH)
