"""Counts for pictures are the events that a selection has, each once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from dateline.store import Selection, charting, facets, open_store
from tests.web.making import Told, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.store import Store
    from dateline.store.engine import Row

BURNT = "The Heron Brigade burned the Salt Mill in Velmar before dawn."
AGAIN = "The Heron Brigade burned the Salt Mill in Velmar once more."
FED = "The Plover Guild fed the Heron Brigade for a week."
MET = "The Plover Guild met the Heron Brigade somewhere."


def burnt(sentence: str) -> Told:
    return Told(sentence, "Heron Brigade", "burned", "Salt Mill", place="Velmar")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two attacks in one town, and two kind acts nowhere; one of them has no day."""
    with open_store(tmp_path / "s.db", create=True) as opened:
        opened.keep(report(BURNT, burnt(BURNT), day="2026-03-01"))
        opened.keep(report(AGAIN, burnt(AGAIN), day="2026-03-05"))
        aid = Told(FED, "Plover Guild", "fed", "Heron Brigade", type="AID", mode=None, quad=2)
        opened.keep(report(FED, aid, day="2026-03-05"))
        met = Told(MET, "Plover Guild", "met", "Heron Brigade", type="CONSULT", mode="visit", quad=1)
        opened.keep(report(MET, met, day=None))
        yield opened


def test_cells_are_events_by_point_day_and_quad(store: Store) -> None:
    found = [(r["place"], r["day"], r["quad"], r["n"]) for r in charting.cells(store.engine, Selection(), 10)]
    assert sorted(found, key=str) == sorted(
        [
            ("Velmar", "2026-03-05", 4, 1),
            ("Velmar", "2026-03-01", 4, 1),
            (None, "2026-03-05", 2, 1),
            (None, None, 1, 1),
        ],
        key=str,
    )


def test_the_newest_cells_are_kept_and_days_unknown_come_last(store: Store) -> None:
    days = [r["day"] for r in charting.cells(store.engine, Selection(), 10)]
    assert days == ["2026-03-05", "2026-03-05", "2026-03-01", None]
    assert len(charting.cells(store.engine, Selection(), 3)) == 3


def test_places_have_their_events_by_quad(store: Store) -> None:
    (velmar,) = charting.places(store.engine, Selection(), 10)
    assert (velmar["place"], velmar["n"], velmar["q4"], velmar["q1"]) == ("Velmar", 2, 2, 0)
    assert (velmar["first"], velmar["last"]) == ("2026-03-01", "2026-03-05")


def test_every_event_is_placed_or_not(store: Store) -> None:
    assert charting.placed(store.engine, Selection()) == (2, 2, 1)
    assert charting.placed(store.engine, Selection(quad=(3,))) == (0, 0, 0)


@pytest.mark.parametrize("wanted", [{}, {"quad": (4,)}, {"factuality": ("asserted",)}, {"factuality": ("denied",)}])
def test_kept_counts_tell_what_the_events_tell(kept: Store, wanted: dict[str, Any]) -> None:
    """Confidence is none of what is counted beforehand, so that it has the events themselves counted."""
    by_counts, by_events = Selection(**wanted), Selection(**wanted, min_confidence=1e-9)
    for ask in (charting.placed, charting.days, facets.parties):
        assert ask(kept.engine, by_counts) == ask(kept.engine, by_events)
    places = [charting.places(kept.engine, one, 1000) for one in (by_counts, by_events)]
    assert places[0] == places[1]


@pytest.mark.parametrize("days", [{"since": dt.date(2029, 1, 2)}, {"until": dt.date(2029, 1, 31)}])
def test_kept_counts_know_days(kept: Store, days: dict[str, Any]) -> None:
    assert charting.days(kept.engine, Selection(**days)) == charting.days(
        kept.engine, Selection(**days, min_confidence=1e-9)
    )


def test_only_the_newest_events_are_drawn(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charting, "NEWEST", 2)
    monkeypatch.setattr(charting, "DYADIC", 2)
    assert {r["day"] for r in charting.cells(store.engine, Selection(), 10)} == {"2026-03-05"}
    assert [r["n"] for r in dyads(store)] == [1, 1]


def test_days_leave_out_what_has_none(store: Store) -> None:
    found = [(r["day"], r["quad"], r["n"]) for r in charting.days(store.engine, Selection())]
    assert found == [("2026-03-01", 4, 1), ("2026-03-05", 2, 1), ("2026-03-05", 4, 1)]


def test_dyads_go_from_who_acts_to_whom(store: Store) -> None:
    found = [(r["from_name"], r["to_name"], r["n"], r["q1"], r["q2"], r["q4"], r["last"]) for r in dyads(store)]
    assert found == [
        ("Heron Brigade", "Salt Mill", 2, 0, 0, 2, "2026-03-05"),
        ("Plover Guild", "Heron Brigade", 2, 1, 1, 0, "2026-03-05"),
    ]


def dyads(store: Store, **wanted: object) -> list[Row]:
    return charting.dyads(store.engine, Selection(**wanted), 10)  # type: ignore[arg-type]


def test_a_dyads_number_is_that_of_its_events(store: Store) -> None:
    for row in dyads(store):
        events = store.ask("events", Selection(actor=row["from_id"], recipient=row["to_id"]))
        assert len(events) == row["n"]


def test_a_selection_narrows_dyads(store: Store) -> None:
    assert [r["n"] for r in dyads(store, quad=(4,))] == [2]
    assert dyads(store, text="nothing of the kind") == []


def test_countries_towards_themselves_are_no_dyad(store: Store) -> None:
    """All who are made up here are of one country."""
    assert charting.between_countries(store.engine, Selection(), 10) == []
    store.engine.run("UPDATE events SET to_country = 'ESP' WHERE type = 'ASSAULT'")
    (one,) = charting.between_countries(store.engine, Selection(), 10)
    assert (one["from_id"], one["to_id"], one["n"]) == ("PRT", "ESP", 2)
