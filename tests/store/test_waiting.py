"""What waits for judgement, in which order, and when it no longer does; judgements that are taken back or flagged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import JudgementError
from dateline.records import Judgement
from dateline.store import Selection, asking, facets, open_store, verdicts, waiting
from tests.web.making import Told, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.store import Store

SENTENCES = [f"The Heron Brigade burned the Salt Mill of ward {word} in Velmar." for word in ("one", "two", "three")]
AT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three events of falling confidence; the surest belongs to a contested incident."""
    with open_store(tmp_path / "s.db", create=True) as opened:
        opened.begin("test")
        text = "\n\n".join(SENTENCES)
        told = [Told(s, "Heron Brigade", "burned", "Salt Mill", place="Velmar", killed=2) for s in SENTENCES]
        opened.keep(report(text, *told))
        for event, confidence in zip(ids(opened), (0.9, 0.5, 0.3), strict=True):
            opened.engine.run("UPDATE events SET confidence = :c WHERE id = :id", {"c": confidence, "id": event})
        opened.engine.run("UPDATE events SET incident = NULL WHERE confidence < 0.9")
        opened.engine.run(
            "UPDATE incidents SET status = 'contested' WHERE inc = (SELECT incident FROM events WHERE confidence = 0.9)"
        )
        yield opened


def ids(store: Store) -> list[str]:
    return [row["id"] for row in store.engine.rows("SELECT id FROM events ORDER BY ev")]


def judge(store: Store, event: str, verdict: str, by: str = "Ines", **more: Any) -> str:
    return store.judge(Judgement(event=event, verdict=verdict, by=by, at=AT, **more))  # type: ignore[arg-type]


def following(store: Store, by: str = "Ines", **more: Any) -> str | None:
    found = waiting.following(store.engine, Selection(), by, **more)
    return str(found["id"]) if found else None


def row(store: Store, event: str) -> dict[str, Any]:
    return dict(asking.one(store.engine, "events", event) or {})


def test_the_contested_come_first_then_the_least_certain(store: Store) -> None:
    first, second, third = ids(store)
    assert following(store) == first
    assert following(store, after=first) == third
    assert following(store, after=third) == second
    assert following(store, after=second) is None


def test_an_event_that_is_gone_passes_over_nothing(store: Store) -> None:
    assert following(store, after="gone") == ids(store)[0]


@pytest.mark.parametrize(("verdict", "why"), [("accept", None), ("reject", None), ("flag", "two events in one")])
def test_what_is_judged_waits_no_longer(store: Store, verdict: str, why: str | None) -> None:
    first, _, third = ids(store)
    judge(store, first, verdict, why=why)
    assert following(store) == third
    assert waiting.count(store.engine, Selection(), "Ines") == 2


def test_a_correction_alone_leaves_an_event_in_the_queue(store: Store) -> None:
    judge(store, ids(store)[0], "correct", field="killed", value="3")
    assert waiting.count(store.engine, Selection(), "Ines") == 3


def test_a_second_reading_has_what_others_judged(store: Store) -> None:
    first, second, _ = ids(store)
    judge(store, first, "accept")
    judge(store, second, "accept", by="Otto")
    assert following(store, "Otto", second=True) == first
    assert waiting.count(store.engine, Selection(), "Otto", second=True) == 1
    judge(store, first, "reject", by="Otto")
    assert following(store, "Otto", second=True) is None


def test_a_selection_narrows_the_queue(store: Store) -> None:
    assert waiting.following(store.engine, Selection(min_confidence=0.95), "Ines") is None
    assert waiting.count(store.engine, Selection(min_confidence=0.4), "Ines") == 2


def test_a_judgement_taken_back_puts_its_event_back(store: Store) -> None:
    first = ids(store)[0]
    made = judge(store, first, "reject")
    assert row(store, first)["verdict"] == "reject"
    judge(store, first, "withdraw", value=made)
    assert row(store, first)["verdict"] is None
    assert waiting.count(store.engine, Selection(), "Ines") == 3
    assert [j["verdict"] for j in asking.judgements(store.engine)] == ["reject", "withdraw"]


def test_a_correction_taken_back_leaves_what_the_coder_said(store: Store) -> None:
    first = ids(store)[0]
    before = row(store, first)
    made = [
        judge(store, first, "correct", field="killed", value="30"),
        judge(store, first, "correct", field="place", value="Gorse"),
        judge(store, first, "correct", field="type", value="COERCE"),
    ]
    changed = row(store, first)
    assert (changed["killed"], changed["place"], changed["lat"], changed["type"]) == (30, "Gorse", None, "COERCE")
    for key in made:
        judge(store, first, "withdraw", value=key)
    after = row(store, first)
    assert {k: v for k, v in after.items() if k != "changed"} == {k: v for k, v in before.items() if k != "changed"}


def test_of_two_corrections_one_taken_back_leaves_the_other(store: Store) -> None:
    first = ids(store)[0]
    judge(store, first, "correct", field="killed", value="3")
    later = judge(store, first, "correct", field="killed", value="4")
    judge(store, first, "withdraw", value=later)
    assert row(store, first)["killed"] == 3


def test_counts_follow_a_correction_and_its_end(store: Store) -> None:
    first = ids(store)[0]
    before = facets.values(store.engine, Selection())["type"]
    made = judge(store, first, "correct", field="type", value="COERCE")
    assert dict(facets.values(store.engine, Selection())["type"]) == {"ASSAULT": 2, "COERCE": 1}
    judge(store, first, "withdraw", value=made)
    assert facets.values(store.engine, Selection())["type"] == before


def test_only_ones_own_judgement_can_be_taken_back_and_once(store: Store) -> None:
    first = ids(store)[0]
    made = judge(store, first, "reject")
    with pytest.raises(JudgementError, match="Otto has no judgement"):
        judge(store, first, "withdraw", by="Otto", value=made)
    judge(store, first, "withdraw", value=made)
    for value in (made, None, "", 7):
        with pytest.raises(JudgementError, match="could be taken back"):
            judge(store, first, "withdraw", value=value)


def test_a_flag_says_why_and_decides_nothing(store: Store) -> None:
    first = ids(store)[0]
    with pytest.raises(JudgementError, match="a flag says why"):
        judge(store, first, "flag", why=" ")
    judge(store, first, "flag", why="the sentence is cut")
    assert row(store, first)["verdict"] is None


def test_the_last_judgement_is_the_last_that_stands(store: Store) -> None:
    first, second, _ = ids(store)
    assert waiting.last(store.engine, "Ines") is None
    one = judge(store, first, "accept")
    two = judge(store, second, "reject")
    judge(store, first, "accept", by="Otto")
    found = waiting.last(store.engine, "Ines")
    assert found
    assert found["id"] == two
    judge(store, second, "withdraw", value=two)
    found = waiting.last(store.engine, "Ines")
    assert found
    assert found["id"] == one
    assert [r["id"] for r in waiting.of_person(store.engine, "Ines")] == [one]


def test_what_stands_leaves_out_what_was_taken_back(store: Store) -> None:
    first = ids(store)[0]
    one, two = judge(store, first, "accept"), judge(store, first, "reject")
    judge(store, first, "withdraw", value=one)
    assert [j["id"] for j in verdicts.standing(asking.judgements(store.engine))] == [two]


def test_the_coders_word_is_known_after_a_correction(store: Store) -> None:
    first = ids(store)[0]
    judge(store, first, "correct", field="killed", value="30")
    assert verdicts.coded(store.engine, first)["killed"] == 2
    assert verdicts.coded(store.engine, "gone") == {}
