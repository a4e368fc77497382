"""Rows in the forms that other programs read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from dateline import __version__, exchange
from dateline.errors import InputError
from dateline.exchange.tables import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def test_lists_are_lists_where_a_format_has_them_and_one_text_where_it_hasnt() -> None:
    rows = [exchange.plain({"id": "a", "contexts": '["military", "=sum"]', "sectors": ["REB"], "who": "[x]"})]
    assert rows == [{"id": "a", "contexts": ["military", "=sum"], "sectors": ["REB"], "who": "[x]"}]
    assert [json.loads(line) for line in written("jsonl", rows).splitlines()] == rows
    assert pq.read_table(io.BytesIO(written("parquet", rows))).to_pylist() == rows
    assert next(csv.DictReader(io.StringIO(written("csv", rows).decode())))["contexts"] == "military; =sum"
    assert exchange.harmless(["=sum", "x"]) == "'=sum; x"


@pytest.mark.parametrize("form", ["jsonl", "csv", "geojson"])
def test_rows_are_written_as_they_come(form: str) -> None:
    taken = 0

    def many() -> Iterator[dict[str, Any]]:
        nonlocal taken
        for taken in range(5_000):
            yield {"id": str(taken), "lat": 1.5, "lon": 2.5, "who": "Kestrel Front"}

    found = exchange.pieces(many(), form)
    first = next(found)
    assert 0 < taken < 4_000
    assert len(first) < 2 * PIECE
    rest = b"".join([first, *found])
    assert rest.count(b"Kestrel Front") == 5_000
    if form == "geojson":
        assert len(json.loads(rest)["features"]) == 5_000


def test_half_a_character_is_written_as_an_escape() -> None:
    assert b"\\ud800" in written("jsonl", [{"id": "a\ud800"}])
    assert b"\\ud800" in written("csv", [{"id": "a\ud800"}])


CITED = exchange.Cited("events", "iraq.db", 12, "2026-11-28", None, {"type": ("ASSAULT", "COERCE")}, "2026-11-29")


def test_a_citation_tells_what_was_asked_and_when() -> None:
    told = exchange.citation(CITED)
    assert told.startswith(f"Events coded from news reports by dateline {__version__}.\n")
    for line in (
        "Store: iraq.db, 12 documents to 2026-11-28.",
        "Coded by: nobody yet.",
        "Selection: type ASSAULT, COERCE.",
        "Accessed: 2026-11-29",
    ):
        assert f"{line}\n" in told
    assert "Address" not in told


def test_a_citation_of_everything_at_an_address() -> None:
    told = exchange.citation(replace(CITED, asked={}, address="https://records.example/events"))
    assert "Selection: everything." in told
    assert "Address: https://records.example/events" in told
