"""From what a user names (files, directories, addresses, standard input) to documents, one by one.

Whatever can't be read comes out as an `InputError` in its place, and reading goes on.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import InputError
from dateline.reading import kinds
from dateline.reading.raw import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.reading.document import When
    from dateline.reading.fetching import Fetcher
    from dateline.reading.following import Ledger
    from dateline.reading.kinds import Opener, Stream
    from dateline.records import Document

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
DEFAULT = Limits()


def read(  # noqa: PLR0913  (one matter, the others wishes by keyword)
    sources: str | Path | Iterable[str | Path],
    *,
    limits: Limits = DEFAULT,
    published: When = None,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
    seen: Ledger | None = None,
) -> Iterator[Document | InputError]:
    """Read documents, one at a time and in order.

    Args:
        sources: paths of files and directories and addresses, or one; ``-`` is standard input.  A directory gives all
            files in it and below it that have a known suffix, sorted by path, hidden ones left out.  The address of a
            feed or sitemap gives the documents that it leads to.
        limits: what is refused as too large.
        published: when documents that don't say so themselves were published.
        stdin: what to read for ``-``; else the process's own.
        fetcher: what fetches addresses; else one that is made when the first comes and closed after the last.
        seen: what is known from earlier fetches; else nothing is.

    Yields:
        A document, or in its place an `InputError` that says which input, why, and what to do.
    """
    with ExitStack() as stack:
        web = _Web(stack, fetcher, seen)
        for source in [sources] if isinstance(sources, str | Path) else sources:
            if isinstance(source, str) and ADDRESS.match(source):
                yield from web.documents(source, limits, published)
                continue
            for name, opened in _opened(source, stdin):
                if isinstance(opened, InputError):
                    yield opened
                else:
                    yield from _documents(_printable(name), opened, limits, published)


class _Web:
    """Makes what fetches addresses when the first comes."""

    def __init__(self, stack: ExitStack, fetcher: Fetcher | None, seen: Ledger | None) -> None:
        self._stack, self._fetcher, self._seen = stack, fetcher, seen

    def documents(self, url: str, limits: Limits, published: When) -> Iterator[Document | InputError]:
        """The documents behind an address."""
        from dateline.reading import fetching, following  # noqa: PLC0415  (wanted for addresses only)

        if self._fetcher is None:
            self._fetcher = self._stack.enter_context(fetching.Fetcher())
        if self._seen is None:
            self._seen = following.Memory()
        yield from following.documents(url, self._fetcher, self._seen, limits=limits, published=published)


def _printable(name: str) -> str:
    """A file's name as it may be printed: bytes in it that are no UTF-8 are written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _opened(source: str | Path, stdin: BinaryIO | None) -> Iterator[tuple[str, Opener | InputError]]:
    """What a source names: each file's name with a function that opens it, or an error."""
    name = os.fspath(source)
    if name == "-":
        yield "standard input", partial(_standard_input, stdin)
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
