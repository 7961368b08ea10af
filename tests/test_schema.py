"""The published schema."""

import json

import jsonschema
from test_exports import EMPTY, PAIR

from dragoman.exports.schema import reading_schema
from dragoman.model import SCHEMA_VERSION


def test_readings_fit_the_schema_and_it_names_its_version() -> None:
    schema = reading_schema()
    assert SCHEMA_VERSION in str(schema["$id"])
    jsonschema.Draft202012Validator.check_schema(schema)
    for _, reading in (PAIR, EMPTY):
        jsonschema.validate(json.loads(reading.model_dump_json()), schema)


def test_what_no_reading_has_does_not_fit() -> None:
    line = json.loads(PAIR[1].model_dump_json()) | {"surprise": 1}
    assert not jsonschema.Draft202012Validator(reading_schema()).is_valid(line)
