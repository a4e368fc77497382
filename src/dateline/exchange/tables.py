"""Rows as JSON lines, CSV, Parquet or GeoJSON, piece by piece, and how to cite them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from dateline import __version__
from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Row = Mapping[str, Any]

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""
DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of writing, by which a text can show itself in another order than it has."""
LISTS = frozenset({"contexts", "sectors"})
"""Columns that a store keeps as the JSON of a list."""
POINTS = frozenset({"events", "incidents"})
"""Kinds of rows that have a point on the map."""
PIECE = 64 * 1024
"""Bytes of a piece, about."""


def plain(row: Row) -> dict[str, Any]:
    """A row of a store with its lists as lists."""
    return {
        name: json.loads(value) if name in LISTS and isinstance(value, str) else value for name, value in row.items()
    }


def json_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """One JSON object a row, UTF-8."""
    for row in rows:
        yield _json(row) + b"\n"


def comma_separated(rows: Iterable[Row]) -> Iterator[bytes]:
    """RFC 4180 with a header, UTF-8; lists are joined by ``; ``, and no cell is one that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    header = False
    for row in rows:
        if not header:
            writer.writerow(row)
            header = True
        writer.writerow([harmless(value) for value in row.values()])
        yield out.getvalue().encode("utf-8", "backslashreplace")
        out.seek(0)
        out.truncate()


def harmless(value: object) -> object:
    """A cell's value; a list as one text, and an apostrophe before a text that a spreadsheet would run as a formula."""
    told = "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
    return f"'{told}" if isinstance(told, str) and told.startswith(FORMULA) else told


def parquet(rows: Iterable[Row]) -> Iterator[bytes]:
    """One Parquet table; the rows are held in memory."""
    import pyarrow as pa  # noqa: PLC0415 - a third of a second
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pa.Table.from_pylist([dict(row) for row in rows])
    # a column without any value has no type that every reader knows
    bare = [name for name in table.column_names if pa.types.is_null(table.schema.field(name).type)]
    for name in bare:
        place = table.column_names.index(name)
        table = table.set_column(place, name, pa.nulls(len(table), pa.string()))
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    yield out.getvalue()


def geojson(rows: Iterable[Row]) -> Iterator[bytes]:
    """A GeoJSON collection (RFC 7946) of the rows that have a point; the others are left out.

    Raises:
        InputError: the rows have no points at all, as those of actors.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is not None and "lat" not in first:
        raise InputError("these rows have no points: ask for events or incidents as geojson")
    yield b'{"type": "FeatureCollection", "features": ['
    before = b"\n"
    for row in chain([] if first is None else [first], rows):
        if row["lat"] is None or row["lon"] is None:
            continue
        told = {name: value for name, value in row.items() if name not in {"lat", "lon"}}
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        yield before + _json({"type": "Feature", "id": row["id"], "geometry": point, "properties": told})
        before = b",\n"
    yield b"\n]}\n"


def _json(value: Row) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


FORMATS: dict[str, Callable[[Iterable[Row]], Iterator[bytes]]] = {
    "jsonl": json_lines,
    "csv": comma_separated,
    "parquet": parquet,
    "geojson": geojson,
}
"""Writers by the name of their format."""
MEDIA = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
"""The media type of each format."""


def pieces(rows: Iterable[Row], form: str) -> Iterator[bytes]:
    """Rows, all with the same columns, in one of `FORMATS`, in pieces of about `PIECE` bytes as they come.

    Raises:
        InputError: the format can't hold such rows.
    """
    waiting = bytearray()
    for part in FORMATS[form](rows):
        waiting += part
        if len(waiting) >= PIECE:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


def write(rows: Iterable[Row], out: IO[bytes], form: str) -> None:
    """Write rows, all with the same columns, in one of `FORMATS`.

    Raises:
        InputError: the format can't hold such rows.
    """
    for piece in pieces(rows, form):
        out.write(piece)


@dataclass(frozen=True, slots=True)
class Cited:
    """What is to be cited: rows of a `kind` that were `asked` for (the fields that leave something out) of a `store`.

    The store has so many `documents` up to a `day`, coded by a `version`; they were looked at in a `moment` (ISO), at
    an `address` if they have one.
    """

    kind: str
    store: str
    documents: int
    day: str
    version: str | None
    asked: Mapping[str, Any]
    moment: str
    address: str | None = None


def citation(cited: Cited) -> str:
    """How to cite rows, to put under a figure: store, what made them, which they are, and when they were looked at."""
    chosen = "; ".join(f"{name} {_told(value)}" for name, value in cited.asked.items()) or "everything"
    lines = [
        f"{cited.kind.capitalize()} coded from news reports by dateline {__version__}.",
        f"Store: {cited.store}, {cited.documents} documents to {cited.day}.",
        f"Coded by: {cited.version or 'nobody yet'}.",
        f"Selection: {chosen}.",
        *([f"Address: {cited.address}"] if cited.address else []),
        f"Accessed: {cited.moment}",
        "Events are what reports say, incidents are derived from them; quote the reports for facts.",
    ]
    return "".join(f"{line}\n" for line in lines)


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
