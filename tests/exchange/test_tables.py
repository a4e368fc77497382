"""Rows in the forms that other programs read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest

from dateline import exchange
from dateline.errors import InputError

ROWS: list[dict[str, Any]] = [
    {"id": "a", "who": "Kestrel Front", "lat": 41.5, "lon": -7.25, "killed": 2, "note": None},
    {"id": "b", "who": '=cmd("x"); "quoted", über', "lat": None, "lon": None, "killed": None, "note": None},
]


def written(form: str, rows: list[dict[str, Any]] = ROWS) -> bytes:
    out = io.BytesIO()
    exchange.write(rows, out, form)
    return out.getvalue()


def test_json_lines_give_every_row_back() -> None:
    assert [json.loads(line) for line in written("jsonl").splitlines()] == ROWS


def test_csv_has_a_header_and_quotes_what_needs_it() -> None:
    header, first, second = csv.reader(io.StringIO(written("csv").decode("utf-8")))
    assert header == list(ROWS[0])
    assert first[1] == "Kestrel Front"
    assert second[1].endswith('"quoted", über')


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert list(csv.reader(io.StringIO(written("csv").decode("utf-8"))))[2][1].startswith("'=cmd")


def test_csv_without_rows_is_empty() -> None:
    assert written("csv", []) == b""


def test_parquet_keeps_types_and_knows_columns_without_values() -> None:
    table = pq.read_table(io.BytesIO(written("parquet")))
    assert table.to_pylist() == ROWS
    assert str(table.schema.field("note").type) == "string"


def test_geojson_holds_the_rows_with_a_point() -> None:
    (feature,) = json.loads(written("geojson"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-7.25, 41.5]}
    assert feature["id"] == "a"
    assert "lat" not in feature["properties"]


def test_rows_without_points_are_refused_as_geojson() -> None:
    with pytest.raises(InputError, match="ask for events or incidents"):
        written("geojson", [{"id": "a", "name": "x"}])


def test_a_citation_tells_what_was_asked_and_when() -> None:
    told = exchange.citation("events", "iraq.db", {"type": ("ASSAULT",)}, "2026-11-29T10:00:00Z")
    assert "events from the store iraq.db, selected by type = ('ASSAULT',)" in told
    assert told.endswith("accessed 2026-11-29T10:00:00Z.")
    assert "everything" in exchange.citation("events", "x", {}, "now")
