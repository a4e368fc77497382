"""Rows made of records, and the cells of the map."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import records as r
from dateline.store import rows
from tests import sample
from tests.store.brute import kilometres

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@given(LATITUDES, LONGITUDES)
def test_every_point_lies_in_a_cell(lat: float, lon: float) -> None:
    found = rows.cell(lat, lon)
    assert found is not None
    assert 0 <= found < 90 * 180


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.floats(0.001, 20_038))
def test_a_circle_touches_the_cell_of_every_point_in_it(a: float, b: float, c: float, d: float, km: float) -> None:
    if kilometres((a, b), (c, d)) <= km:
        assert rows.cell(c, d) in rows.cells_near(a, b, km)


@given(st.sampled_from([90.0, 89.99, -90.0, -89.2]), LONGITUDES, LONGITUDES, st.floats(1, 400))
def test_a_circle_round_a_pole_touches_every_longitude_it_should(
    lat: float, lon: float, other: float, km: float
) -> None:
    end = 90.0 if lat > 0 else -90.0
    for near in (end, lat, (end + lat) / 2):
        if kilometres((lat, lon), (near, other)) <= km:
            assert rows.cell(near, other) in rows.cells_near(lat, lon, km)


def test_a_small_circle_touches_few_cells() -> None:
    assert len(rows.cells_near(41.0, -7.0, 1.0)) == 1
    assert len(rows.cells_near(42.0, -8.0, 1.0)) == 4
    assert len(rows.cells_near(0.0, 180.0, 10.0)) == 4


def test_a_point_that_is_not_known_has_no_cell() -> None:
    assert rows.cell(None, 3.0) is None
    assert rows.cell(3.0, None) is None


@given(st.text())
def test_words_are_packed_and_squeezed_without_loss(words: str) -> None:
    assert rows.unpacked(rows.packed(words)) == words
    assert rows.unsqueezed(rows.squeezed(words)) == words


def test_a_squeezed_line_is_a_third_of_it() -> None:
    line = json.dumps({"id": "77", "document": "78", "source": "79", "publisher": None, "type": "ASSAULT", "quad": 4})
    assert len(rows.squeezed(line)) < len(zlib.compress(line.encode())) * 0.75


def test_an_event_without_time_has_the_day_of_its_report() -> None:
    row = rows.event(sample.THREAT, sample.RECORD)
    assert (row["start_day"], row["end_day"], row["dated"], row["precision"]) == ("2026-05-04", "2026-05-04", 0, None)
    dated = rows.event(sample.CLAIM, sample.RECORD)
    assert (dated["start_day"], dated["dated"]) == ("2026-05-04", 1)


def test_an_event_of_an_undated_report_has_no_day() -> None:
    document = sample.DOCUMENT.model_copy(update={"published": r.Published()})
    row = rows.event(sample.THREAT, sample.RECORD.model_copy(update={"document": document}))
    assert (row["start_day"], row["end_day"]) == (None, None)


def test_countries_are_those_of_the_first_who_has_one() -> None:
    row = rows.event(sample.CLAIM, sample.RECORD)
    assert (row["from_country"], row["to_country"], row["country"]) == ("OST", None, "OST")


def test_a_place_that_is_not_told_leaves_its_columns_empty() -> None:
    assert set(rows.place(None)) == set(rows.place(sample.VELMAR))
    assert set(rows.place(None).values()) == {None}


@pytest.mark.parametrize(("precision", "adm1"), [("admin1", "Velmar"), ("city", None)])
def test_a_subdivision_is_its_own(precision: str, adm1: str | None) -> None:
    place = sample.VELMAR.model_copy(update={"precision": precision, "id": "1"})
    assert rows.place(place)["adm1"] == adm1


def test_a_name_is_shown_once() -> None:
    assert rows.names((sample.FRONT, sample.FRONT, sample.REYL)) == "Kestrel Front; Anna Reyl"


def test_long_content_is_cut() -> None:
    row = rows.attribution(sample.QUOTE.model_copy(update={"content": ((0, 300),)}), "x" * 400)
    assert row["content"] == "x" * rows.SHOWN
    assert (row["start_char"], row["end_char"]) == (0, 300)
