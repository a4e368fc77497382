"""From what a user names (files, directories, standard input) to documents, one by one.

Whatever can't be read comes out as an `InputError` in its place, and reading goes on.
"""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import re
import sys
import zlib
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

from dateline.errors import InputError
from dateline.reading import formats
from dateline.reading.document import When, from_text, period
from dateline.reading.raw import Found, Limits
from dateline.records import Document, Published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    Reader: TypeAlias = Callable[[BinaryIO, Limits], Iterator[Found]]
    _Stream: TypeAlias = tuple[BinaryIO, Reader]
    _Opener: TypeAlias = Callable[[], AbstractContextManager[_Stream]]

READERS: dict[str, Reader] = {
    ".txt": formats.plain,
    ".text": formats.plain,
    ".html": formats.page,
    ".htm": formats.page,
    ".json": formats.objects,
    ".jsonl": formats.json_lines,
    ".ndjson": formats.json_lines,
    ".csv": formats.table,
    ".tsv": formats.table,
    ".parquet": formats.parquet,
}
"""Which reader a file's suffix asks for; all but Parquet also with ``.gz`` behind it."""

LATER = {
    ".warc": "a web archive",
    ".rss": "a feed",
    ".atom": "a feed",
    ".xml": "a feed",
}
"""What can't be read yet, by suffix."""

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
DEFAULT = Limits()
SNIFFED = 4096


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


def _opened(source: str | Path, stdin: BinaryIO | None) -> Iterator[tuple[str, _Opener | InputError]]:
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


def _files(path: Path) -> Iterator[tuple[str, _Opener | InputError]]:
    """A file by itself, or the readable files of a directory."""
    if path.is_dir():
        inside = list(_below(path))
        if not inside:
            known = " ".join(READERS)
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
            if not file.startswith(".") and _suffixes(Path(file))[0] in READERS:
                yield Path(folder, file)


def _suffixes(path: Path) -> tuple[str, bool]:
    """The suffix that says what a file holds, and whether it is compressed."""
    suffix = path.suffix.lower()
    return (Path(path.stem).suffix.lower(), True) if suffix == ".gz" else (suffix, False)


@contextmanager
def _open(path: Path) -> Iterator[_Stream]:
    """Open a file and choose its reader, by suffix or, if that is unknown, by its first bytes."""
    suffix, compressed = _suffixes(path)
    if suffix in LATER:
        message = f"is {LATER[suffix]}, which can't be read yet: save its reports as .txt, .html or .jsonl"
        raise InputError(message)
    if compressed and suffix == ".parquet":
        raise InputError("is compressed twice: give the .parquet file itself")
    with path.open("rb") as file:
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if compressed else file
        yield (stream, READERS[suffix]) if suffix in READERS else _sniffed(stream)


@contextmanager
def _standard_input(stdin: BinaryIO | None) -> Iterator[_Stream]:
    """Standard input, left open, and the reader that its first bytes ask for."""
    yield _sniffed(stdin or sys.stdin.buffer)


def _sniffed(stream: BinaryIO) -> _Stream:
    """Choose a reader by a stream's first bytes: JSON, JSONL, HTML, else text."""
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream))
    head = buffered.peek(SNIFFED)[:SNIFFED]
    if head.startswith(b"\x1f\x8b"):
        return _sniffed(cast("BinaryIO", gzip.GzipFile(fileobj=buffered)))
    if head.startswith(b"PAR1"):
        raise InputError("holds a Parquet file: give its path, ending in .parquet")
    return buffered, _reader_for(head.removeprefix(b"\xef\xbb\xbf").lstrip())


def _reader_for(head: bytes) -> Reader:
    """The reader for a stream that begins with `head`, white space and byte order mark removed."""
    if re.match(rb"<[!?a-zA-Z]", head):
        return formats.page
    if re.match(rb"\[\s*\{|\{\s*[\r\n]", head):
        return formats.objects
    return formats.json_lines if head.startswith(b"{") else formats.plain


def _documents(name: str, opener: _Opener, limits: Limits, published: When) -> Iterator[Document | InputError]:
    """The documents of one opened input, its errors with its name before them."""
    try:
        with opener() as (stream, reader):
            for where, fields in reader(stream, limits):
                place = f"{name}, {where}" if where else name
                try:
                    yield _document(fields, limits, published)
                except InputError as error:
                    yield InputError(f"{place}{_reason(error)}")
    except InputError as error:
        yield InputError(f"{name}{_reason(error)}")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield InputError(f"{name} is damaged gzip ({error}): compress it again")
    except UnicodeDecodeError as error:
        yield InputError(f"{name} is no {error.encoding}, as its beginning promised: save it as UTF-8")
    except OSError as error:
        yield InputError(f"{name} can't be read ({error.strerror or error}): check the path and your rights to it")


def _reason(error: InputError) -> str:
    """An error's words as they follow the name of the input: "is empty ..." or ": the text is empty ..."."""
    words = str(error)
    return f": {words}" if words.startswith(("the ", "character ", "there ")) else f" {words}"


def _document(fields: Mapping[str, object] | InputError, limits: Limits, published: When) -> Document:
    """The document of what a reader found."""
    if isinstance(fields, InputError):
        raise fields
    text = fields.get("text")
    if text is None:
        raise InputError("has no text: give each report its words under the key text")
    if isinstance(text, str) and len(text) > limits.characters:
        message = f"has a text of {len(text):,} characters, more than {limits.characters:,}: cut it into documents"
        raise InputError(message)
    own = _when(fields.get("published"), str(fields.get("basis", "given")))
    document = from_text(
        cast("str", text),
        **{key: _words(key, fields.get(key)) for key in ("id", "title", "url", "publisher")},
        published=own if own != Published() else published,
    )
    author = _words("author", fields.get("author"))
    return document.model_copy(update={"author": author}) if author else document


def _words(key: str, value: object) -> str | None:
    """A field as a string: numbers as they are written, blanks as ``None``."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    message = f"has a {key} of type {type(value).__name__}: write it as a string"
    raise InputError(message)


def _when(value: object, basis: str) -> Published:
    """A date of publication in any form that a file may hold."""
    if isinstance(value, dict):
        days = [value.get("start"), value.get("end")]
        start, end = (period(day, basis) if isinstance(day, str) else Published() for day in days)
        return Published(start=start.start, end=end.end, basis=basis) if start.start or end.end else Published()
    if value is None or isinstance(value, dt.date):
        return period(value, basis)
    return period(_words("published", value), basis)
