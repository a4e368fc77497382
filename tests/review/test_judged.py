"""Judged documents as lines to train on: as people left them, and only what people looked at."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from dateline import review
from dateline.records import Judgement
from dateline.store import open_store
from dateline.store.naming import document_id
from tests import sample
from tests.store.making import report as bombed
from tests.web.making import Told, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.store import Store

AT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The sample's two events."""
    with open_store(tmp_path / "s.db", create=True) as opened:
        opened.begin("test")
        opened.keep(sample.RECORD)
        yield opened


def judge(store: Store, event: str, verdict: str, **more: Any) -> str:
    return store.judge(Judgement(event=event, verdict=verdict, by="Ines", at=AT, **more))  # type: ignore[arg-type]


def only(store: Store, *, whole: bool = True) -> dict[str, Any]:
    (line,) = review.lines(store, whole=whole)
    return dict(json.loads(json.dumps(line)))


def test_nothing_is_told_of_what_nobody_judged(store: Store) -> None:
    assert list(review.lines(store, whole=False)) == []


def test_a_document_waits_until_all_its_events_are_judged(store: Store) -> None:
    judge(store, "e1", "accept")
    assert list(review.lines(store)) == []
    assert len(only(store, whole=False)["events"]) == 1
    judge(store, "e2", "accept")
    assert len(only(store)["events"]) == 2


def test_every_mention_is_a_slice_of_the_text(store: Store) -> None:
    judge(store, "e1", "accept")
    judge(store, "e2", "accept")
    line = only(store)
    assert line["published"] == "2026-05-04"
    mentions = [m for e in line["events"] for m in (e["trigger"], *e["actors"], *e["recipients"], *e["according_to"])]
    mentions += [e[name] for e in line["events"] for name in ("place", "time") if e[name]]
    assert len(mentions) > 5
    for mention in [*mentions, *line["quotes"]]:
        assert line["text"][slice(*mention["span"])] == mention["text"]


def test_names_stand_beside_words(store: Store) -> None:
    judge(store, "e2", "accept")
    (event,) = only(store, whole=False)["events"]
    assert [(a["text"], a["name"]) for a in event["actors"]] == [("She", "Anna Reyl")]


def test_rejected_events_are_left_out_and_their_sentences_named(store: Store) -> None:
    judge(store, "e1", "reject")
    judge(store, "e2", "accept")
    line = only(store)
    assert [event["type"] for event in line["events"]] == ["THREATEN"]
    assert [list(sample.CLAIM.sentence), list(sample.THREAT.sentence)] == line["judged"]


def test_flagged_events_are_not_judged(store: Store) -> None:
    judge(store, "e1", "flag", why="cut short")
    assert list(review.lines(store, whole=False)) == []


def test_corrections_are_in_their_places(store: Store) -> None:
    for field, value in (
        ("type", "COERCE"), ("mode", None), ("killed", "3"), ("place", "the valley"), ("start_day", "2026-05-03"),
        ("who", "Free League; Kestrel Front"), ("whom", "two guards"),
    ):  # fmt: skip
        judge(store, "e1", "correct", field=field, value=value)
    (event,) = only(store, whole=False)["events"]
    assert (event["type"], event["mode"], event["killed"], event["factuality"]) == ("COERCE", None, 3, "claimed")
    assert event["place"] == {"text": "the valley", "span": list(sample.span("the valley"))}
    assert (event["time"]["text"], event["time"]["start"], event["time"]["end"]) == (
        "Monday",
        "2026-05-03",
        "2026-05-04",
    )
    assert [(a["name"], a["span"]) for a in event["actors"]] == [
        ("Free League", list(sample.span("Free League"))),
        ("Kestrel Front", list(sample.FRONT.span)),
    ]
    assert event["recipients"] == [
        {"text": "two guards", "span": list(sample.span("two guards")), "name": "two guards"}
    ]


def test_a_correction_that_no_words_say_has_no_span(store: Store) -> None:
    judge(store, "e2", "correct", field="who", value="Somebody Else")
    judge(store, "e2", "correct", field="end_day", value="2026-05-09")
    (event,) = only(store, whole=False)["events"]
    assert event["actors"] == [{"text": "Somebody Else", "span": None, "name": "Somebody Else"}]
    assert (event["time"]["span"], event["time"]["end"]) == (None, "2026-05-09")


def test_an_emptied_field_is_empty(store: Store) -> None:
    for field in ("who", "place"):
        judge(store, "e1", "correct", field=field, value="")
    (event,) = only(store, whole=False)["events"]
    assert (event["actors"], event["place"]) == ([], None)


def test_documents_without_words_are_left_out(store: Store) -> None:
    words = "The Lark Union marched against the Tide Council."
    marched = Told(words, "Lark Union", "marched against", "Tide Council", type="PROTEST", mode=None)
    store.begin("test", text=False)
    made = report(words, marched)
    store.keep(made)
    judge(store, made.events[0].id, "accept")
    assert list(review.lines(store, whole=False)) == []


@pytest.mark.parametrize("copied", [True, False])
def test_what_a_newer_version_no_longer_says_is_told_of_its_copy_alone(store: Store, *, copied: bool) -> None:
    """The judged sentence is gone from the page; a copy that still prints it has the judgement with it."""
    made = bombed("a")
    store.keep(made)
    judge(store, made.events[0].id, "correct", field="killed", value="31")
    copy = made.document.model_copy(update={"url": "https://b.example/1", "publisher": "b.example"})
    if copied:
        store.keep_copy(copy)
    later = bombed("a", more="The editors took out what they had said of the dead, and put this line in its place.")
    store.keep(later.model_copy(update={"events": ()}))
    found = list(review.lines(store))
    assert [line["doc_id"] for line in found] == ([document_id(copy)] if copied else [])
    assert [event["killed"] for line in found for event in line["events"]] == [31] * copied
    assert all(line["text"] == made.document.text for line in found)


def test_a_judgement_is_of_the_coding_that_stands(store: Store) -> None:
    """Coded again without the event, nothing is left to train on; with it, the correction still holds."""
    judge(store, "e1", "correct", field="killed", value="5")
    judge(store, "e2", "accept")
    store.begin("2")
    store.keep_again(sample.RECORD.model_copy(update={"events": (sample.THREAT,)}))
    assert [event["type"] for event in only(store)["events"]] == ["THREATEN"]
    store.begin("3")
    changed = sample.CLAIM.model_copy(update={"killed": 9, "injured": 4})
    store.keep_again(sample.RECORD.model_copy(update={"events": (changed, sample.THREAT)}))
    claim = next(event for event in only(store)["events"] if event["type"] == "ASSAULT")
    assert (claim["killed"], claim["injured"]) == (5, 4)
