"""Commitments across documents: threads of those that are said again, and what later reports make of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dateline import reading
from dateline import records as r
from dateline.store import Selection, asking
from tests.store.making import table
from tests.store.test_keeping import consistent

if TYPE_CHECKING:
    from dateline.store import Store

DAY = dt.date(2031, 3, 3)
PLAIN = {"promise": "reopen the northern customs office"}


def said(nth: int, due: dt.date | None = None, *, done: bool = False) -> r.Record:
    """A report in which the council promises to reopen an office, or reopens it."""
    day = DAY + dt.timedelta(days=7 * nth)
    words = (
        "The Lake Council reopened the northern customs office on Monday."
        if done
        else ("The Lake Council promised to reopen the northern customs office.")
    )
    text = f"{words}\nReport number {nth} has some words of its own, such as number{nth} and again number{nth}."
    document = reading.from_text(text, url=f"https://paper{nth}.example/", publisher=f"paper{nth}", published=day)

    def at(part: str) -> dict[str, object]:
        start = text.index(part)
        return {"span": (start, start + len(part)), "text": part}

    council = r.Actor.model_validate({**at("The Lake Council"), "name": "Lake Council", "country": "LAK"})
    sentence = (0, len(words))
    if not done:
        what = r.Mention.model_validate(at("reopen the northern customs office"))
        promise = r.Commitment(kind="promise", by=(council,), what=what, due=r.Due(end=due), evidence=sentence)
        return r.Record(document=document, commitments=(promise,))
    event = r.Event(
        id=f"{document.sha256[:12]}done",
        type="CONCEDE",
        quad=2,
        intensity=3.0,
        sentence=sentence,
        trigger=r.Mention.model_validate(at("reopened")),
        actors=(council,),
        factuality=r.Factuality.ASSERTED,
        confidence=0.8,
    )
    return r.Record(document=document, events=(event,))


def shown(store: Store) -> list[dict[str, object]]:
    rows = store.ask("commitments", Selection(sort="oldest"))
    return sorted((dict(row) for row in rows), key=lambda row: str(row["made_day"]))


def test_a_promise_said_again_goes_on_in_one_thread(store: Store) -> None:
    for nth in range(3):
        store.keep(said(nth, dt.date(2031, 12, 1)))
    rows = shown(store)
    assert {row["thread"] for row in rows} == {rows[0]["id"]}
    statuses = [row["status"] for row in table(store, "commitments")]
    assert sorted(statuses) == ["open", "repeated", "repeated"]
    (change,) = asking.history(store.engine, str(rows[0]["id"]))
    assert (change["change"], change["other"]) == ("repeated", rows[1]["id"])
    consistent(store)


def test_a_later_day_postpones_it(store: Store) -> None:
    store.keep(said(0, dt.date(2031, 6, 1)))
    store.keep(said(1, dt.date(2031, 9, 1)))
    assert [row["status"] for row in shown(store)] == ["postponed", "open"] or [
        row["status"] for row in table(store, "commitments")
    ].count("postponed") == 1
    (first, second) = shown(store)
    assert second["thread"] == first["id"]


def test_doing_it_meets_the_whole_thread(store: Store) -> None:
    store.keep(said(0, dt.date(2031, 12, 1)))
    store.keep(said(1, dt.date(2031, 12, 1)))
    done = said(2, done=True)
    store.keep(done)
    rows = {row["made_day"]: row for row in table(store, "commitments")}
    assert [rows[str(DAY)]["status"], rows[str(DAY + dt.timedelta(days=7))]["status"]] == ["repeated", "met"]
    changes = asking.history(store.engine, rows[str(DAY + dt.timedelta(days=7))]["id"])
    assert [(row["change"], row["other"]) for row in changes] == [("met", done.events[0].id)]
    assert "Lake Council" in changes[0]["because"]
    assert store.ask("commitments", Selection(status=("met",)))
    consistent(store)


def test_another_promise_stands_alone(store: Store) -> None:
    store.keep(said(0, dt.date(2031, 12, 1)))
    other = said(1, dt.date(2031, 12, 1))
    text = other.document.text.replace("reopen the northern customs office", "pay all the wages of the police")
    length = len("pay all the wages of the police")
    what = r.Mention(span=(29, 29 + length), text=text[29 : 29 + length])
    promise = other.commitments[0].model_copy(update={"what": what})
    document = other.document.model_copy(update={"text": text, "sha256": "1" * 64})
    store.keep(other.model_copy(update={"document": document, "commitments": (promise,)}))
    rows = shown(store)
    assert [row["thread"] for row in rows] == [row["id"] for row in rows]


def test_the_same_words_twice_in_a_report_are_one(store: Store) -> None:
    record = said(0)
    store.keep(record.model_copy(update={"commitments": record.commitments * 2}))
    (row,) = shown(store)
    assert (row["who"], row["what"], row["due_end"]) == ("Lake Council", PLAIN["promise"], None)


def test_a_promise_leaves_with_its_version(store: Store) -> None:
    record = said(0)
    store.keep(record)
    later = said(0).document.model_copy(
        update={"text": "The Lake Council says that it never promised anything to anybody.", "sha256": "2" * 64}
    )
    store.keep(r.Record(document=later))
    assert shown(store) == []
    consistent(store)


def test_invented_reports_have_threads(kept: Store) -> None:
    rows = table(kept, "commitments")
    assert len({row["thread_id"] for row in rows}) < len(rows)
    assert {row["status"] for row in rows} >= {"open"}
    ids = {row["id"] for row in rows}
    assert all(row["thread_id"] in ids for row in rows)
