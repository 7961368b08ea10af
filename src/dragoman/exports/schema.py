"""The JSON Schema of a reading, versioned."""

from __future__ import annotations

from dragoman.model import SCHEMA_VERSION, Reading

__all__ = ["reading_schema"]


def reading_schema() -> dict[str, object]:
    """JSON Schema 2020-12 of one line of `dragoman read --format jsonl`."""
    schema = Reading.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:dragoman:reading:{SCHEMA_VERSION}",
        **schema,
        "title": f"Reading (schema version {SCHEMA_VERSION})",
    }
