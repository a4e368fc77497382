"""The flat rows: one an event."""

from __future__ import annotations

import csv
import io

import pytest

from dateline import records as r
from dateline.cli import rows
from tests.sample import CLAIM, DOCUMENT, FRONT, RECORD, REYL, TEXT


def written(*records: r.Record) -> list[dict[str, str]]:
    """What a reader of the CSV gets."""
    out = io.StringIO()
    rows.write(records, out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_there_is_one_row_an_event() -> None:
    assert [row["event"] for row in written(RECORD, RECORD)] == ["e1", "e2", "e1", "e2"]


def test_the_header_comes_once_even_without_events() -> None:
    out = io.StringIO()
    rows.write([r.Record(document=DOCUMENT)], out)
    assert out.getvalue() == ",".join(rows.COLUMNS) + "\n"


def test_every_row_is_as_long_as_the_header() -> None:
    assert {len(rows.row(RECORD, event)) for event in RECORD.events} == {len(rows.COLUMNS)}


def test_a_row_holds_what_the_event_says() -> None:
    row = written(RECORD)[0]
    expected = {
        "document": "velmar-1",
        "published_start": "2026-05-04",
        "type": "ASSAULT",
        "mode": "destroy",
        "contexts": "military",
        "quad": "4",
        "intensity": "-8.5",
        "factuality": "claimed",
        "confidence": "0.81",
        "actors": "Kestrel Front",
        "actor_countries": "OST",
        "actor_sectors": "REB",
        "recipients": "",
        "place": "Velmar",
        "lat": "41.5",
        "place_precision": "city",
        "time": "Monday",
        "time_end": "2026-05-04",
        "according_to": "The Kestrel Front (said)",
        "killed": "2",
        "injured": "",
        "count_min": "2",
        "trigger": "burned",
    }
    assert {key: row[key] for key in expected} == expected


def test_offsets_lead_back_to_the_text() -> None:
    row = written(RECORD)[0]
    assert TEXT[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]
    assert TEXT[int(row["sentence_start"]) : int(row["sentence_end"])] == row["sentence"]


def test_lists_are_joined_in_step() -> None:
    event = CLAIM.model_copy(update={"actors": (FRONT, REYL)})
    row = written(RECORD.model_copy(update={"events": (event,)}))[0]
    assert row["actors"] == "Kestrel Front; Anna Reyl"
    assert row["actor_countries"] == "OST; "
    assert row["actor_sectors"] == "REB; GOV"


@pytest.mark.parametrize("formula", ["=1+1", "+cmd", "-2", "@SUM(A1)"])
def test_no_cell_is_a_formula(formula: str) -> None:
    hostile = RECORD.model_copy(update={"document": DOCUMENT.model_copy(update={"title": formula})})
    assert written(hostile)[0]["title"] == f"'{formula}"


def test_numbers_stay_numbers() -> None:
    south = CLAIM.model_copy(update={"place": r.Place(span=(0, 2), text=TEXT[:2], name="Cape", lat=-33.9, lon=18.4)})
    assert written(RECORD.model_copy(update={"events": (south,)}))[0]["lat"] == "-33.9"


def test_a_title_with_quotes_commas_and_lines_comes_back() -> None:
    odd = 'Nine "boats", \nand a quay'
    record = RECORD.model_copy(update={"document": DOCUMENT.model_copy(update={"title": odd})})
    assert written(record)[0]["title"] == odd
