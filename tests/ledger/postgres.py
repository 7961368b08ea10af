"""A PostgreSQL for the tests: found, or installed from Debian's package, and started in a directory of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PORT = "5432"  # of the socket's name alone: the server listens on no network


class NoPostgresError(Exception):
    """No PostgreSQL can be had here, and why."""


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server, without a database's name; NoPostgresError says why there is none."""
    programs = _programs()
    home = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    owner = _owner()
    os.chown(home, pwd.getpwnam(owner).pw_uid, -1) if owner else None
    data = str(home / "data")
    try:
        _run([programs / "initdb", "-D", data, "-A", "trust", "-U", "dragoman", "-E", "UTF8", "--no-sync"], owner, home)
        options = f"-p {_PORT} -k {home} -c listen_addresses= -c fsync=off -c max_connections=50"
        _run([programs / "pg_ctl", "-D", data, "-l", home / "log", "-w", "-o", options, "start"], owner, home)
        try:
            yield f"postgresql://dragoman@/{{database}}?host={home}&port={_PORT}"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], owner, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs() -> Path:
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"]):
            subprocess.run(command, check=False, capture_output=True, timeout=300)
        found = _installed()
    if found is None:
        raise NoPostgresError(
            "no initdb and pg_ctl in /usr/lib/postgresql or on PATH; install Debian's package postgresql"
        )
    return found


def _installed() -> Path | None:
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    on_path = shutil.which("pg_ctl")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


def _owner() -> str | None:
    """The user to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(command: list[str | Path], owner: str | None, home: Path) -> None:
    given = [str(part) for part in command]
    # no pipes: the server that pg_ctl starts would keep them open
    with (home / "output").open("ab") as output:
        done = subprocess.run(given, check=False, user=owner, cwd=home, stdout=output, stderr=output, timeout=120)
    if done.returncode:
        raise NoPostgresError(f"{given[0]} failed: {(home / 'output').read_text()[-500:]}")
