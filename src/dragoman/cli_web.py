"""The commands around the desk: serving it, who may sign in, the server for assistants; `docs/desk.md` explains them."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_common import BAD_SETUP, Own
from dragoman.cli_ledger import HERE, LedgerName, opened_ledger

if TYPE_CHECKING:
    from dragoman.web.store import Store
    from dragoman.web.store.desk import Role

__all__ = ["register"]

users = typer.Typer(no_args_is_help=True, help="Who may sign in to the desk, and what they may do there.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in by.")]
RoleName = Annotated[str, typer.Option("--role", help="reader, reviewer or admin.")]

Host = Annotated[str, typer.Option(help="Address to listen on; another than this machine's needs accounts or a token.")]
Names = Annotated[
    list[str] | None, typer.Option("--name", metavar="HOST", help="What browsers call the desk; may be repeated.")
]
Token = Annotated[str | None, typer.Option(envvar="DRAGOMAN_TOKEN", help="A word that lets programs read.")]
Https = Annotated[bool, typer.Option("--https", help="Browsers come by https: keep cookies to it.")]
Proxy = Annotated[
    str | None, typer.Option("--proxy", metavar="ADDRESS", help="Proxy whose word on where browsers are is taken.")
]


def register(app: typer.Typer) -> None:
    """Hang the commands into the command line."""
    app.command()(serve)
    app.command()(mcp)
    app.command()(alerts)
    app.add_typer(users, name="users")


def serve(
    ledger: LedgerName = HERE,
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    name: Names = None,
    token: Token = None,
    https: Https = False,
    proxies: Proxy = None,
    knowledge: Own = None,
) -> None:
    """Open the ledger in a browser."""
    with opened_ledger(ledger) as kept:
        import gc

        import uvicorn

        from dragoman.web.app import create_app
        from dragoman.web.options import LOOPBACK, Options, is_loopback

        hosts = (*LOOPBACK, *(() if is_loopback(host) else (host,)), *(name or ()))
        options = Options(
            open_reading=is_loopback(host), token=token, hosts=hosts, secure=https, knowledge=knowledge,
            busy=True,
        )  # fmt: skip
        app = create_app(kept, options)
        if not options.open_reading and not token and not app.state.room.store.accounts():
            _refuse(
                f"{host}: others could read the ledger. Add accounts with `dragoman users add NAME`, or say --token"
            )
        gc.set_threshold(50_000, 50, 50)  # what is kept at hand is large and stays
        at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        typer.echo(f"dragoman: opens in a few seconds: {at} (Ctrl-C ends it)", err=True)
        uvicorn.run(
            app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=proxies is not None,
            forwarded_allow_ips=proxies,
        )  # fmt: skip


def mcp(ledger: LedgerName = HERE, knowledge: Own = None) -> None:
    """Let assistants read the ledger by the Model Context Protocol, over standard input and output."""
    with opened_ledger(ledger) as kept:
        from dragoman.web.assistants import server
        from dragoman.web.options import Options
        from dragoman.web.room import Room

        server(Room(kept, Options(knowledge=knowledge))).run()


def alerts(ledger: LedgerName = HERE, knowledge: Own = None) -> None:
    """Send mail and webhooks on what is new to saved searches, each entry once; what failed before is tried again."""
    with opened_ledger(ledger) as kept:
        from dragoman.settings import load_settings
        from dragoman.web.alerting import MailSettings, deliver
        from dragoman.web.options import Options
        from dragoman.web.room import Room
        from dragoman.web.store.alerts import Alerts

        room = Room(kept, Options(knowledge=knowledge))
        for told in deliver(room, Alerts(kept.engine), load_settings(), MailSettings()):
            typer.echo(told)


def _refuse(why: str) -> None:
    typer.echo(f"dragoman: {why}", err=True)
    raise typer.Exit(BAD_SETUP)


@contextmanager
def _opened(ledger: str) -> Iterator[Store]:
    from dragoman.web.store import Store

    with opened_ledger(ledger) as kept:
        yield Store(kept.engine)


@users.command("add")
def add_user(name: Name, role: RoleName = "reviewer", ledger: LedgerName = HERE) -> None:
    """Add a person; the password is asked for, or read from standard input."""
    with _opened(ledger) as store:
        _check_name(name)
        store.add_account(name, _password(), _role(role))
        store.note(_me(), "command line", "user added", name, role)


@users.command("list")
def list_users(ledger: LedgerName = HERE) -> None:
    """List who may sign in."""
    with _opened(ledger) as store:
        for one in store.accounts():
            typer.echo(f"{one.name:20} {one.role:9} since {one.made:%Y-%m-%d}")


@users.command("role")
def change_role(
    name: Name, role: Annotated[str, typer.Argument(help="reader, reviewer or admin.")], ledger: LedgerName = HERE
) -> None:
    """Change what a person may do; he has to sign in again."""
    with _opened(ledger) as store:
        store.change_account(name, role=_role(role))
        store.note(_me(), "command line", "role changed", name, role)


@users.command("password")
def change_password(name: Name, ledger: LedgerName = HERE) -> None:
    """Change a person's password; he has to sign in again."""
    with _opened(ledger) as store:
        store.change_account(name, password=_password())
        store.note(_me(), "command line", "password changed", name)


@users.command("remove")
def remove_user(name: Name, ledger: LedgerName = HERE) -> None:
    """Take a person's account away; what he decided stays."""
    with _opened(ledger) as store:
        store.remove_account(name)
        store.note(_me(), "command line", "user removed", name)


def _me() -> str:
    return getpass.getuser()


def _role(told: str) -> Role:
    from dragoman.web.store.desk import ROLES

    for role in ROLES:
        if role == told:
            return role
    raise typer.BadParameter(f"{told!r} is none of {', '.join(ROLES)}", param_hint="--role")


def _check_name(name: str) -> None:
    if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > 80 or name == "token":
        raise typer.BadParameter(f"{name!r} cannot be the name of an account", param_hint="NAME")


def _password() -> str:
    from dragoman.web.security.passwords import hashed

    told = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if sys.stdin.isatty() and getpass.getpass("The same again: ") != told:
        raise typer.BadParameter("the two passwords differ")
    try:
        return hashed(told)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
