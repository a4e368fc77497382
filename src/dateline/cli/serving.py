"""``dateline serve`` and ``dateline demo``: the pages of a store, on this machine."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fastapi import FastAPI

PORT = 8377
HERE = ("127.0.0.1", "localhost", "::1")
"""Addresses that only this machine reaches."""
PACKAGE = Path(__file__).parents[1]
REPORTS = tuple(home / "examples" / part for home in (PACKAGE, PACKAGE.parents[1]) for part in ("demo", ""))
"""Where the reports of the demonstration lie, in an installation or a working copy: the first that is there."""


@click.command(
    short_help="Show a store as pages.",
    epilog="""\b
Examples:
  dateline serve record.db                         read it at http://127.0.0.1:8377
  dateline serve record.db --review                and judge it: prints the link that lets you
  dateline serve record.db --review --token SECRET with a token of your own
  dateline serve record.db --host 0.0.0.0          for everybody who can reach this machine

In Python: dateline.web.app.create_app("record.db")""",
)
@click.argument("store", metavar="[STORE]", default="dateline.db")
@click.option("--host", default=HERE[0], show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="N", help="Its port.")
@click.option("--review", is_flag=True, help="Let whoever has the token judge events.")
@click.option("--token", metavar="WORD", help="The token; by default a new one each time.")
@click.option("--no-fetch", is_flag=True, help="Let nobody have an address fetched at /code.")
def serve(  # noqa: PLR0913 - each an option of its own
    store: str, host: str, port: int, *, review: bool, token: str | None, no_fetch: bool
) -> None:
    """Show STORE (by default dateline.db) as pages and as data, until you press Ctrl-C.

    The server only reads; with --review it also keeps judgements. It answers to this machine alone unless told
    otherwise; then it fetches addresses only for those who are signed in to judge.
    """
    if token and not review:
        raise click.BadParameter("a token is for judging: add --review", param_hint="'--token'")
    chosen = (token or secrets.token_urlsafe(16)) if review else None
    run(application(store, host, chosen, fetches=not no_fetch), host, port, chosen)


@click.command(
    short_help="Show the example reports as pages.",
    epilog="""\b
Examples:
  dateline demo                  code the example reports and show them
  dateline demo reports/         your own reports instead
  dateline demo --port 9000

In Python: dateline.keeper.add(store, dateline.reading.read(["reports/"])), then dateline.web.app.create_app""",
)
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="N", help="Its port.")
def demo(folder: str | None, port: int) -> None:
    """Code the reports in FOLDER into a store that goes away again, and show its pages until you press Ctrl-C."""
    reports = folder or next((str(path) for path in REPORTS if path.is_dir()), None)
    if reports is None:
        message = "this installation has no example reports: name a folder of your own"
        raise click.UsageError(message)
    needed()
    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as place:
        store = Path(place) / "demo.db"
        fill(store, reports)
        run(application(str(store), HERE[0], None), HERE[0], port, None)


def fill(store: Path, reports: str) -> None:
    """Code the reports of a folder into a new store."""
    from dateline import keeper, reading  # noqa: PLC0415 - the whole house
    from dateline.cli.plain import clean  # noqa: PLC0415
    from dateline.errors import InputError  # noqa: PLC0415
    from dateline.store import open_store  # noqa: PLC0415

    click.echo(f"coding the reports in {reports} ...", err=True)
    kept = 0
    with open_store(store, create=True) as opened:
        for found in keeper.add(opened, reading.read([reports])):
            if isinstance(found, InputError):
                click.echo(f"dateline: {clean(str(found))}", err=True)
            else:
                kept += 1
    click.echo(f"{kept} reports", err=True)


def needed() -> None:
    """See that the packages of the page are installed.

    Raises:
        click.ClickException: they aren't.
    """
    from importlib.util import find_spec  # noqa: PLC0415

    if not all(find_spec(name) for name in ("fastapi", "jinja2", "uvicorn")):
        raise click.ClickException("pages need three more packages: pip install 'dateline[web]'")


def application(store: str, host: str, token: str | None, *, fetches: bool = True) -> FastAPI:
    """The application over a store; on this machine's own address it answers to no other name."""
    needed()
    from dateline.web.app import create_app  # noqa: PLC0415 - FastAPI takes a second
    from dateline.web.guard import LOOPBACK  # noqa: PLC0415

    return create_app(store, review_token=token, hosts=LOOPBACK if host in HERE else None, fetches=fetches)


def run(app: FastAPI, host: str, port: int, token: str | None) -> None:
    """Serve an application until somebody stops it."""
    import uvicorn  # noqa: PLC0415

    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    click.echo(f"{address}/  (Ctrl-C stops it)", err=True)
    if token:
        click.echo(f"to judge: {address}/review?token={token}", err=True)
    if host not in HERE:
        click.echo("everybody who can reach this machine can read the store", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
