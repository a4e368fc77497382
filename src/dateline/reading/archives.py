"""Web archives (WARC): the pages that a crawl saved, one document each."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import InputError
from dateline.reading import formats
from dateline.reading.raw import PIECE, Found, Limits, decode_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastwarc import WarcRecord

PAGES = frozenset({"text/html", "application/xhtml+xml"})
"""Content types that are read; images, scripts and what else a crawl saves are left out."""
OK = 200
DAMAGED = 100
"""Damaged places after which an archive is given up."""
GZIP, PLAIN = b"\x1f\x8b\x08", b"WARC/1."
"""How a record begins in the file, compressed or not."""
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def archive(stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """The HTML pages that a web archive holds, compressed or not: responses with status 200, in order.

    A damaged place is an error of its own, and reading goes on with the next record after it, where the stream can be
    searched.

    Raises:
        InputError: there is no page in it at all.
    """
    empty = True
    for found in _everything(stream, limits):
        empty = False
        yield found
    if empty:
        raise InputError("holds no HTML page that was answered with 200: leave it out")


def _everything(stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """The pages of an archive and its damaged places; what lies between two of these is read by itself."""
    start: int | None = 0
    told = False
    for _ in range(DAMAGED):
        at, whole = start or 0, False
        try:
            for record in _records(stream, at):
                at, whole = record.stream_pos, False
                yield from _page(record, limits)
                whole, told = True, False
        except OSError as error:
            if not told:  # what follows the damage may be damaged too: one error tells of both
                where = f"record {'after' if whole else 'at'} byte {at:,}"
                yield Found(where, InputError(f"is no WARC that can be read ({error}): get the archive again"))
            start, told = _following(stream, at, skip=whole), True
            if start is None:
                return
        else:
            return
    yield Found("", InputError(f"is damaged in {DAMAGED} places, so its rest is left out: get the archive again"))


def _records(stream: BinaryIO, start: int) -> Iterator[WarcRecord]:
    """The records of an archive from a place on."""
    from fastwarc import ArchiveIterator  # noqa: PLC0415  (wanted for web archives only)

    stream.seek(start)
    yield from ArchiveIterator(stream, parse_http=False)


def _page(record: WarcRecord, limits: Limits) -> Iterator[Found]:
    """The document of a record, if it is an HTML page that was answered with 200.

    Raises:
        OSError: the record is damaged.
    """
    from fastwarc import WarcRecordType  # noqa: PLC0415  (wanted for web archives only)

    if record.record_type != WarcRecordType.response or not record.is_http:
        return
    record.parse_http()
    if record.http_headers.status_code is None:
        raise OSError("its answer has no status")
    media = (record.http_content_type or "").strip().lower()
    if record.http_headers.status_code != OK or media not in PAGES:
        return
    where = f"record at byte {record.stream_pos:,}"
    try:
        html = decode_page(_payload(record, limits), record.http_charset)
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        yield Found(where, {**formats.article(html), "url": url or None})
    except InputError as error:
        yield Found(where, error)


def _payload(record: WarcRecord, limits: Limits) -> bytes:
    """The bytes of a page, out of what packed them on their way.

    Raises:
        InputError: they are too many.
        OSError: the record is cut off.
    """
    size = record.content_length
    data = record.reader.read(size) if size <= limits.bytes else b""
    if size <= limits.bytes and len(data) < size:
        raise OSError("it is cut off")
    for name in ("Transfer-Encoding", "Content-Encoding"):
        data = _unpacked(data, (record.http_headers.get(name) or "").strip().lower(), limits)
    if max(size, len(data)) > limits.bytes:
        message = f"is a page larger than {limits.bytes:,} bytes: leave it out"
        raise InputError(message)
    return data


def _unpacked(data: bytes, coding: str, limits: Limits) -> bytes:
    """Bytes out of an encoding of HTTP; as they are where they aren't in it, as in archives whose crawler unpacked."""
    from fastwarc import stream_io  # noqa: PLC0415  (wanted for web archives only)

    reader = {
        "chunked": stream_io.ChunkedReader,
        "gzip": stream_io.GzipReader,
        "x-gzip": stream_io.GzipReader,
        "br": stream_io.BrotliReader,
        "zstd": stream_io.ZstdReader,
    }.get(coding)
    if reader is None:
        return data
    try:
        with reader(io.BytesIO(data)) as unpacked:
            plain: bytes = unpacked.read(limits.bytes + 1)
    except OSError:
        return data
    return plain


def _following(stream: BinaryIO, at: int, *, skip: bool) -> int | None:
    """Where the next record begins after a damaged place; None at the end.

    Args:
        stream: the archive.
        at: where a record begins.
        skip: whether that record is whole, so that nothing inside it is taken for a record.
    """
    stream.seek(at)
    compressed = stream.read(len(GZIP)) == GZIP
    behind = (_end_compressed(stream, at) if compressed else _end_plain(stream, at)) if skip else at + 1
    return _marker(stream, behind, GZIP if compressed else PLAIN)


def _end_compressed(stream: BinaryIO, at: int) -> int:
    """Where the gzip member ends that begins at a place."""
    stream.seek(at)
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        while not inflater.eof and (data := inflater.unconsumed_tail or stream.read(PIECE)):
            inflater.decompress(data, PIECE)
    except zlib.error:
        return at + 1
    return stream.tell() - len(inflater.unused_data)


def _end_plain(stream: BinaryIO, at: int) -> int:
    """Where the record ends that begins at a place: after its head, by the length that it gives."""
    stream.seek(at)
    head, parted, _ = stream.read(PIECE).partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    return at + len(head) + len(parted) + int(length[1]) if length else at + 1


def _marker(stream: BinaryIO, start: int, mark: bytes) -> int | None:
    """The first place from `start` on where `mark` stands in a stream."""
    stream.seek(start)
    behind, tail = start, b""
    while data := stream.read(PIECE):
        found = (tail + data).find(mark)
        if found >= 0:
            return behind - len(tail) + found
        behind += len(data)
        tail = (tail + data)[1 - len(mark) :]
    return None
