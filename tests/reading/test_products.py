"""The model multiplies by numpy, on one thread while it parses, and leaves the process as it was."""

from __future__ import annotations

from collections.abc import Iterator

import threadpoolctl
from thinc.api import NumpyOps, get_current_ops

from dragoman.reading.parse import Parser
from dragoman.reading.products import OneThread, by_numpy


def _threads() -> set[int]:
    return {library["num_threads"] for library in threadpoolctl.threadpool_info() if library["user_api"] == "blas"}


def test_models_loaded_inside_multiply_by_numpy_and_others_do_not() -> None:
    before = get_current_ops()
    with by_numpy():
        inside = get_current_ops()
    assert get_current_ops() is before
    if type(before) is NumpyOps:
        assert isinstance(inside, NumpyOps)
        assert not inside.use_blis


def test_one_thread_while_held() -> None:
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        thread = OneThread()
        before = _threads()
        for _ in range(2):
            with thread.held():
                assert _threads() == {1}
            assert _threads() == before


def test_the_limit_is_lifted_while_the_reader_works_on_a_parsed_sentence() -> None:
    parser = Parser()
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        before = _threads()
        parsed = parser.parse([("Oman signed a treaty.", 0), ("Chad met Mali.", 22)])
        assert isinstance(parsed, Iterator)
        first = next(parsed)
        assert _threads() == before
        assert [first.start, next(parsed).start] == [0, 22]
