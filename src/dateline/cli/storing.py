"""``dateline add``, ``recode``, ``diff`` and ``export``: filling a store and seeing what changed in it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.fetching import fetching_option
from dateline.cli.inputs import knowledge_option, published_option
from dateline.cli.selecting import store_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dateline.errors import InputError
    from dateline.reading.fetching import Manners
    from dateline.store.keeping import Kept

WORDS = {
    "new": "new",
    "version": "new versions of documents that were there",
    "copy": "copies of others",
    "known": "known already",
    "again": "coded again",
}
"""What became of documents, in words."""


@click.command(
    short_help="Add reports to a store; what is there already is left as it is.",
    epilog="""\b
Examples:
  dateline add reports/                        everything in a directory, into dateline.db
  dateline add feed.jsonl --store iraq.db
  dateline add https://example.org/news.rss    what a feed leads to, fetched politely
  dateline add reports/ --no-text              keep quotes, offsets, hash and address, but no full texts

Stopped at any moment, what was added is whole, and the same command does the rest.

In Python: dateline.keeper.add(dateline.store.open_store("dateline.db", create=True), documents)""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@published_option
@fetching_option
@knowledge_option
@click.option("--no-text", is_flag=True, help="Keep no full texts.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress (errors still are).")
def add(  # noqa: PLR0913 - each an option of its own
    paths: tuple[str, ...], store: str, published: str | None, manners: Manners, *, no_text: bool, quiet: bool
) -> None:
    """Add reports to a store: each is coded, kept and linked to the others, in one step or not at all.

    PATH is whatever `dateline code` reads.  Adding again adds nothing; another text at the same address is a new
    version; a copy keeps its publisher and counts as one source with its original.
    """
    from dateline import keeper, reading  # noqa: PLC0415 - heavy
    from dateline.reading import inputs  # noqa: PLC0415
    from dateline.reading.fetching import Fetcher  # noqa: PLC0415
    from dateline.store import open_store  # noqa: PLC0415

    with open_store(store, create=True) as opened:
        seen = opened.ledger()
        fetcher = Fetcher(manners) if any(inputs.ADDRESS.match(path) for path in paths) else None
        with fetcher or nullcontext():
            found = reading.read(paths, published=published, fetcher=fetcher, seen=seen)
            counted = tally(keeper.add(opened, found, text=not no_text, seen=seen), "adding", quiet=quiet)
    tell(counted, store)


@click.command(
    short_help="Code the documents of a store again with this version of dateline.",
    epilog="""\b
Examples:
  dateline recode --store iraq.db
  dateline diff --store iraq.db                 what changed

The older coding stays beside the new one, and judgements survive.

\b
In Python: dateline.keeper.code_again(dateline.store.open_store("dateline.db", write=True))""",
)
@store_option
@knowledge_option
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def recode(store: str, *, quiet: bool) -> None:
    """Code again what another version of dateline coded, where the store keeps the texts."""
    from dateline import keeper  # noqa: PLC0415 - heavy
    from dateline.store import open_store  # noqa: PLC0415

    with open_store(store, write=True) as opened:
        counted = tally(keeper.code_again(opened), "coding again", quiet=quiet)
    tell(counted, store)


@click.command(
    short_help="Show what changed between two codings of a store's documents.",
    epilog="""\b
Examples:
  dateline diff                                 each coding of a document beside the one before
  dateline diff DOCUMENT_ID --format jsonl

A line for each record that came, went or changed, with its fields in both codings and the reasons of the newer.

\b
In Python: dateline.store.differing.changes(dateline.store.open_store("dateline.db").engine)""",
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT_ID...]")
@store_option
@click.option("--format", "-f", "form", type=click.Choice(("table", "jsonl")), default="table", help="How to print.")
def diff(documents: tuple[str, ...], store: str, form: str) -> None:
    """Show, record by record, what two versions of dateline say of the same document, and why."""
    from dateline.cli.plain import clean  # noqa: PLC0415
    from dateline.store import differing, open_store  # noqa: PLC0415 - heavy

    with open_store(store) as opened:
        changes = 0
        for change in differing.changes(opened.engine, documents):
            changes += 1
            click.echo(json.dumps(change, ensure_ascii=False) if form == "jsonl" else clean(differing.words(change)))
    if form == "table":
        told = "1 record differs" if changes == 1 else f"{changes} records differ"
        click.echo(told if changes else "no document has two codings that differ", err=True)


@click.command(
    short_help="Write everything in a store as JSON lines.",
    epilog="""\b
Examples:
  dateline export --store iraq.db > iraq.jsonl
  dateline export --store iraq.db --parquet folder/    a Parquet file a table, for DuckDB and data frames

Two stores of the same reports export the same lines, if SOURCE_DATE_EPOCH fixes the moment.

\b
In Python: dateline.store.open_store("dateline.db").export()""",
)
@store_option
@click.option(
    "--parquet", metavar="FOLDER", type=click.Path(file_okay=False), help="Write Parquet files there instead."
)
def export(store: str, parquet: str | None) -> None:
    """Write every row of a store in a fixed order, or a Parquet file for each table."""
    from dateline.store import exporting, open_store  # noqa: PLC0415 - heavy

    with open_store(store) as opened:
        if parquet:
            for path, rows in exporting.parquet(opened.engine, parquet):
                click.echo(f"{path}: {rows} rows", err=True)
            return
        with click.open_file("-", "w", encoding="utf-8") as out:
            for row in opened.export():
                out.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")


def tally(kept: Iterable[Kept | InputError], doing: str, *, quiet: bool) -> Counter[str]:
    """Go through what becomes of documents, with progress on standard error; returns how many had which fate.

    What can't be read gets one line on standard error.
    """
    from dateline.cli.plain import clean  # noqa: PLC0415
    from dateline.errors import InputError  # noqa: PLC0415

    counted: Counter[str] = Counter()
    with _progress(doing, quiet=quiet) as step:
        for one in kept:
            if isinstance(one, InputError):
                counted["failed"] += 1
                click.echo(f"dateline: {clean(str(one))}", err=True)
            else:
                counted[one.state] += 1
                counted["events"] += one.events
            step()
    return counted


def tell(counted: Counter[str], store: str, *, strict: bool = True) -> None:
    """Say what became of the documents; exit with 1 where some couldn't be read, if that is to be `strict`."""
    parts = [f"{counted[state]} {words}" for state, words in WORDS.items() if counted[state]]
    click.echo(f"{store}: {', '.join(parts) or 'nothing to do'}; {counted['events']} events added", err=True)
    if counted["failed"] and strict:
        sys.exit(1)


@contextmanager
def _progress(doing: str, *, quiet: bool) -> Iterator[Callable[[], Any]]:
    """A function to call for each document, which counts them on standard error while somebody watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn(f"{doing}: {{task.completed:.0f}} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=None)
        yield lambda: progress.advance(task)
