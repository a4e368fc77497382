"""The options that name a store and select from it, the same for every command that asks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.store import Selection

    Command = Callable[..., Any]

NUMBERS = 3
"""In a place given as a circle: latitude, longitude, kilometres."""

store_option = click.option(
    *("--store", "-s", "store"),
    envvar="DATELINE_STORE",
    default="dateline.db",
    show_default=True,
    metavar="FILE",
    help="The store: a file, postgresql://…, or a Parquet export (or set DATELINE_STORE).",
)
"""The option that every command has which works on a store."""


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        message = f"{value!r} is no day: write it as YYYY-MM-DD"
        raise click.BadParameter(message) from None


def _circle(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[float, float, float] | None:
    if value is None:
        return None
    try:
        lat, lon, km = (float(part) for part in value.split(","))
    except ValueError:
        message = f"{value!r} is no circle: write latitude,longitude,kilometres, such as 33.3,44.4,50"
        raise click.BadParameter(message) from None
    return lat, lon, km


OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option("--actor", metavar="NAME", help="Who did it: a name, part of one, a Q-number, or a country's code."),
    click.option("--recipient", metavar="NAME", help="To whom it was done."),
    click.option("--party", metavar="NAME", help="Either of the two."),
    click.option("--according-to", metavar="NAME", help="Whom the report has it from."),
    click.option("--type", "-t", multiple=True, metavar="TYPE", help="PLOVER's type (may be given again)."),
    click.option("--mode", metavar="MODE", help="The mode within the type."),
    click.option("--place", metavar="NAME", help="A place, its GeoNames id, or a country's code."),
    click.option("--near", callback=_circle, metavar="LAT,LON,KM", help="Within a circle."),
    click.option("--since", callback=_day, metavar="DAY", help="From this day on."),
    click.option("--until", callback=_day, metavar="DAY", help="Up to this day."),
    click.option("--factuality", "-F", multiple=True, metavar="WORD", help="asserted, claimed, alleged, denied …"),
    click.option("--status", multiple=True, metavar="WORD", help="Of the incident or commitment: contested, open …"),
    click.option("--source", metavar="NAME", help="The publisher."),
    click.option("--text", metavar="WORDS", help='Words of the evidence; "in quotes" together.'),
    click.option(
        "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Leave out less sure."
    ),
    click.option("--sort", default="newest", metavar="ORDER", help="newest, oldest, changed, uncertain, reports."),
)
"""The fields of a selection as options."""

limit_option = click.option(
    "--limit", "-n", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Most rows to give."
)
offset_option = click.option("--offset", type=click.IntRange(0), default=0, help="Rows to leave out before the first.")


def selecting(command: Command) -> Command:
    """Give a command the options of a selection."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def selection(**options: Any) -> Selection:  # noqa: ANN401 - click's values
    """The selection that options stand for.

    Raises:
        click.UsageError: a value is none that its field can have.
    """
    from dateline.errors import SelectionError  # noqa: PLC0415
    from dateline.store import Selection  # noqa: PLC0415

    try:
        return Selection(**options)
    except SelectionError as error:
        raise click.UsageError(str(error)) from None
