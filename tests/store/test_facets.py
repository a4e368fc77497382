"""Facets against counting by hand, and how they are kept short for a large store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dateline.store import Selection, facets, tallying
from tests.store import brute
from tests.store.test_asking import SELECTIONS
from tests.store.test_selection import data

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["data"]

DAY = "2029-02-01"


def rows(data: brute.Whole, wanted: Selection) -> list[brute.Row]:
    """The events of a selection, by hand."""
    chosen = brute.events(data, wanted)
    return [row for row in data.events if row["id"] in chosen]


@pytest.mark.parametrize("fields", SELECTIONS)
def test_values_are_counts_by_hand(kept: Store, data: brute.Whole, fields: dict[str, Any]) -> None:
    wanted = Selection(**fields)
    counted = brute.facets(data, brute.events(data, wanted), tallying.FACETS)
    told = facets.values(kept.engine, wanted)
    assert told == {name: sorted(values.items(), key=lambda v: (-v[1], v[0])) for name, values in counted.items()}
    assert any(told.values())


@pytest.mark.parametrize("fields", SELECTIONS)
def test_months_are_counts_by_hand(kept: Store, data: brute.Whole, fields: dict[str, Any]) -> None:
    wanted = Selection(**fields)
    counted = Counter(row["start_day"][:7] for row in rows(data, wanted) if row["start_day"])
    told = facets.of(kept.engine, "events", wanted, DAY)["month"]
    assert told == [(month, month, n) for month, n in sorted(counted.items(), reverse=True)[: facets.SHOWN]]


@pytest.mark.parametrize("fields", [{}, *SELECTIONS[1:4]])
def test_parties_are_counts_by_hand(kept: Store, data: brute.Whole, fields: dict[str, Any]) -> None:
    wanted = Selection(**fields)
    told = facets.parties(kept.engine, wanted)
    assert told
    for actor, _, n in told:
        assert n == len(brute.events(data, wanted) & brute.events(data, Selection(party=actor)))


@pytest.mark.parametrize("words", [{"type": ("ASSAULT",)}, {"text": "Velmar"}, {"party": "Kestrel Front"}])
def test_of_very_many_events_the_newest_are_counted(
    kept: Store, data: brute.Whole, monkeypatch: pytest.MonkeyPatch, words: dict[str, Any]
) -> None:
    monkeypatch.setattr(facets, "COUNTED", {"events": 5, "incidents": 5})
    wanted = Selection(**words)
    newest = {str(row["id"]) for row in kept.ask("events", replace(wanted, limit=5))}
    told = facets.values(kept.engine, wanted)
    counted = brute.facets(data, newest, tallying.FACETS)
    assert told == {name: sorted(values.items(), key=lambda v: (-v[1], v[0])) for name, values in counted.items()}
    assert sum(n for _, n in told["type"]) == 5


@pytest.mark.parametrize(
    ("kind", "wanted", "total", "left_out"),
    [
        ("events", {}, 9, set()),
        ("events", {"type": ("AID",)}, 5, set()),
        (
            "events",
            {"type": ("AID",)},
            6,
            {"actor", "country", "factuality", "month", "quad", "source", "status", "type"},
        ),
        ("events", {"since": "2029-01-01", "until": "2029-01-31"}, 6, {"actor"}),
        ("incidents", {}, 6, {"actor", "country", "source"}),
        ("incidents", {}, 5, set()),
        ("documents", {"text": "Velmar"}, 9, set()),
    ],
)
def test_what_is_counted_over_the_newest_alone_is_said(
    monkeypatch: pytest.MonkeyPatch, kind: str, wanted: dict[str, Any], total: int, left_out: set[str]
) -> None:
    monkeypatch.setattr(facets, "COUNTED", {"events": 5, "incidents": 5})
    assert facets.partial(kind, Selection(**wanted), total) == left_out


def test_the_kept_counts_of_incidents_are_those_of_their_rows(kept: Store) -> None:
    """A first day that leaves none out has the incidents themselves counted."""
    kept_counts = facets.of(kept.engine, "incidents", Selection(), DAY)
    by_rows = facets.of(kept.engine, "incidents", Selection(min_confidence=1e-9), DAY)
    assert kept_counts == by_rows
    assert [*kept_counts] == ["status", "type", "factuality", "quad", "actor", "country", "source", "month"]
    told = kept.ask("incidents", Selection(limit=10_000))
    assert sum(n for _, _, n in kept_counts["quad"]) == len(told)
