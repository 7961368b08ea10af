"""What is loaded stays out of the search for garbage; what was dropped is freed at the next call."""

import gc
import weakref

from dragoman import Reader
from dragoman.garbage import keep_loaded
from dragoman.running import load_reader
from dragoman.settings import Settings


class _Ring:
    def __init__(self) -> None:
        self.own = self


def test_what_is_in_use_is_searched_no_more_and_what_was_dropped_is_freed() -> None:
    ring = _Ring()
    dropped = weakref.ref(ring)
    try:
        keep_loaded()
        assert gc.get_freeze_count() > 0
        del ring
        gc.collect()
        assert dropped() is not None
        keep_loaded()
        assert dropped() is None
    finally:
        gc.unfreeze()


def test_the_library_leaves_the_search_to_its_host_and_the_commands_do_not() -> None:
    try:
        Reader()
        assert gc.get_freeze_count() == 0
        load_reader(Settings())
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
