"""Judgements: kept, laid over what the coder says, still there after it is coded again, and out of the summary."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import JudgementError
from dateline.records import Judgement
from dateline.store import Selection, asking
from tests.store.making import report, table
from tests.store.test_keeping import consistent

if TYPE_CHECKING:
    from dateline.store import Store

AT = dt.datetime(2031, 6, 1, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
CORRECTIONS: tuple[tuple[str, Any, dict[str, Any]], ...] = (
    ("type", "ACCUSE", {"type": "ACCUSE", "quad": 3}),
    ("mode", "aerial", {"mode": "aerial"}),
    ("factuality", "alleged", {"factuality": "alleged"}),
    ("start_day", "2031-05-02", {"start_day": "2031-05-02"}),
    ("end_day", "2031-05-09", {"end_day": "2031-05-09"}),
    ("place", "Tarnow", {"place": "Tarnow", "lat": None, "lon": None, "place_id": None, "country": None}),
    ("country", "NRL", {"country": "NRL", "place": "Velmar"}),
    ("who", "Lake Guard; Hill Guard", {"who": "Lake Guard; Hill Guard"}),
    ("whom", "", {"whom": ""}),
    ("killed", 31, {"killed": 31}),
    ("injured", "7", {"injured": 7}),
    ("killed", None, {"killed": None}),
)


def judgement(
    event: str, verdict: Any = "accept", field: str | None = None, value: Any = None, **more: Any
) -> Judgement:
    return Judgement(event=event, verdict=verdict, field=field, value=value, **{"by": "Mira", "at": AT, **more})


@pytest.fixture
def event(store: Store) -> str:
    """The id of the one event in the store."""
    record = report()
    store.keep(record)
    return record.events[0].id


def test_a_judgement_is_kept_as_it_was_given(store: Store, event: str) -> None:
    name = store.judge(judgement(event, "reject", why="the photograph is older"))
    (row,) = asking.judgements(store.engine, event)
    assert row == {
        "id": name,
        "event": event,
        "field": None,
        "verdict": "reject",
        "value": None,
        "made_by": "Mira",
        "made_at": "2031-06-01T10:30:00Z",
        "why": "the photograph is older",
    }
    assert asking.judgements(store.engine) == [row]


@pytest.mark.parametrize(("field", "value", "shown"), CORRECTIONS)
def test_each_field_can_be_corrected(store: Store, event: str, field: str, value: Any, shown: dict[str, Any]) -> None:
    store.judge(judgement(event, "correct", field, value))
    (row,) = store.ask("events", Selection())
    assert {name: row[name] for name in shown} == shown
    assert row["verdict"] == "correct"
    consistent(store)
    counted = asking.facets(store.engine, Selection())
    assert counted["type"] == [(row["type"], 1)]
    assert counted["country"] == ([(row["country"], 1)] if row["country"] else [])


@pytest.mark.parametrize(("field", "value", "shown"), CORRECTIONS)
def test_a_correction_outlives_coding_again(
    store: Store, event: str, field: str, value: Any, shown: dict[str, Any]
) -> None:
    store.judge(judgement(event, "correct", field, value))
    store.begin("2.0+test")
    store.keep_again(report())
    (row,) = store.ask("events", Selection())
    assert {name: row[name] for name in shown} == shown
    assert row["verdict"] == "correct"
    consistent(store)


def test_the_incident_follows_a_correction(store: Store, event: str) -> None:
    for field, value in (("killed", 31), ("place", "Tarnow"), ("who", "Lake Guard"), ("start_day", "2031-05-02")):
        store.judge(judgement(event, "correct", field, value))
    (row,) = store.ask("incidents", Selection())
    assert (row["killed_min"], row["killed_max"], row["place"], row["who"]) == (31, 31, "Tarnow", "Lake Guard")
    assert (row["start_day"], row["status"], row["lat"]) == ("2031-05-02", "reviewed", None)


def test_the_last_correction_wins(store: Store, event: str) -> None:
    for value in (3, 5, 4):
        store.judge(judgement(event, "correct", "killed", value))
    assert store.ask("events", Selection())[0]["killed"] == 4
    assert len(asking.judgements(store.engine, event)) == 3


def test_words_that_were_corrected_are_found(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "who", "Lake Guard"))
    assert len(store.ask("events", Selection(text="Lake Guard"))) == 1


def test_a_corrected_day_moves_the_event_of_its_actor(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "start_day", "2031-04-01"))
    wanted = Selection(actor="Kestrel Front", since=dt.date(2031, 4, 1), until=dt.date(2031, 4, 1))
    assert [row["id"] for row in store.ask("events", wanted)] == [event]


def test_an_accepted_event_makes_its_incident_reviewed(store: Store, event: str) -> None:
    store.judge(judgement(event))
    (row,) = store.ask("incidents", Selection())
    assert row["status"] == "reviewed"
    (change,) = [row for row in asking.history(store.engine, row["id"]) if row["change"] == "status"]
    assert change["because"] == "candidate to reviewed"


def test_a_rejected_event_leaves_the_summary(store: Store) -> None:
    for name, killed in (("a", 12), ("b", 14)):
        store.keep(report(name, killed=killed, more=f"The {name} paper counts what it can see, and no more than that."))
    (row,) = store.ask("incidents", Selection())
    assert (row["reports"], row["killed_max"], row["documents"]) == (2, 14, 2)
    wrong = next(row for row in store.ask("events", Selection()) if row["killed"] == 14)
    store.judge(judgement(wrong["id"], "reject"))
    (row,) = store.ask("incidents", Selection())
    assert (row["reports"], row["killed_max"], row["documents"]) == (1, 12, 1)
    store.judge(judgement(wrong["id"], "accept"))
    assert store.ask("incidents", Selection())[0]["reports"] == 2


def test_an_incident_whose_only_event_is_rejected_is_withdrawn_until_it_is_accepted(store: Store, event: str) -> None:
    store.judge(judgement(event, "reject"))
    assert store.ask("incidents", Selection()) == []
    assert store.ask("events", Selection())[0]["verdict"] == "reject"
    store.judge(judgement(event, "accept"))
    assert store.ask("incidents", Selection())[0]["status"] == "reviewed"


def test_a_rejected_event_stays_rejected_when_coded_again(store: Store, event: str) -> None:
    store.judge(judgement(event, "reject"))
    store.begin("2.0+test")
    store.keep_again(report())
    assert store.ask("events", Selection())[0]["verdict"] == "reject"
    assert store.ask("incidents", Selection()) == []
    consistent(store)


def test_a_judgement_of_one_field_says_nothing_of_the_event(store: Store, event: str) -> None:
    store.judge(judgement(event, "accept", "killed"))
    assert store.ask("events", Selection())[0]["verdict"] is None


def test_a_judgement_waits_for_an_event_that_comes_back(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "killed", 99))
    record = report()
    store.begin("2.0+test")
    store.keep_again(record.model_copy(update={"events": ()}))
    assert store.ask("events", Selection()) == []
    store.begin("3.0+test")
    store.keep_again(record)
    assert store.ask("events", Selection())[0]["killed"] == 99


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"event": "nothing"}, "no event nothing"),
        ({"field": "colour"}, "'colour' can't be judged"),
        ({"verdict": "correct"}, "which field"),
        ({"verdict": "correct", "field": "type", "value": "WAR"}, "'WAR' is no type"),
        ({"verdict": "correct", "field": "type"}, "reject the event instead"),
        ({"verdict": "correct", "field": "factuality", "value": "sure"}, "no factuality"),
        ({"verdict": "correct", "field": "mode", "value": "by magic"}, "no mode"),
        ({"verdict": "correct", "field": "start_day", "value": "Tuesday"}, "YYYY-MM-DD"),
        ({"verdict": "correct", "field": "killed", "value": -3}, "no number of people"),
        ({"verdict": "correct", "field": "killed", "value": True}, "no number of people"),
        ({"verdict": "correct", "field": "killed", "value": "1" * 12}, "no number of people"),
        ({"verdict": "correct", "field": "country", "value": "Ostland"}, "three letters"),
        ({"verdict": "correct", "field": "who", "value": "x" * 501}, "at most 500"),
        ({"by": "  "}, "by has 2 characters"),
        ({"why": "x" * 501}, "why has 501"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_changes_nothing(
    store: Store, event: str, fields: dict[str, Any], words: str
) -> None:
    before = table(store, "events")
    with pytest.raises(JudgementError, match=words):
        store.judge(judgement(**{"event": event, **fields}))
    assert table(store, "events") == before
    assert asking.judgements(store.engine) == []
