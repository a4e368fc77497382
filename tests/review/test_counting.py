"""Who judged how much: what stands, by person."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from dateline import review
from dateline.records import Judgement
from dateline.store import open_store
from tests import sample

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.store import Store

AT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def judge(store: Store, event: str, verdict: str, by: str, **more: Any) -> str:
    return store.judge(Judgement(**{"event": event, "verdict": verdict, "by": by, "at": AT, **more}))


def test_who_judged_the_most_events_stands_first(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db", create=True) as store:
        store.begin("test")
        store.keep(sample.RECORD)
        assert review.reviewers(store) == []
        judge(store, "e1", "accept", "Otto")
        judge(store, "e1", "correct", "Otto", field="killed", value=2, at=AT + dt.timedelta(days=1))
        judge(store, "e1", "flag", "Ines", why="unclear")
        judge(store, "e2", "reject", "Ines")
        ines, otto = review.reviewers(store)
        assert (ines.name, ines.events, ines.reject, ines.flag, ines.accept) == ("Ines", 2, 1, 1, 0)
        assert (otto.name, otto.events, otto.accept, otto.correct) == ("Otto", 1, 1, 1)
        assert otto.last == "2026-05-02T12:00:00Z"


def test_what_was_taken_back_counts_no_more(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db", create=True) as store:
        store.begin("test")
        store.keep(sample.RECORD)
        made = judge(store, "e1", "accept", "Otto")
        judge(store, "e1", "withdraw", "Otto", value=made)
        assert review.reviewers(store) == []
