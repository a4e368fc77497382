"""The map's page without JavaScript, its points, and how days become bars."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

import pytest

from dateline.records import Factuality
from dateline.store import Selection, charting
from dateline.web import mapping
from tests.web.conftest import EVIL
from tests.web.reading import page

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient


def rows(*days: str, quad: int = 4) -> list[dict[str, Any]]:
    return [{"day": day, "quad": quad, "n": 1} for day in days]


def test_the_page_has_places_and_days_without_javascript(client: TestClient) -> None:
    found = page(client, "/map")
    assert found.all("table", id="places")
    assert found.all("svg", id="timeline")
    assert len(found.all("rect")) >= 2
    assert not found.all("style")
    assert not any("style" in attributes for _, attributes in found.elements)


def test_every_number_of_a_place_leads_to_so_many_events(client: TestClient) -> None:
    table = page(client, "/map")
    links = [href for href in table.links if href.startswith("/events?") and "near=" in href]
    assert links
    for href in links:
        rows = client.get(href.replace("/events?", "/events.json?")).json()["rows"]
        places = client.get("/map.json?" + href.partition("?")[2]).json()
        assert len(rows) == sum(places["cells"][3::4])


def test_only_what_is_said_to_have_happened_is_drawn_unless_asked(client: TestClient) -> None:
    def placed(query: str) -> int:
        words = page(client, f"/map{query}").text
        return int(words.partition(" events at ")[0].split()[-1])

    assert placed("?factuality=denied") == 1
    assert placed("?" + "&".join(f"factuality={f}" for f in Factuality)) == placed("") + 1


def test_points_are_short_lists_of_numbers(client: TestClient) -> None:
    found = client.get("/map.json").json()
    assert not found["cut"]
    assert len(found["cells"]) % 4 == 0
    cells = [found["cells"][nth : nth + 4] for nth in range(0, len(found["cells"]), 4)]
    assert sum(cell[3] for cell in cells) == len(client.get("/events.json?limit=1000").json()["rows"])
    assert {cell[0] for cell in cells} <= {-1, *range(len(found["places"]))}
    first = dt.date.fromisoformat(found["first"])
    days = {str(first + dt.timedelta(cell[1])) for cell in cells if cell[1] >= 0}
    assert "2026-03-09" in days
    assert [41.5, -7.25] in [place[:2] for place in found["places"]]


def test_more_points_than_are_sent_are_cut_and_it_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "MOST", 2)
    found = client.get("/map.json?limit=7").json()
    assert (found["cut"], found["most"], len(found["cells"])) == (True, 2, 8)


def test_older_events_than_are_looked_at_are_cut_and_it_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.store.charting.NEWEST", 2)
    found = client.get("/map.json").json()
    assert (found["cut"], sum(found["cells"][3::4])) == (True, 2)


def test_a_selection_reaches_the_map(client: TestClient) -> None:
    assert client.get("/map.json?near=10,10,5").json() == {
        "first": None, "places": [], "cells": [], "cut": False, "most": mapping.MOST,
    }  # fmt: skip
    assert "Take all conditions away" in page(client, "/map?near=10,10,5").text
    assert client.get("/map.json?near=100,0,5").status_code == 422


def test_names_out_of_reports_stay_words(client: TestClient) -> None:
    answer = client.get("/map")
    assert "<script>alert" not in answer.text
    assert EVIL.split("'", maxsplit=1)[0] not in answer.text


@pytest.mark.parametrize("name", ["other.js", "..%2Fapp.py", "world-110m.json.bak", ".d3-geo", ""])
def test_nothing_but_the_maps_files_is_given(client: TestClient, name: str) -> None:
    assert client.get(f"/vendor/{name}").status_code == 404


def test_the_maps_files_are_given_where_they_are(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mapping, "VENDOR", tmp_path)
    assert not mapping.drawable()
    assert client.get("/vendor/d3-geo.min.js").status_code == 404
    found = page(client, "/map")
    assert found.all("p", id="undrawn")
    assert not [s for s in found.all("script") if "/vendor/" in str(s["src"])]
    for name in mapping.FILES:
        (tmp_path / name).write_text("1", "utf-8")
    assert mapping.drawable()
    answer = client.get("/vendor/d3-geo.min.js")
    assert (answer.status_code, answer.text) == (200, "1")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert [s["src"] for s in page(client, "/map").all("script") if "/vendor/" in str(s["src"])]


def test_no_days_are_no_timeline() -> None:
    empty = mapping.timeline([])
    assert (empty.bars, empty.most, empty.unit, empty.ticks) == ((), 0, "day", [])


@pytest.mark.parametrize(
    ("first", "last", "unit", "bars"),
    [
        ("2026-03-01", "2026-03-01", "day", 1),
        ("2026-03-01", "2026-05-31", "day", 92),
        ("2026-03-01", "2026-06-01", "week", 15),
        ("2024-01-15", "2026-03-01", "month", 27),
        ("1990-07-01", "2026-03-01", "year", 37),
    ],
)
def test_bars_are_as_fine_as_there_is_room(first: str, last: str, unit: str, bars: int) -> None:
    made = mapping.timeline(rows(first, last))
    assert (made.unit, len(made.bars)) == (unit, bars)
    assert made.bars[0].first <= dt.date.fromisoformat(first) <= made.bars[0].last
    assert made.bars[-1].first <= dt.date.fromisoformat(last) <= made.bars[-1].last
    assert sum(bar.n for bar in made.bars) == 2


def test_bars_follow_each_other_without_gap() -> None:
    for span in (3, 200, 2000, 20_000):
        first = dt.date(1970, 2, 28)
        bars = mapping.timeline(rows(str(first), str(first + dt.timedelta(span)))).bars
        assert all(b.first - a.last == dt.timedelta(1) for a, b in itertools.pairwise(bars))


def test_quads_are_stacked_to_the_highest() -> None:
    made = mapping.timeline([*rows("2026-03-01", "2026-03-01", "2026-03-02", quad=4), *rows("2026-03-01", quad=1)])
    first, second = made.bars
    assert made.most == 3
    assert first.counts == (1, 0, 0, 2)
    assert [(quad, height) for quad, _, height in first.parts] == [(1, 50.0), (4, 100.0)]
    assert min(top for _, top, _ in first.parts) == 0
    assert second.parts == ((4, 100.0, 50.0),)


def test_a_few_days_long_ago_dont_make_the_others_small() -> None:
    many = [f"2026-03-{day:02d}" for day in range(1, 29)] * 4
    made = mapping.timeline([*rows("1066-10-14", "2525-01-01"), *rows(*many)])
    assert (made.earlier, made.later) == (1, 1)
    assert (made.bars[0].first, made.bars[-1].last) == (dt.date(2026, 3, 1), dt.date(2026, 3, 28))


def test_many_days_long_ago_stay() -> None:
    assert mapping.timeline(rows("1966-10-14", "1966-10-15", "2026-03-01")).earlier == 0


@pytest.mark.parametrize(("first", "last"), [("9999-12-30", "9999-12-31"), ("0001-01-02", "9999-12-31"),
                                             ("9998-03-01", "9999-12-31"), ("0001-01-01", "0001-06-01")])  # fmt: skip
def test_the_ends_of_all_days_are_no_error(first: str, last: str) -> None:
    bars = mapping.timeline(rows(first, last)).bars
    assert sum(bar.n for bar in bars) == 2


def test_the_axis_has_a_few_days_from_first_to_last() -> None:
    made = mapping.timeline(rows("2026-03-01", "2026-03-31"))
    assert made.ticks == ["2026-03-01", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-31"]
    assert mapping.timeline(rows("2026-03-01", "2026-03-02")).ticks == ["2026-03-01", "2026-03-02"]


def test_how_events_stand_can_be_chosen() -> None:
    chosen = [words for words, _, on in mapping.standings("/map", Selection()) if on]
    assert chosen == ["said to have happened"]
    denied = Selection(factuality=("denied", "negated", "future", "hypothetical"))
    assert [words for words, _, on in mapping.standings("/map", denied) if on] == ["denied, planned or conditional"]
    assert mapping.happened(Selection()).factuality == charting.HAPPENED
    assert mapping.happened(denied) is denied
