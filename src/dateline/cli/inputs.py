"""Inputs on the command line: documents come through, what can't be read gets one line on standard error."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.records import Document


@dataclass
class Inputs:
    """The documents behind some paths.

    `published` is the date, in any ISO form, of those that don't say when they were published; `failed` counts the
    inputs that couldn't be read so far.
    """

    paths: tuple[str, ...]
    published: str | None = None
    failed: int = 0

    def __iter__(self) -> Iterator[Document]:
        """Every document that can be read, in order; a line on standard error for every input that can't."""
        from dateline import reading  # noqa: PLC0415 - the readers are heavy
        from dateline.cli.plain import clean  # noqa: PLC0415
        from dateline.errors import InputError  # noqa: PLC0415

        for found in reading.read(self.paths, published=self.published):
            if isinstance(found, InputError):
                self.failed += 1
                click.echo(f"dateline: {clean(str(found))}", err=True)
            else:
                yield found


def check_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """A click callback: the value, if it is a date that dateline understands.

    Raises:
        click.BadParameter: it isn't one.
    """
    if value is not None:
        from dateline.reading.document import period  # noqa: PLC0415

        if period(value).start is None:
            message = f"{value!r} is no date that dateline understands: write it as YYYY-MM-DD"
            raise click.BadParameter(message)
    return value


def _adopt(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    """A click callback: lay the user's table over the shipped ones."""
    if value is not None:
        from dateline import who  # noqa: PLC0415 - heavy

        who.adopt(value)


knowledge_option = click.option(
    "--knowledge",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=_adopt,
    expose_value=False,
    help="Your own actors and offices, CSV or TOML; they win over the shipped ones.",
)
"""The option that every command has which asks who somebody is."""

published_option = click.option(
    *("--published", "-p"),
    metavar="DATE",
    callback=check_date,
    help="When reports were published that don't say so themselves.",
)
"""The option that every command has which reads reports."""
