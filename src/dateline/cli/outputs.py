"""Where a command writes: standard output, or a file that is there only when all of it is written."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    Options = dict[str, str | None]

output_option = click.option(
    "--output", "-o", default="-", metavar="FILE", type=click.Path(dir_okay=False), help="Write to a file."
)
"""The option that every command has which prints rows or records."""


@contextmanager
def opened(output: str, mode: str = "w", option: str = "--output") -> Iterator[IO[Any]]:
    """Standard output for ``-``, or a file, UTF-8 both; a file takes its name only when all is written.

    Args:
        output: the path of the file.
        mode: ``w`` for text, ``wb`` for bytes.
        option: the option that named the file.

    Raises:
        click.BadParameter: the file can't be written.
    """
    options: Options = {} if "b" in mode else {"encoding": "utf-8", "newline": ""}
    if output == "-":
        with click.open_file("-", mode, encoding=options.get("encoding")) as out:
            yield out
            out.flush()
        return
    target = Path(output).resolve()
    if target.exists() and not target.is_file():  # a device or a pipe can't be replaced
        with target.open(mode, **options) as out:  # type: ignore[call-overload]
            yield out
        return
    part = target.with_name(f".{target.name}.part")
    try:
        with _writable(part, mode, options, (output, option)) as out:
            yield out
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _writable(path: Path, mode: str, options: Options, named: tuple[str, str]) -> IO[Any]:
    """The file opened for writing, or wrong usage that names what the user asked for: the file, by which option."""
    try:
        return path.open(mode, **options)  # type: ignore[call-overload,no-any-return]
    except OSError as error:
        message = f"can't write to {named[0]}: {error.strerror}"
        raise click.BadParameter(message, param_hint=f"'{named[1]}'") from None
