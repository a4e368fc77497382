"""The readers: one function a format, from a stream of bytes to the fields of the documents in it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.errors import InputError
from dateline.reading.raw import HEAD, MARKS, Found, Limits, decode, decode_page, encoding_of, lines, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEYS = ("text", "id", "title", "url", "publisher", "published")
"""What is kept of an object or a row."""
BATCH = 64
"""Rows of a Parquet file in memory at a time."""
DELIMITERS = (",", ";", "\t", "|")


def plain(stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """A text file: one document."""
    yield Found("", {"text": decode(take(stream, limits))})


def page(stream: BinaryIO, limits: Limits, charset: str | None = None) -> Iterator[Found]:
    """An HTML page: one document, its article's text and what the page says of itself.

    Offsets refer to the extracted text, one paragraph a line.  `charset` is the encoding that its server names.
    """
    yield Found("", article(decode_page(take(stream, limits), charset)))


def article(html: str) -> dict[str, object]:
    """The fields of the document that is the article of an HTML page.

    Raises:
        InputError: the page has no article that could be told from the rest of it.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415  (a second to import, wanted for pages only)

    try:
        found: Any = bare_extraction(
            html,
            fast=True,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False},
        )
    except Exception as error:
        message = f"is a page that can't be taken apart ({type(error).__name__}): save its text as .txt"
        raise InputError(message) from error
    if found is None or not (found.text or "").strip():
        raise InputError("has no article text that could be told from the rest of the page: save the text as .txt")
    own = {key: getattr(found, key) for key in ("text", "title", "url", "author")}
    return {**own, "publisher": found.sitename, "published": found.date, "basis": "metadata"}


def objects(stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """A JSON file: one object or a list of them."""
    value = _parse(decode(take(stream, limits)))
    if isinstance(value, InputError):
        raise value
    if not isinstance(value, list):
        yield _object("", value)
        return
    if not value:
        raise InputError("is an empty list: put objects with a text in it")
    for number, item in enumerate(value, 1):
        yield _object(f"item {number}", item)


def json_lines(stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """A JSONL file: one object a line; blank lines are skipped."""
    empty = True
    for number, line in _text_lines(stream, limits):
        if isinstance(line, InputError):
            yield Found(f"line {number}", line)
        elif line.strip():
            value = _parse(line.strip())
            yield Found(f"line {number}", value) if isinstance(value, InputError) else _object(f"line {number}", value)
        else:
            continue
        empty = False
    if empty:
        raise InputError("is empty: leave it out or put one object on each line")


def _text_lines(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, str | InputError]]:
    """Decoded lines with their numbers; a line that is no UTF-8 is an error by itself."""
    wide = tuple(mark for mark, name in MARKS if name != "utf-8-sig")
    for number, line in lines(stream, limits):
        if isinstance(line, InputError):
            yield number, line
        elif number == 1 and line.startswith(wide):
            whole = decode(line + stream.read(limits.bytes))
            yield from enumerate(whole.split("\n"), 1)
            return
        else:
            yield number, _decoded(line, first=number == 1)


def _decoded(line: bytes, *, first: bool) -> str | InputError:
    try:
        return line.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as error:
        return InputError(f"is no UTF-8 (byte {error.start + 1}): save the file as UTF-8")


def _parse(text: str) -> object:
    """The JSON value of a text, or an `InputError` that says what is wrong with it."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return InputError("holds more than one JSON value: put one object on each line and name the file .jsonl")
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        return InputError(f"is no JSON ({error.msg} at {place}): mend or remove it")
    except RecursionError:
        return InputError("is nested too deeply: give a flat object with a text")
    except ValueError as error:
        return InputError(f"is no JSON that can be read ({error}): mend or remove it")


def _object(where: str, value: object) -> Found:
    """The kept fields of a JSON object."""
    if not isinstance(value, dict):
        return Found(where, InputError(f'is JSON of type {type(value).__name__}, not an object: write {{"text": ...}}'))
    return Found(where, {key: value[key] for key in KEYS if key in value})


def table(stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """A CSV or TSV file with a header that names at least ``text``; quoted fields may hold newlines."""
    head = getattr(stream, "peek", lambda _: b"")(HEAD)
    if not head.strip():
        raise InputError("is empty: leave it out or put a header and rows in it")
    # A text may be longer than the module's default of 131,072 characters a field.
    csv.field_size_limit(max(csv.field_size_limit(), limits.characters + 1))
    wrapper = io.TextIOWrapper(stream, encoding=encoding_of(head, whole=False), newline="")
    try:
        first = wrapper.readline(HEAD)
        delimiter = _delimiter(first)
        columns = [name.strip().lower() for name in next(csv.reader([first], delimiter=delimiter), [])]
        if "text" not in columns:
            named = ", ".join(columns)[:200] or "nothing"
            message = f"has no column named text (its first line names {named}): name the column with the reports so"
            raise InputError(message)
        yield from _rows(csv.reader(wrapper, delimiter=delimiter), columns)
    finally:
        wrapper.detach()  # the stream is its opener's to close


def _delimiter(header: str) -> str:
    """The sign between columns: the one that occurs most in the header."""
    return max(DELIMITERS, key=header.count)


def _rows(reader: Iterator[Sequence[str]], columns: list[str]) -> Iterator[Found]:
    """The rows of a table below its header; a row that is no text ends the table."""
    number = 1
    rows = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except (csv.Error, UnicodeDecodeError) as error:
            yield Found(f"row {number}", InputError(f"can't be read ({error}): save the table as UTF-8 CSV"))
            return
        if row is None:
            break
        if row:
            rows += 1
            fields = dict(zip(columns, row, strict=False))
            yield Found(f"row {number}", {key: fields[key] or None for key in KEYS if key in fields})
    if not rows:
        raise InputError("has a header and no rows: leave it out or add reports")


def parquet(stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """A Parquet file with at least a column ``text``, some rows at a time."""
    del limits  # a row's text is checked like any other
    from pyarrow import ArrowException  # noqa: PLC0415  (wanted for Parquet only)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        with ParquetFile(stream) as file:
            columns = [key for key in KEYS if key in file.schema_arrow.names]
            if "text" not in columns:
                raise InputError("has no column named text: name the column with the reports so")
            number = 0
            for batch in file.iter_batches(batch_size=BATCH, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield Found(f"row {number}", row)
            if not number:
                raise InputError("has no rows: leave it out or add reports")
    except (ArrowException, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"is no Parquet file that can be read ({reason[:120]}): write it again"
        raise InputError(message) from None
