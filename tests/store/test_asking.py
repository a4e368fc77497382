"""Counts, panels, pages and single things, against counting by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import SelectionError
from dateline.store import Selection, asking, clock
from tests.store import brute
from tests.store.making import KEPT, table
from tests.store.test_selection import data

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.store import Store

__all__ = ["data"]

SELECTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"type": ("ASSAULT", "AID")},
    {"party": "Kestrel Front"},
    {"place": "OST", "since": dt.date(2029, 1, 3)},
    {"since": dt.date(2029, 1, 1), "until": dt.date(2029, 1, 31)},
    {"until": dt.date(2028, 12, 31)},
    {"text": "Velmar"},
    {"near": (12.4, 180.0, 60.0)},
)
PERIODS: dict[str, Callable[[str], str]] = {
    "day": lambda day: day,
    "week": lambda day: str(dt.date.fromisoformat(day) - dt.timedelta(days=dt.date.fromisoformat(day).weekday())),
    "month": lambda day: day[:7],
}


@pytest.mark.parametrize("per", PERIODS)
@pytest.mark.parametrize("by", asking.UNITS)
@pytest.mark.parametrize("fields", SELECTIONS[:4])
def test_a_panel_is_counted_by_hand(kept: Store, data: brute.Whole, fields: dict[str, Any], by: str, per: str) -> None:
    rows = asking.panel(kept.engine, Selection(**fields), by, per)
    unit = {"country": ["country"], "adm1": ["country", "adm1"], "dyad": ["from_country", "to_country"]}[by]
    told = {
        (*(row[name] for name in unit), row["period"]): (row["events"], row["incidents"], row["sources"])
        for row in rows
    }
    assert told == brute.panel(data, brute.events(data, Selection(**fields)), by, PERIODS[per])
    assert len(told) == len(rows)
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    assert all(sum(row[name] for name in quads) == row["events"] for row in rows)


def test_a_panel_of_something_else_is_refused(kept: Store) -> None:
    for by, per in (("continent", "month"), ("country", "year")):
        with pytest.raises(SelectionError, match="by is one of"):
            asking.panel(kept.engine, Selection(), by, per)


@pytest.mark.parametrize(
    "centre", [(90.0, 0.0), (-90.0, 77.0), (89.5, -170.0), (12.4, 180.0), (12.4, -180.0), (0.0, 0.0), (41.5, -7.25)]
)
@pytest.mark.parametrize("km", [0.001, 1.0, 5.0, 25.0, 40.0, 300.0, 5000.0, 20_038.0])
def test_near_is_the_great_circle(kept: Store, data: brute.Whole, centre: tuple[float, float], km: float) -> None:
    wanted = Selection(near=(*centre, km), limit=10_000)
    assert {row["id"] for row in kept.ask("events", wanted)} == brute.events(data, wanted)
    if km > 20_000:
        assert len(kept.ask("events", wanted)) == sum(row["lat"] is not None for row in data.events)


def test_a_circle_over_the_date_line_holds_both_sides(kept: Store) -> None:
    shown = {row["place"] for row in kept.ask("events", Selection(near=(12.45, 180.0, 30.0), limit=10_000))}
    assert shown == {"Eastquay", "Westquay"}


def test_a_circle_over_the_pole_holds_every_longitude(kept: Store) -> None:
    shown = {row["place"] for row in kept.ask("events", Selection(near=(89.99, 100.0, 25.0), limit=10_000))}
    assert shown == {"Northmost Station", "Polar Camp"}


@pytest.mark.parametrize("kind", ["events", "incidents", "commitments", "actors", "documents"])
@pytest.mark.parametrize("sort", ["newest", "oldest", "changed", "uncertain"])
def test_pages_together_are_the_whole(kept: Store, kind: str, sort: str) -> None:
    whole = [row["id"] for row in kept.ask(kind, Selection(sort=sort, limit=10_000))]
    size = max(2, len(whole) // 7)
    pages = [
        row["id"]
        for start in range(0, len(whole), size)
        for row in kept.ask(kind, Selection(sort=sort, limit=size, offset=start))
    ]
    assert pages == whole
    assert len(set(whole)) == len(whole)
    assert kept.ask(kind, Selection(sort=sort, offset=10_000)) == []


@pytest.mark.parametrize(
    "fields", [{"party": "Kestrel Front"}, {"actor": "OST"}, {"party": "OST", "type": ("ASSAULT",)}, {"text": "Velmar"}]
)
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_pages_of_one_party_together_are_the_whole(kept: Store, fields: dict[str, Any], sort: str) -> None:
    whole = [row["id"] for row in kept.ask("events", Selection(sort=sort, limit=10_000, **fields))]
    pages = [
        row["id"]
        for start in range(0, len(whole), 5)
        for row in kept.ask("events", Selection(sort=sort, limit=5, offset=start, **fields))
    ]
    assert pages == whole
    days = [row["start_day"] or "" for row in kept.ask("events", Selection(sort=sort, limit=10_000, **fields))]
    assert days == sorted(days, reverse=sort == "newest")
    assert len(whole) > 10


def test_words_that_stand_everywhere_are_found_the_same(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Selection(text="Velmar", limit=10_000)
    few = kept.ask("events", wanted)
    assert len(few) > 3
    monkeypatch.setattr(asking, "OFTEN", 3)
    assert kept.ask("events", wanted) == few


@pytest.mark.parametrize("latest", [1, 7, 40])
@pytest.mark.parametrize(
    "page", [{"limit": 2}, {"limit": 2, "offset": 3}, {"limit": 9}, {"limit": 2, "sort": "oldest"}]
)
def test_words_that_stand_everywhere_are_first_looked_for_among_the_latest(
    kept: Store, monkeypatch: pytest.MonkeyPatch, page: dict[str, Any], latest: int
) -> None:
    wanted = Selection(text="Velmar", **page)
    few = kept.ask("events", wanted)
    assert len(few) == wanted.limit
    monkeypatch.setattr(asking, "OFTEN", 3)
    monkeypatch.setattr(asking, "LATEST", latest)
    assert kept.ask("events", wanted) == few


def test_an_actor_with_very_many_names_is_found_the_same(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Selection(party="the", limit=10_000)
    one_way = kept.ask("events", wanted)
    monkeypatch.setattr("dateline.store.selection.WAYS", 1000)
    assert kept.ask("events", wanted) == one_way
    assert len(one_way) > 10


def test_counting_stops_when_there_are_enough(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "ENOUGH", 10)
    assert asking.count(kept.engine, "events", Selection()) == 11
    assert asking.count(kept.engine, "events", Selection(actor="nobody at all")) == 0


def test_an_event_is_shown_with_all_that_belongs_to_it(kept: Store, data: brute.Whole) -> None:
    event = next(row for row in data.events if len(data.mentions[row["id"]]) > 3)
    whole = asking.one(kept.engine, "events", event["id"])
    assert whole is not None
    assert whole["evidence"] == event["evidence"]
    told = asking.mentions(kept.engine, event["id"])
    assert [(m["role"], m["position"], m["text"]) for m in told] == [
        (m["role"], m["position"], m["text"]) for m in data.mentions[event["id"]]
    ]
    text = asking.text(kept.engine, event["document"])
    assert text is not None
    assert text[event["start_char"] : event["end_char"]] == event["evidence"]
    assert all(text[m["start_char"] : m["end_char"]] == m["text"] for m in told)
    assert all(m["name"] for m in told if m["role"] in {"actor", "recipient", "source"})


def test_an_incident_is_shown_with_its_summary(kept: Store, data: brute.Whole) -> None:
    name, row = next((name, row) for name, row in data.incidents.items() if row["reports"] > 1)
    whole = asking.one(kept.engine, "incidents", name)
    assert whole is not None
    assert whole["summary"].startswith('{"type":')
    assert row["summary"]["counts"]["reports"] == row["reports"]


def test_what_there_is_not_is_none(kept: Store) -> None:
    for table_name in ("events", "incidents", "commitments", "actors", "documents"):
        assert asking.one(kept.engine, table_name, "nothing") is None
    assert asking.record(kept.engine, "nothing") is None
    assert asking.text(kept.engine, "nothing") is None
    for ask in (asking.mentions, asking.copies, asking.relations, asking.history):
        assert ask(kept.engine, "nothing") == []


def test_actors_say_how_often_they_act(kept: Store, data: brute.Whole) -> None:
    rows = kept.ask("actors", Selection(limit=10_000))
    assert len(rows) == len(data.actors)
    mentions = [m for told in data.mentions.values() for m in told]
    for row in rows:
        for role, column in (("actor", "acts"), ("recipient", "receives"), ("source", "says")):
            assert row[column] == sum(m["role"] == role and m["actor_id"] == row["id"] for m in mentions)


def test_documents_are_selected_by_source_and_day(kept: Store) -> None:
    everything = kept.ask("documents", Selection(limit=10_000))
    assert len(everything) == KEPT
    day = next(dt.date.fromisoformat(r["start_day"]) for r in everything if r["publisher"] == "lakes.example")
    rows = kept.ask("documents", Selection(limit=10_000, source="lakes.example", since=day, until=day))
    assert {row["id"] for row in rows} == {
        row["id"] for row in everything if row["publisher"] == "lakes.example" and row["start_day"] == str(day)
    }
    assert rows
    assert kept.ask("documents", Selection(document=rows[0]["id"])) == rows[:1]


def test_relations_of_an_actor_are_told_from_both_ends(kept: Store) -> None:
    tie = table(kept, "relations")[0]
    for end in ("subject_id", "object_id"):
        assert tie["evidence"] in {row["evidence"] for row in asking.relations(kept.engine, tie[end])}


def test_a_commitment_past_its_day_has_lapsed(kept: Store) -> None:
    lapsed = asking.commitments(kept.engine, Selection(status=("lapsed",), limit=10_000), "2029-01-14")
    assert lapsed
    assert all(row["due_end"] < "2029-01-14" and row["status"] == "lapsed" for row in lapsed)
    still = asking.commitments(kept.engine, Selection(status=("open",), limit=10_000), "2029-01-14")
    assert all(row["due_end"] >= "2029-01-14" and row["status"] == "open" for row in still)
    assert still
    assert clock.today() == "2030-03-17"
    assert kept.ask("commitments", Selection(status=("open",))) == []


def test_tables_come_as_arrow(kept: Store, data: brute.Whole) -> None:
    assert kept.events().num_rows == len(data.events)
    assert kept.events(actor="Kestrel Front", limit=3).num_rows == 3
    assert "status" in kept.incidents().column_names
    assert kept.commitments().num_rows == len(table(kept, "commitments"))
    assert kept.actors(party="Norland").column("name").to_pylist() == ["Norland"]
    assert sum(kept.panel(by="country", per="month").column("events").to_pylist()) == sum(
        row["country"] is not None and row["start_day"] is not None for row in data.events
    )
