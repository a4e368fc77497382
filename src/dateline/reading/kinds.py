"""What kind of input lies before us, and the document of what its reader found."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import re
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast

from dateline.errors import InputError
from dateline.reading import archives, feeds, formats
from dateline.reading.document import When, from_text, period
from dateline.reading.raw import Found, Link, take
from dateline.records import Document, Published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import PurePath

    from dateline.reading.raw import Limits

    Reader: TypeAlias = Callable[[BinaryIO, Limits], Iterator[Found]]
    Stream: TypeAlias = tuple[BinaryIO, Reader]
    Opener: TypeAlias = Callable[[], AbstractContextManager[Stream]]

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
    ".warc": archives.archive,
    ".rss": feeds.lists,
    ".atom": feeds.lists,
    ".xml": feeds.lists,
}
"""Which reader a file's suffix asks for; all but Parquet also with ``.gz`` behind it."""

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})")
SNIFFED = 4096
SEEKING = {b"PAR1": ("a Parquet file", ".parquet"), b"WARC/": ("a web archive", ".warc")}
"""First bytes of what can't be read from a stream that only goes forward."""


def suffixes(path: PurePath) -> tuple[str, bool]:
    """The suffix that says what a file holds, and whether it is compressed."""
    suffix = path.suffix.lower()
    return (path.with_suffix("").suffix.lower(), True) if suffix == ".gz" else (suffix, False)


def opened(file: BinaryIO, path: PurePath) -> Stream:
    """A stream and its reader, for an open file: by its suffix or, if that is unknown, by its first bytes.

    Raises:
        InputError: nothing can read such a file.
    """
    suffix, compressed = suffixes(path)
    if compressed and suffix == ".parquet":
        raise InputError("is compressed twice: give the .parquet file itself")
    if suffix == ".warc":  # compressed record by record, which its reader has to see
        return file, READERS[suffix]
    stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if compressed else file
    return (stream, READERS[suffix]) if suffix in READERS else sniffed(stream)


def answered(body: bytes, path: PurePath, content_type: str, limits: Limits) -> Stream:
    """A stream and its reader, for what a server sent.

    Args:
        body: what it sent.
        path: the path in its address, whose suffix may tell what it is.
        content_type: what the server says that it is, parameters and all.
        limits: how far it may swell if it is a compressed file.

    Raises:
        InputError: nothing can read it, or it swells too far.
    """
    if body.startswith(archives.GZIP) and suffixes(path)[0] != ".warc":
        body = take(cast("BinaryIO", gzip.GzipFile(fileobj=io.BytesIO(body))), limits)
        path = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    stream = cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", io.BytesIO(body))))
    media, _, parameters = content_type.lower().partition(";")
    named = CHARSET.search(parameters)
    charset = named[1] if named else None
    if feeds.root(body[:SNIFFED].decode("latin-1").lstrip("\xef\xbb\xbf")) in feeds.FEEDS | feeds.SITEMAPS:
        return stream, partial(feeds.lists, charset=charset)
    if media.strip() in archives.PAGES:
        return stream, partial(formats.page, charset=charset)
    if media.strip().endswith("xml"):
        return stream, partial(feeds.lists, charset=charset)
    if body.startswith(archives.PLAIN) or media.strip() == "application/warc":
        return stream, archives.archive
    return opened(stream, path)


def sniffed(stream: BinaryIO) -> Stream:
    """Choose a reader by a stream's first bytes: JSON, JSONL, HTML, feeds and sitemaps, else text.

    Raises:
        InputError: the stream holds what can't be read from a stream.
    """
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream))
    head = buffered.peek(SNIFFED)[:SNIFFED]
    if head.startswith(b"\x1f\x8b"):
        return sniffed(cast("BinaryIO", gzip.GzipFile(fileobj=buffered)))
    for mark, (what, suffix) in SEEKING.items():
        if head.startswith(mark):
            message = f"holds {what}: give its path, ending in {suffix}"
            raise InputError(message)
    return buffered, reader_for(head.removeprefix(b"\xef\xbb\xbf").lstrip())


def reader_for(head: bytes) -> Reader:
    """The reader for a stream that begins with `head`, white space and byte order mark removed."""
    if re.match(rb"<[!?a-zA-Z]", head):
        return feeds.lists if feeds.root(head.decode("latin-1")) in feeds.FEEDS | feeds.SITEMAPS else formats.page
    if re.match(rb"\[\s*\{|\{\s*[\r\n]", head):
        return formats.objects
    return formats.json_lines if head.startswith(b"{") else formats.plain


def found(opener: Opener, limits: Limits) -> Iterator[Found]:
    """What an input holds; where its opener or its reader gives up, an error stands in the last place."""
    try:
        with opener() as (stream, reader):
            yield from reader(stream, limits)
    except InputError as error:
        yield Found("", error)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Found("", InputError(f"is damaged gzip ({error}): compress it again"))
    except UnicodeDecodeError as error:
        yield Found("", InputError(f"is no {error.encoding}, as its beginning promised: save it as UTF-8"))
    except OSError as error:
        message = f"can't be read ({error.strerror or error}): check the path and your rights to it"
        yield Found("", InputError(message))


def reason(error: InputError) -> str:
    """An error's words as they follow the name of the input: "is empty ..." or ": the text is empty ..."."""
    words = str(error)
    return f": {words}" if words.startswith(("the ", "character ", "there ")) else f" {words}"


def document(fields: Mapping[str, object] | Link | InputError, limits: Limits, published: When) -> Document:
    """The document of what a reader found.

    Args:
        fields: what it found.
        limits: the longest text of a document.
        published: when it was published, if it doesn't say so itself.

    Raises:
        InputError: there is no document in it.
    """
    if isinstance(fields, InputError):
        raise fields
    if isinstance(fields, Link):
        message = f"holds no text but an address: give {fields.url[:500]} to have it fetched"
        raise InputError(message)
    text = fields.get("text")
    if text is None:
        raise InputError("has no text: give each report its words under the key text")
    if isinstance(text, str) and len(text) > limits.characters:
        message = f"has a text of {len(text):,} characters, more than {limits.characters:,}: cut it into documents"
        raise InputError(message)
    own = _when(fields.get("published"), str(fields.get("basis", "given")))
    made = from_text(
        cast("str", text),
        **{key: _words(key, fields.get(key)) for key in ("id", "title", "url", "publisher")},
        published=own if own != Published() else published,
    )
    author = _words("author", fields.get("author"))
    return made.model_copy(update={"author": author}) if author else made


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
