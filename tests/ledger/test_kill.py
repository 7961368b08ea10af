"""A kill at any moment leaves a ledger that opens, each story wholly in or not at all, and the next add goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dragoman.ledger import Ledger
from tests.ledger.many import many

_STORIES = 1500
_ADD = (
    "import sys; from dragoman.ledger import Ledger; from tests.ledger.many import many; "
    f"ledger = Ledger(sys.argv[1]); print('open', flush=True); ledger.add(many({_STORIES}))"
)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seconds", [0.05, 0.4, 0.9])
def test_kill_in_mid_add(where: str, seconds: float) -> None:
    path = f"{ROOT / 'src'}:{ROOT}"
    child = subprocess.Popen([sys.executable, "-c", _ADD, where], stdout=subprocess.PIPE, env={"PYTHONPATH": path})
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with Ledger(where) as ledger:
        _each_story_is_whole(where)
        added = ledger.add(many(_STORIES))
        assert added.new + added.known == _STORIES
        assert sum(s.stories for s in ledger.sources()) == _STORIES
        assert sum(s.records for s in ledger.sources()) == sum(len(r.records) for _, r in many(_STORIES))
        _each_story_is_whole(where)


def _each_story_is_whole(where: str) -> None:
    """All records of stored stories are there, each in an entry that is there."""
    engine = create_engine(
        where.replace("postgresql://", "postgresql+psycopg://") if "://" in where else f"sqlite:///{where}"
    )
    with engine.connect() as connection:
        stories = connection.scalar(text("SELECT COUNT(*) FROM story"))
        read = connection.scalar(text("SELECT COUNT(*) FROM reading"))
        records = connection.scalar(text("SELECT COUNT(*) FROM record"))
        lost = connection.scalar(text("SELECT COUNT(*) FROM record WHERE entry_id NOT IN (SELECT id FROM entry)"))
        indexed = connection.scalar(text("SELECT COUNT(*) FROM record_text"))
    engine.dispose()
    assert (stories, records, records, 0) == (read, 2 * stories, indexed, lost)
