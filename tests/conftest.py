"""Fixtures shared by the tests."""

from __future__ import annotations

import pytest

from dragoman.reading.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the shipped knowledge, loaded once."""
    return Reader()
