"""``dateline events``, ``incidents``, ``commitments`` and ``panel``: what a store holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.outputs import opened, output_option
from dateline.cli.selecting import limit_option, offset_option, selecting, selection, store_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.exchange import Cited
    from dateline.store import Selection
    from dateline.store.engine import Row

FORMS = ("table", "jsonl", "csv", "parquet", "geojson", "cite")
format_option = click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMS),
    default="table",
    show_default=True,
    help="How to print; cite: how to cite the answer.",
)


NOT_TOLD = {"commitments": ("type", "mode", "place", "near", "factuality", "min_confidence")}
"""Fields of a selection that rows of a kind don't have."""


def _known(kind: str, wanted: Selection) -> None:
    """See that nothing is asked for that rows of a kind can't be told by.

    Raises:
        click.UsageError: an option would leave nothing out.
    """
    for name in NOT_TOLD.get(kind, ()):
        if name in wanted.given():
            message = f"{kind} can't be told by their {name.replace('_', ' ')}: leave --{name.replace('_', '-')} out"
            raise click.UsageError(message)


def _asking(kind: str, short: str, examples: str) -> click.Command:
    """The command that asks a store for one kind of rows."""

    @click.command(kind, short_help=short, help=f"{short}  The options leave out what doesn't fit.", epilog=examples)
    @store_option
    @selecting
    @limit_option
    @offset_option
    @format_option
    @output_option
    def command(store: str, form: str, output: str, **options: Any) -> None:  # noqa: ANN401 - click's values
        wanted = selection(**options)
        _known(kind, wanted)
        from dateline.store import looking, open_store  # noqa: PLC0415 - heavy

        with open_store(store) as there:
            if form == "cite":
                return cite(looking.cited(there.engine, kind, wanted, store), output)
            rows = there.ask(kind, wanted)
        return show(kind, rows, form, output)

    return command


events = _asking(
    "events",
    "Show the events of a store.",
    """\b
Examples:
  dateline events --actor "Kestrel Front" --since 2026-03-01
  dateline events --place IRQ --type ASSAULT --factuality claimed --factuality alleged
  dateline events --near 36.3,43.1,50 --text '"fuel depot"' --format csv -o events.csv

\b
In Python: dateline.store.open_store("dateline.db").events(actor="Kestrel Front")""",
)
incidents = _asking(
    "incidents",
    "Show the incidents of a store: what happened, once, however many reports tell it.",
    """\b
Examples:
  dateline incidents --status contested
  dateline incidents --place SDN --since 2026-01-01 --sort reports
  dateline incidents --type ASSAULT --format geojson -o incidents.geojson

\b
In Python: dateline.store.open_store("dateline.db").incidents(status=("contested",))""",
)
commitments = _asking(
    "commitments",
    "Show the commitments of a store: promised, planned, demanded, by when, and what became of it.",
    """\b
Examples:
  dateline commitments --status lapsed
  dateline commitments --actor "European Union" --since 2026-01-01

\b
In Python: dateline.store.open_store("dateline.db").commitments(status=("lapsed",))""",
)


@click.command(
    short_help="Count the events of a store by unit and period.",
    epilog="""\b
Examples:
  dateline panel --by country --per week --since 2026-01-01
  dateline panel --by dyad --per month --type ASSAULT --format csv -o dyads.csv

Each row counts events (reports of acts), incidents (acts) and independent sources.

In Python: dateline.store.open_store("dateline.db").panel(by="dyad", per="month")""",
)
@store_option
@click.option(
    "--by", type=click.Choice(("country", "adm1", "dyad")), default="country", show_default=True, help="Unit."
)
@click.option("--per", type=click.Choice(("day", "week", "month")), default="month", show_default=True, help="Period.")
@selecting
@format_option
@output_option
def panel(store: str, form: str, output: str, **options: Any) -> None:  # noqa: ANN401 - click's values
    """Count events, incidents and independent sources by country, first subdivision or dyad, per day, week or month."""
    by, per = options.pop("by"), options.pop("per")
    wanted = selection(**options)
    from dateline.store import asking, looking, open_store  # noqa: PLC0415 - heavy

    with open_store(store) as there:
        if form == "cite":
            return cite(looking.cited(there.engine, f"counts by {by} and {per} of events", wanted, store), output)
        rows = asking.panel(there.engine, wanted, by, per)
    return show("panel", rows, form, output)


def cite(cited: Cited, output: str) -> None:
    """Say how to cite an answer."""
    from dateline import exchange  # noqa: PLC0415
    from dateline.cli.plain import clean  # noqa: PLC0415

    with opened(output) as out:
        out.writelines(f"{clean(line)}\n" for line in exchange.citation(cited).splitlines())


def show(kind: str, rows: Sequence[Row], form: str, output: str) -> None:
    """Print rows as a table to read, or write them in a format for programs.

    Raises:
        click.UsageError: Parquet was to be printed on a terminal.
    """
    if form == "table":
        with opened(output) as out:
            _table(kind, rows, out)
        return
    if form == "parquet" and output == "-" and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text: give a file with --output")
    from dateline import exchange  # noqa: PLC0415

    with opened(output, "wb") as out:
        exchange.write(map(exchange.plain, rows), out, form)


def _table(kind: str, rows: Sequence[Row], out: Any) -> None:  # noqa: ANN401 - a text stream
    """What a person reads: a few lines for each row; a panel as a grid."""
    from dateline.cli import stored, table  # noqa: PLC0415

    if not rows:
        click.echo(f"no {kind} fit", err=True)
        return
    if kind == "panel":
        out.writelines(f"{line}\n" for line in stored.grid(rows))
        return
    console = table.console_on(out)
    for row in rows:
        for line in stored.LINES[kind](row, console.width):
            console.print(line, soft_wrap=True)
