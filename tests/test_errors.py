"""The error tree and its messages."""

import pytest

import dragoman.errors as errors
from dragoman.errors import DragomanError, SourceError, TooLargeError

CLASSES = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_is_a_dragoman_error_and_stands_in_the_drawn_tree(error: type[DragomanError]) -> None:
    assert issubclass(error, DragomanError)
    assert error.__name__ in (errors.__doc__ or "")
    assert error.__doc__


def test_all_names_every_error() -> None:
    defined = {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, DragomanError)}
    assert defined == set(errors.__all__)


def test_message_says_where_what_and_what_to_do() -> None:
    error = SourceError("a.txt:3", "is empty", "Give text")
    assert str(error) == "a.txt:3: is empty. Give text."


def test_too_large_names_the_setting() -> None:
    error = TooLargeError.beyond("a.txt", "DRAGOMAN_MAX_BYTES", 20_000_000, "bytes")
    assert str(error) == "a.txt: is longer than 20,000,000 bytes. Split it, or set DRAGOMAN_MAX_BYTES higher."
