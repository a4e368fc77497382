"""Judgements: kept, laid over what the coder says, still there after it is coded again, and out of the summary."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import JudgementError
from dateline.records import Actor, Judgement
from dateline.store import Selection, asking, charting, facets
from tests.store.making import exported, report, table
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
    counted = facets.values(store.engine, Selection())
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


def found(store: Store, **wanted: Any) -> list[str]:
    return [row["id"] for row in store.ask("events", Selection(**wanted))]


def roles(store: Store, event: str, role: str) -> list[dict[str, Any]]:
    """The mentions of an event in a role, without what every mention has."""
    wanted = ("text", "name", "country", "via", "start_char", "end_char")
    return [{key: row[key] for key in wanted} for row in asking.mentions(store.engine, event) if row["role"] == role]


def test_an_event_is_found_by_whom_a_person_named_and_no_more_by_whom_the_coder_did(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "who", "Lake Guard; Hill Guard"))
    for name in ("Lake Guard", "Hill Guard", "lake guard"):
        for field in ("actor", "party"):
            assert found(store, **{field: name}) == [event]
            assert [
                row["id"]
                for row in store.ask("incidents", Selection(party=name) if field == "party" else Selection(actor=name))
            ] != []
        assert found(store, recipient=name) == []
    assert found(store, actor="Kestrel Front") == found(store, actor="Q901") == []
    assert found(store, recipient="army barracks") == [event]
    (guard,) = store.ask("actors", Selection(party="Lake Guard"))
    assert (guard["acts"], guard["receives"]) == (1, 0)
    consistent(store)


def test_countries_follow_whom_a_person_named(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "who", "Lake Guard"))
    (row,) = store.ask("events", Selection())
    assert (row["from_country"], row["to_country"]) == (None, "OST")
    assert found(store, actor="OST") == []
    assert facets.values(store.engine, Selection())["from_country"] == []
    assert facets.values(store.engine, Selection())["to_country"] == [("OST", 1)]
    consistent(store)


def test_somebody_whom_the_event_names_keeps_his_number_and_his_words(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "whom", "Kestrel Front"))
    assert found(store, recipient="Q901") == [event]
    (mention,) = roles(store, event, "recipient")
    assert mention == {
        "text": "The Kestrel Front",
        "name": "Kestrel Front",
        "country": "OST",
        "via": "judged",
        "start_char": 0,
        "end_char": 17,
    }


def test_words_of_the_sentence_are_the_mention_of_whom_a_person_chose_there(store: Store, event: str) -> None:
    text = report().document.text
    store.judge(judgement(event, "correct", "who", "Velmar"))
    (mention,) = roles(store, event, "actor")
    assert text[mention["start_char"] : mention["end_char"]] == mention["text"] == "Velmar"


def test_whom_no_words_name_has_an_empty_span_in_the_sentence(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "who", "Lake Guard"))
    (mention,) = roles(store, event, "actor")
    assert (mention["name"], mention["text"], mention["start_char"], mention["end_char"]) == ("Lake Guard", "", 0, 0)


def test_somebody_whom_another_report_names_is_the_same(store: Store, event: str) -> None:
    other = report("b", act="shelled", killed=3, more="Something quite else was seen on the shore of the lake.")
    crew = Actor(span=(0, 17), text="The Kestrel Front", name="Mill Crew", id="Q902", country="NRL", sectors=("REB",))
    events = (other.events[0].model_copy(update={"actors": (crew,)}),)
    store.keep(other.model_copy(update={"events": events}))
    store.judge(judgement(event, "correct", "who", "mill crew"))
    assert sorted(found(store, actor="Q902")) == sorted([event, events[0].id])
    assert next(row for row in store.ask("events", Selection()) if row["id"] == event)["from_country"] == "NRL"
    assert len(store.ask("actors", Selection(party="Q902"))) == 1


def test_nobody_acts_where_a_person_says_so(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "who", ""))
    assert roles(store, event, "actor") == []
    assert found(store, actor="Kestrel Front") == []


@pytest.mark.parametrize("field", ["who", "whom"])
def test_whom_a_person_named_goes_again_when_it_is_taken_back(store: Store, event: str, field: str) -> None:
    shown = ("events", "mentions", "actors", "tallies")
    before = {name: table(store, name) for name in shown}
    made = store.judge(judgement(event, "correct", field, "Lake Guard; Kestrel Front"))
    assert table(store, "mentions") != before["mentions"]
    store.judge(judgement(event, "withdraw", value=made))
    assert {name: table(store, name) for name in shown} == before
    assert found(store, party="Lake Guard") == []
    consistent(store)


def test_a_later_correction_lets_the_first_go(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "who", "Lake Guard"))
    last = store.judge(judgement(event, "correct", "who", "Hill Guard"))
    assert store.ask("actors", Selection(party="Lake Guard")) == []
    store.judge(judgement(event, "withdraw", value=last))
    assert found(store, actor="Lake Guard") == [event]
    assert found(store, actor="Hill Guard") == []


def test_whom_a_person_named_is_found_when_it_is_coded_again(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "who", "Lake Guard"))
    store.begin("2.0+test")
    store.keep_again(report())
    assert found(store, actor="Lake Guard") == [event]
    assert found(store, actor="Kestrel Front") == []
    consistent(store)


def test_what_breaks_in_the_middle_of_a_judgement_changes_nothing(
    store: Store, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported(store)

    def breaks(*_: object) -> None:
        raise RuntimeError("the power goes")

    monkeypatch.setattr("dateline.store.incidents.refresh", breaks)
    with pytest.raises(RuntimeError):
        store.judge(judgement(event, "correct", "who", "Lake Guard"))
    assert exported(store) == before
    assert found(store, actor="Lake Guard") == []


def test_the_dyads_of_the_network_follow(store: Store, event: str) -> None:
    store.judge(judgement(event, "correct", "whom", "Lake Guard"))
    (dyad,) = charting.dyads(store.engine, Selection(), 10)
    assert (dyad["from_name"], dyad["to_name"]) == ("Kestrel Front", "Lake Guard")


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
