"""Rows as data: every form says the same."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet

from dateline import __version__
from dateline.store import Selection
from dateline.store.looking import TABLES
from dateline.web import formats
from dateline.web.formats import Source
from tests.web.conftest import MEAL

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def rows(client: TestClient, kind: str, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/{kind}.json?limit=1000&{query}").json()["rows"]
    return found


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_json_lines_csv_and_parquet_have_the_rows_of_json(client: TestClient, kind: str) -> None:
    told = rows(client, kind)
    lines = [json.loads(line) for line in client.get(f"/{kind}.jsonl").text.splitlines()]
    table = list(csv.DictReader(io.StringIO(client.get(f"/{kind}.csv").text)))
    columns = parquet.read_table(io.BytesIO(client.get(f"/{kind}.parquet").content)).to_pylist()
    assert told == lines == columns
    assert [row["id"] for row in table] == [row["id"] for row in told]
    assert list(table[0]) == list(told[0])


def test_a_selection_holds_for_every_form(client: TestClient) -> None:
    for form in ("jsonl", "csv"):
        found = client.get(f"/events.{form}?type=PROTEST").text
        assert "PROTEST" in found
        assert "ASSAULT" not in found


def test_files_are_whole_whatever_the_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "AT_ONCE", 2)
    whole = client.get("/events.jsonl?limit=1&offset=3&x=1").text.splitlines()
    assert [json.loads(line)["id"] for line in whole] == [row["id"] for row in rows(client, "events")]


def test_a_file_that_is_made_whole_has_an_end(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "AT_ONCE", 2)
    source = Source(client.app.state.store, "events", Selection())  # type: ignore[attr-defined]
    assert len(list(source.every(3))) == 4


def test_lists_are_lists(client: TestClient) -> None:
    found = next(row for row in rows(client, "events") if row["id"] == "e1")
    assert found["contexts"] == ["military"]
    assert "military" in client.get("/events.csv?party=Kestrel+Front").text


def test_what_a_spreadsheet_would_carry_out_gets_an_apostrophe(client: TestClient) -> None:
    table = list(csv.DictReader(io.StringIO(client.get("/events.csv?type=AID").text)))
    assert table[0]["evidence"] == f"'{MEAL}"
    assert table[0]["title"] == "'=SUM(A1)"
    assert rows(client, "events", "type=AID")[0]["evidence"] == MEAL


@pytest.mark.parametrize("kind", ["events", "incidents"])
def test_geojson_has_what_has_a_point(client: TestClient, kind: str) -> None:
    answer = client.get(f"/{kind}.geojson")
    told = answer.json()
    placed = [row for row in rows(client, kind) if row["lat"] is not None]
    assert answer.headers["content-type"] == "application/geo+json"
    assert len(told["features"]) == len(placed) > 0
    first = told["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [placed[0]["lon"], placed[0]["lat"]]}
    assert first["id"] == placed[0]["id"]
    assert "lat" not in first["properties"]


def test_citing_names_store_selection_moment_and_version(client: TestClient) -> None:
    told = client.get("/events.cite?type=ASSAULT&until=2026-12-31").text
    for part in ("page.db", "type ASSAULT; until 2026-12-31", "Accessed: 20", __version__, "/events.cite?type=ASSAULT"):
        assert part in told


def test_files_have_names(client: TestClient) -> None:
    assert 'filename="dateline-events.csv"' in client.get("/events.csv").headers["content-disposition"]


def test_an_empty_answer_is_still_whole(client: TestClient) -> None:
    assert client.get("/events.csv?text=zeppelin").text == ""
    assert client.get("/events.geojson?text=zeppelin").json()["features"] == []
    assert client.get("/events.jsonl?text=zeppelin").text == ""
    empty = parquet.read_table(io.BytesIO(client.get("/events.parquet?text=zeppelin").content))
    assert empty.num_rows == 0
    assert rows(client, "events", "text=zeppelin") == []
