"""``dateline code``: reports in, records out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import click

from dateline.cli.inputs import Inputs, knowledge_option, published_option
from dateline.cli.outputs import opened, output_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.coder import Coder
    from dateline.records import Record

FORMATS = ("table", "jsonl", "csv")


@dataclass(frozen=True)
class Wishes:
    """What the options of ``dateline code`` ask for; `layers` are names parted by commas, ``None`` for all."""

    format: str
    layers: str | None
    published: str | None
    min_confidence: float
    output: str
    quiet: bool


@click.command(
    short_help="Read reports and print their records.",
    epilog="""\b
Examples:
  dateline code report.txt
  dateline code report.html feed.jsonl reports/ --format csv --output events.csv
  cat report.txt | dateline code - --published 2024-06-20
  dateline code https://valley.example/feed.xml crawl.warc.gz --format jsonl
  dateline code reports/ --format jsonl --layers events,attributions | jq .events

In Python: dateline.Coder().code(text, published="2024-06-20")""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "-f", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@click.option("--layers", "-l", metavar="NAMES", help="Only these parts of the record, parted by commas.")
@published_option
@knowledge_option
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Drop less certain events."
)
@output_option
@click.option("--quiet", "-q", is_flag=True, help="Show no progress (errors still are).")
def code(paths: tuple[str, ...], **options: object) -> None:
    """Code reports: print what each says was done, by whom, to whom, where, when, and who says so.

    PATH is a text, an HTML page, JSON, JSONL, CSV or Parquet file, a feed, a sitemap or a web archive (WARC), a
    directory of these, - for standard input, or the URL of a page, a feed or a sitemap.  What can't be read gets one
    line on standard error and the others are coded all the same.
    """
    wishes = Wishes(**options)  # type: ignore[arg-type]  # click made them by the same names
    inputs = Inputs(paths, wishes.published)
    records: Iterable[Record] = coder(wishes.layers).code_all(inputs)
    if wishes.min_confidence:
        records = (surer(record, wishes.min_confidence) for record in records)
    with opened(wishes.output) as out, _progress(records, wishes) as seen:
        write(seen, out, wishes.format)
    if inputs.failed:
        sys.exit(1)


def coder(layers: str | None) -> Coder:
    """A coder for layers parted by commas, all of them for ``None``.

    Raises:
        click.BadParameter: there is no such layer.
    """
    from dateline.coder import Coder  # noqa: PLC0415 - loads the whole house
    from dateline.errors import LayerError  # noqa: PLC0415

    try:
        return Coder(None if layers is None else [name.strip() for name in layers.split(",") if name.strip()])
    except LayerError as error:
        raise click.BadParameter(str(error), param_hint="'--layers'") from None


def surer(record: Record, floor: float) -> Record:
    """The record without the events whose confidence is below `floor` (0 to 1)."""
    return record.model_copy(update={"events": tuple(e for e in record.events if e.confidence >= floor)})


def write(records: Iterable[Record], out: IO[str], form: str) -> None:
    """Write records to `out` as they come: one of `FORMATS`."""
    if form == "jsonl":
        for record in records:
            out.write(record.model_dump_json() + "\n")
        return
    from dateline.cli import rows, table  # noqa: PLC0415

    if form == "csv":
        rows.write(records, out)
    else:
        table.write(records, out)


@contextmanager
def _progress(records: Iterable[Record], wishes: Wishes) -> Iterator[Iterable[Record]]:
    """The records, counted in a line on standard error while somebody watches and nothing else writes there."""
    watched = sys.stderr.isatty() and not (wishes.output == "-" and sys.stdout.isatty())
    if wishes.quiet or not watched:
        yield records
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield progress.track(records, total=None, description="coding")
