"""Agreement: raw and beyond chance, field by field, of those who judged the same events."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from dateline import review
from dateline.records import Judgement
from dateline.review import agreeing
from dateline.store import open_store
from tests.web.making import Told, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.store import Store

AT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
SENTENCES = [f"The Heron Brigade burned the Salt Mill of ward {nth}." for nth in ("one", "two", "three", "four")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as opened:
        opened.begin("test")
        told = [Told(s, "Heron Brigade", "burned", "Salt Mill") for s in SENTENCES]
        opened.keep(report("\n\n".join(SENTENCES), *told))
        yield opened


def judge(store: Store, nth: int, verdict: str, by: str, **more: Any) -> str:
    event = store.engine.rows("SELECT id FROM events ORDER BY ev")[nth]["id"]
    return store.judge(Judgement(event=event, verdict=verdict, by=by, at=AT, **more))  # type: ignore[arg-type]


def told(store: Store, field: str) -> agreeing.Agreement:
    return next(row for row in review.agreement(store) if row.field == field)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("a", "a"), ("a", "a")], None),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        # 50 cases, 20 both yes, 15 both no: .7 the same, .5 by chance
        ([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15, 0.4),
    ],
)
def test_kappa_by_hand(pairs: list[tuple[Any, Any]], expected: float | None) -> None:
    found = agreeing.kappa(pairs)
    assert found is None if expected is None else found == pytest.approx(expected)


def test_without_two_readers_there_is_no_agreement(store: Store) -> None:
    assert review.agreement(store) == []
    judge(store, 0, "accept", "Ines")
    judge(store, 1, "accept", "Otto")
    assert review.agreement(store) == []


def test_verdicts_on_events_are_compared(store: Store) -> None:
    for nth, other in enumerate(("accept", "reject", "accept", "reject")):
        judge(store, nth, "accept" if nth < 2 else "reject", "Ines")
        judge(store, nth, other, "Otto")
    found = told(store, "event")
    assert (found.one, found.other, found.n, found.same, found.kappa) == ("Ines", "Otto", 4, 0.5, 0.0)
    assert len(found.apart) == 2


def test_fields_are_compared_where_both_hold_that_there_is_an_event(store: Store) -> None:
    for nth in range(3):
        judge(store, nth, "accept", "Ines")
        judge(store, nth, "reject" if nth == 2 else "accept", "Otto")
    judge(store, 0, "correct", "Otto", field="type", value="COERCE")
    found = told(store, "type")
    assert (found.n, found.same) == (2, 0.5)
    assert told(store, "factuality").same == 1


def test_the_same_correction_is_agreement(store: Store) -> None:
    for by in ("Ines", "Otto"):
        judge(store, 0, "correct", by, field="killed", value="3")
    assert (told(store, "killed").same, told(store, "event").same) == (1, 1)


def test_a_field_rejected_is_neither_the_coders_nor_anothers(store: Store) -> None:
    judge(store, 0, "accept", "Ines")
    judge(store, 0, "reject", "Otto", field="type")
    assert told(store, "type").same == 0


def test_what_is_taken_back_or_flagged_counts_no_more(store: Store) -> None:
    judge(store, 0, "accept", "Ines")
    made = judge(store, 0, "reject", "Otto")
    judge(store, 0, "withdraw", "Otto", value=made)
    judge(store, 0, "flag", "Otto", why="unclear")
    assert review.agreement(store) == []


def test_agreement_in_words(store: Store) -> None:
    judge(store, 0, "accept", "Ines")
    judge(store, 0, "accept", "Otto")
    assert next(agreeing.words(review.agreement(store))) == ("Ines and Otto: event 100% the same of 1, kappa undefined")


def test_an_event_that_no_coding_has_any_more_is_not_compared(store: Store) -> None:
    for by in ("Ines", "Otto"):
        judge(store, 0, "accept", by)
        judge(store, 1, "reject" if by == "Otto" else "accept", by)
    assert (told(store, "event").n, told(store, "event").same) == (2, 0.5)
    (document,) = store.coded_before("2")
    record = report("\n\n".join(SENTENCES), *[Told(s, "Heron Brigade", "burned", "Salt Mill") for s in SENTENCES])
    store.begin("2")
    store.keep_again(record.model_copy(update={"document": document, "events": record.events[:1]}))
    assert (told(store, "event").n, told(store, "event").same) == (1, 1)


def test_three_readers_are_compared_two_by_two_those_who_read_most_together_first(store: Store) -> None:
    for nth, readers in enumerate((("Ines", "Otto", "Zoë"), ("Otto", "Zoë"), ("Zoë",))):
        for by in readers:
            judge(store, nth, "accept", by)
    pairs = [(row.one, row.other, row.n) for row in review.agreement(store) if row.field == "event"]
    assert pairs == [("Otto", "Zoë", 2), ("Ines", "Otto", 1), ("Ines", "Zoë", 1)]
