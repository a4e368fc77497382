"""From bytes to text: how much is read, in which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused as absurd.

    `characters` is the longest text of one document, `bytes` the largest file that must be read whole (text, HTML,
    JSON; after decompression) and the longest line of a JSONL file.
    """

    characters: int = 2_000_000
    bytes: int = 64 * 2**20


class Link(NamedTuple):
    """A document that an input names and doesn't hold: its address, and what is said of it there.

    `fields` may hold ``title``, ``publisher``, ``published`` and ``basis``.  `leads` says that the address is that of a
    list of further ones and no document.
    """

    url: str
    fields: Mapping[str, object]
    leads: bool = False


class Found(NamedTuple):
    """What a reader found at one place of an input: a document's fields, its address, or why there are none.

    `where` is empty if the input holds one document, else ``line 3``, ``row 3`` or ``item 3``.
    """

    where: str
    fields: Mapping[str, object] | Link | InputError


HEAD = 65536
"""Bytes that a guess at an encoding looks at."""
PIECE = 65536
"""Bytes that are decompressed at a time."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32 before UTF-16, whose mark it begins with."""

BINARY = (
    (b"%PDF", "a PDF file: save its text as .txt"),
    (b"PK\x03\x04", "a ZIP archive or an office document: save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an office document: save its text as .txt"),
    (b"\x1f\x8b", "compressed with gzip: let its name end in .gz"),
    (b"PAR1", "a Parquet file: let its name end in .parquet"),
)
"""First bytes of files that are no text, and what to do about each."""

CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32)})
CONTROL_SHARE = 0.002
WESTERN_SHARE = 0.03
"""Up to this share of bytes beyond ASCII a text that is no UTF-8 is taken for Windows-1252: quote marks and accents."""
CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
"""Encodings that news is found in; the guess is among these."""


def take(stream: BinaryIO, limits: Limits) -> bytes:
    """All bytes of a stream.

    Raises:
        InputError: there are none, or more than the limit.
    """
    parts: list[bytes] = []
    left = limits.bytes + 1
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    data = b"".join(parts)
    if len(data) > limits.bytes:
        message = f"is larger than {limits.bytes:,} bytes: cut it into documents, one a line, as .jsonl"
        raise InputError(message)
    if not data.strip():
        raise InputError("is empty: leave it out or put a report in it")
    return data


def inflate(parts: Iterable[bytes]) -> Iterator[bytes]:
    """What bytes compressed with gzip or zlib stand for, in pieces of at most `PIECE` bytes.

    However far the input swells, no more than a piece of it is in memory; the caller counts and stops.

    Raises:
        InputError: the bytes are damaged or cut off.
    """
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # 32: either header
    try:
        for part in parts:
            waiting, full = part, True
            while (waiting or full) and not inflater.eof:
                piece = inflater.decompress(waiting, PIECE)
                waiting, full = inflater.unconsumed_tail, len(piece) == PIECE
                yield piece
    except zlib.error as error:
        message = f"is damaged gzip ({error}): get it again"
        raise InputError(message) from None
    if not inflater.eof:
        raise InputError("is cut off within its gzip: get it again")


def lines(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, bytes | InputError]]:
    """The lines of a stream with their numbers from 1; an overlong one is an error, and the next ones go on."""
    number = 0
    while line := stream.readline(limits.bytes + 1):
        number += 1
        if len(line) <= limits.bytes:
            yield number, line
            continue
        yield number, InputError(f"is longer than {limits.bytes:,} bytes: cut the document into several")
        while line and not line.endswith(b"\n"):
            line = stream.readline(limits.bytes)


def decode(data: bytes) -> str:
    """The text that bytes stand for, newlines as they are.

    Args:
        data: a whole file.

    Raises:
        InputError: the bytes are no text, or in no encoding that can be told.
    """
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"has bytes at {error.start:,} that are no {encoding}: save it as UTF-8"
        raise InputError(message) from None


def encoding_of(data: bytes, *, whole: bool = True) -> str:
    """The encoding of a text: by its byte order mark, else UTF-8, else by its letters.

    Args:
        data: the text's bytes, or the first of them.
        whole: whether `data` ends where the text ends.

    Raises:
        InputError: the bytes are no text, or in no encoding that can be told.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    _refuse_binary(data[:HEAD])
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        return _guess(data[:HEAD])
    return "utf-8"


def _refuse_binary(head: bytes) -> None:
    for magic, what in BINARY:
        if head.startswith(magic):
            message = f"is {what}"
            raise InputError(message)
    if b"\0" in head:
        raise InputError("holds NUL bytes, so it is a binary file or UTF-16 without its mark: save its text as UTF-8")
    if len(head) - len(head.translate(None, CONTROL)) > CONTROL_SHARE * len(head) + 1:
        raise InputError("is a binary file: save its text as UTF-8")


def _guess(head: bytes) -> str:
    """An encoding for bytes that are no UTF-8."""
    beyond = len(head.translate(None, bytes(range(128))))
    if beyond <= WESTERN_SHARE * len(head) + 1 and _decodes(head, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, seldom needed)

    best = from_bytes(head, cp_isolation=CANDIDATES, threshold=0.15).best()
    if best is None:
        raise InputError("is in an unknown encoding: save it as UTF-8")
    return best.encoding


def _decodes(data: bytes, encoding: str) -> bool:
    """Whether `encoding` is one that Python has and pages are written in, and the bytes are all in it."""
    try:
        if codecs.lookup(encoding).name in NO_PAGES:
            return False
        data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return False
    return True


META_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
"""How a page declares its encoding in a meta element, or in an XML declaration."""
NO_PAGES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Encodings of Python that no page is honestly in; some take quadratic time."""


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The text of an HTML or XML page: as `decode`, but by the encoding it declares when it is no UTF-8.

    Args:
        data: a whole page.
        declared: the encoding that its server names; wins over that in the page if the bytes are in it.

    Raises:
        InputError: the bytes are no text, or in no encoding that can be told.
    """
    if not data.startswith(tuple(mark for mark, _ in MARKS)) and not _decodes(data, "utf-8"):
        found = META_CHARSET.search(data, 0, 4096)
        for name in (declared, found and found[1].decode("ascii")):
            if name and _decodes(data, name):
                return data.decode(name)
    return decode(data)
