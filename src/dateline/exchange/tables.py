"""Rows as JSON lines, CSV, Parquet or GeoJSON, and how to cite them."""

from __future__ import annotations

import csv
import json
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from dateline import __version__
from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Row = Mapping[str, Any]

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""


def json_lines(rows: Iterable[Row], out: IO[bytes]) -> None:
    """One JSON object a row, UTF-8."""
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def comma_separated(rows: Iterable[Row], out: IO[bytes]) -> None:
    """RFC 4180 with a header, UTF-8; a cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    writer: Any = None
    for row in rows:
        if writer is None:
            writer = csv.writer(_Lines(out), lineterminator="\r\n")
            writer.writerow(row)
        writer.writerow([_harmless(value) for value in row.values()])


class _Lines:
    """What `csv` writes text to, for a stream of bytes."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, line: str) -> None:
        self._out.write(line.encode("utf-8", "backslashreplace"))


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def parquet(rows: Iterable[Row], out: IO[bytes]) -> None:
    """One Parquet table; the rows are held in memory."""
    import pyarrow as pa  # noqa: PLC0415 - a third of a second
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pa.Table.from_pylist([dict(row) for row in rows])
    # a column without any value has no type that every reader knows
    bare = [name for name in table.column_names if pa.types.is_null(table.schema.field(name).type)]
    for name in bare:
        place = table.column_names.index(name)
        table = table.set_column(place, name, pa.nulls(len(table), pa.string()))
    pq.write_table(table, out)


def geojson(rows: Iterable[Row], out: IO[bytes]) -> None:
    """A GeoJSON collection (RFC 7946) of the rows that have a point; the others are left out.

    Raises:
        InputError: the rows have no points at all, as those of actors.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is not None and "lat" not in first:
        raise InputError("these rows have no points: ask for events or incidents as geojson")
    out.write(b'{"type": "FeatureCollection", "features": [')
    between = b"\n"
    for row in chain([] if first is None else [first], rows):
        if row["lat"] is None or row["lon"] is None:
            continue
        told = {name: value for name, value in row.items() if name not in {"lat", "lon"}}
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        feature = {"type": "Feature", "id": row["id"], "geometry": point, "properties": told}
        out.write(between + json.dumps(feature, ensure_ascii=False).encode())
        between = b",\n"
    out.write(b"\n]}\n")


FORMATS: dict[str, Callable[[Iterable[Row], IO[bytes]], None]] = {
    "jsonl": json_lines,
    "csv": comma_separated,
    "parquet": parquet,
    "geojson": geojson,
}
"""Writers by the name of their format."""


def write(rows: Iterable[Row], out: IO[bytes], form: str) -> None:
    """Write rows, all with the same columns, in one of `FORMATS`.

    Raises:
        InputError: the format can't hold such rows.
    """
    FORMATS[form](rows, out)


def citation(kind: str, store: str, asked: Mapping[str, Any], moment: str) -> str:
    """How to cite an answer: what was asked of which store, by which version, when.

    Args:
        kind: ``events``, ``incidents`` and so on.
        store: the store's name.
        asked: the fields of the selection that leave something out.
        moment: when it was asked, ISO.
    """
    filters = "; ".join(f"{name} = {value}" for name, value in asked.items()) or "everything"
    return f"dateline {__version__}, {kind} from the store {store}, selected by {filters}, accessed {moment}."
