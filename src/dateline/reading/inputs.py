"""From what a user names (files, directories, standard input) to documents, one by one.

Whatever can't be read comes out as an `InputError` in its place, and reading goes on.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import InputError
from dateline.reading import kinds
from dateline.reading.raw import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.reading.document import When
    from dateline.reading.kinds import Opener, Stream
    from dateline.records import Document

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
DEFAULT = Limits()


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    limits: Limits = DEFAULT,
    published: When = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | InputError]:
    """Read documents, one at a time and in order.

    Args:
        sources: paths of files and directories, or one; ``-`` is standard input.  A directory gives all files in it and
            below it that have a known suffix, sorted by path, hidden ones left out.
        limits: what is refused as too large.
        published: when documents that don't say so themselves were published.
        stdin: what to read for ``-``; else the process's own.

    Yields:
        A document, or in its place an `InputError` that says which input, why, and what to do.
    """
    for source in [sources] if isinstance(sources, str | Path) else sources:
        for name, opened in _opened(source, stdin):
            if isinstance(opened, InputError):
                yield opened
            else:
                yield from _documents(_printable(name), opened, limits, published)


def _printable(name: str) -> str:
    """A file's name as it may be printed: bytes in it that are no UTF-8 are written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _opened(source: str | Path, stdin: BinaryIO | None) -> Iterator[tuple[str, Opener | InputError]]:
    """What a source names: each file's name with a function that opens it, or an error."""
    name = os.fspath(source)
    if name == "-":
        yield "standard input", partial(_standard_input, stdin)
    elif ADDRESS.match(name):
        yield name, InputError(f"{name} is an address: it can't be fetched yet, so save the page and give the file")
    elif not name or "\0" in name:
        yield name, InputError(f"{name!r} is no file name: give a path, or - for standard input")
    else:
        yield from _files(Path(name))


def _files(path: Path) -> Iterator[tuple[str, Opener | InputError]]:
    """A file by itself, or the readable files of a directory."""
    if path.is_dir():
        inside = list(_below(path))
        if not inside:
            known = " ".join(kinds.READERS)
            yield (
                str(path),
                InputError(
                    f"{_printable(str(path))} holds no files that can be read: put files in it ending in {known}"
                ),
            )
        for file in inside:
            yield str(file), partial(_open, file)
    elif not path.exists():
        yield str(path), InputError(f"{_printable(str(path))} does not exist: check the path")
    else:
        yield str(path), partial(_open, path)


def _below(directory: Path) -> Iterator[Path]:
    """Files with a known suffix below a directory, sorted, no hidden ones; links to directories aren't followed."""
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and kinds.suffixes(Path(file))[0] in kinds.READERS:
                yield Path(folder, file)


@contextmanager
def _open(path: Path) -> Iterator[Stream]:
    """Open a file and choose its reader."""
    with path.open("rb") as file:
        yield kinds.opened(file, path)


@contextmanager
def _standard_input(stdin: BinaryIO | None) -> Iterator[Stream]:
    """Standard input, left open, and the reader that its first bytes ask for."""
    yield kinds.sniffed(stdin or sys.stdin.buffer)


def _documents(name: str, opener: Opener, limits: Limits, published: When) -> Iterator[Document | InputError]:
    """The documents of one opened input, its errors with its name before them."""
    for where, fields in kinds.found(opener, limits):
        try:
            yield kinds.document(fields, limits, published)
        except InputError as error:
            yield InputError(f"{name}, {where}{kinds.reason(error)}" if where else f"{name}{kinds.reason(error)}")
