"""Copies among versions: whose text counts as one source, and whose events still belong to an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import reading
from dateline import records as r
from dateline.store import Selection, asking, copies
from tests.sample import RECORD
from tests.store.making import report, table
from tests.store.test_keeping import consistent, moved

if TYPE_CHECKING:
    from dateline.store import Store

WORD = "The editors corrected one small word in the evening, and nothing else at all was changed."
MORE = "One more line that the other paper does not have at all, about the price of barley."
GONE = "The editors took their report down in the evening, since nothing in it could be confirmed by anybody at all."


def silent(name: str, words: str) -> r.Record:
    """A page of words without any event."""
    document = reading.from_text(words, url=f"https://{name}.example/1", publisher=f"{name}.example", published=None)
    return r.Record(document=document)


def homeless(store: Store) -> list[str]:
    """The documents with an event that is part of no incident."""
    return [row["document"] for row in store.ask("events", Selection()) if row["incident"] is None]


def originals(store: Store) -> dict[str, str]:
    """The first document of the group of each current one, by publisher."""
    return {row["publisher"]: row["original"] for row in store.ask("documents", Selection()) if row["current"]}


def test_who_prints_the_words_of_an_older_version_tells_the_same_incident(store: Store) -> None:
    first = report("a")
    store.keep(first)
    store.keep(report("a", more=WORD))
    assert store.keep(moved(first, "b")).state == "copy"
    assert homeless(store) == []
    (incident,) = store.ask("incidents", Selection())
    assert (incident["reports"], incident["sources"], incident["independent"]) == (2, 2, 1)
    consistent(store)


def test_what_one_paper_took_back_another_still_tells(store: Store) -> None:
    first = report("a")
    store.keep(first)
    store.keep(silent("a", GONE))
    assert store.ask("incidents", Selection()) == []
    assert store.keep(moved(first, "b")).state == "new"
    (incident,) = store.ask("incidents", Selection())
    assert (incident["reports"], incident["sources"], incident["independent"]) == (1, 1, 1)
    assert homeless(store) == []


def test_a_near_copy_finds_the_heir_of_the_events(store: Store) -> None:
    first = report("a")
    kept = store.keep(first)
    store.keep_copy(moved(first, "b").document)
    store.keep(silent("a", GONE))
    store.keep(report("c", more=MORE))
    assert homeless(store) == []
    (incident,) = store.ask("incidents", Selection())
    assert (incident["reports"], incident["documents"], incident["independent"]) == (2, 2, 1)
    assert set(originals(store).values()) == {kept.id}
    consistent(store)


def test_a_new_version_that_is_anothers_text_counts_as_that_source(store: Store) -> None:
    other = store.keep(report("c"))
    store.keep(silent("a", "Something happened near the lake, and this paper will tell more when it knows more of it."))
    assert store.keep(report("a", more=MORE)).state == "version"
    assert originals(store) == {"c.example": other.id, "a.example": other.id}
    (cell,) = store.panel(by="country", per="day").to_pylist()
    assert (cell["events"], cell["incidents"], cell["sources"]) == (2, 1, 1)
    told = {row["publisher"]: row["copied"] for row in store.ask("documents", Selection()) if row["current"]}
    assert other.id in (told["a.example"] or "")
    assert told["c.example"] is None


def test_a_new_version_whose_very_words_another_has_is_its_copy(store: Store) -> None:
    """The events of its own older version leave, and no event is in the store twice."""
    other = report("c")
    kept = store.keep(other)
    own = moved(RECORD, "a")
    store.keep(own)
    copied = store.keep(moved(other, "a"))
    assert (copied.state, copied.events) == ("copy", 0)
    assert originals(store) == {"c.example": kept.id, "a.example": kept.id}
    assert [row["id"] for row in store.ask("events", Selection())] == [other.events[0].id]
    (incident,) = store.ask("incidents", Selection())
    assert (incident["documents"], incident["sources"], incident["independent"]) == (2, 2, 1)
    gone = [row for row in table(store, "incidents") if row["status"] == "withdrawn"]
    assert [row["reports"] for row in gone] == [0] * len(RECORD.events)
    assert store.ask("commitments", Selection()) == []
    consistent(store)


def test_a_later_version_stays_in_its_group(store: Store) -> None:
    first = store.keep(report("a"))
    for nth, words in enumerate((WORD, f"{WORD} {MORE}")):
        assert store.keep(report("a", more=words)).state == "version", nth
    assert originals(store) == {"a.example": first.id}
    assert [row["copied"] for row in table(store, "documents")] == [None] * 3
    assert [row["id"] for row in asking.copies(store.engine, first.id)]
    consistent(store)


@pytest.mark.parametrize("publishers", [("Wire", "Wire"), ("Wire", None), (None, None)])
def test_sources_are_publishers_and_unknown_ones_count_by_their_text(
    store: Store, publishers: tuple[str | None, str | None]
) -> None:
    """Two papers of one publisher are one source; nobody's copy is told apart from a named one."""
    first = report("a")
    for name, publisher in zip("ab", publishers, strict=True):
        copy = moved(first, name)
        document = copy.document.model_copy(update={"publisher": publisher})
        store.keep(copy.model_copy(update={"document": document}))
    (incident,) = store.ask("incidents", Selection())
    assert (incident["documents"], incident["independent"]) == (2, 1)
    assert incident["sources"] == len(set(publishers))


def test_only_what_stands_is_copied(store: Store) -> None:
    first = report("a")
    store.keep(first)
    made = copies.sketch(first.document.text)
    assert copies.find(store.engine, made) is not None
    store.keep(silent("a", GONE))
    assert copies.find(store.engine, made) is None


def test_a_copy_that_is_rewritten_leaves_its_twin_as_it_was(store: Store) -> None:
    first = report("a")
    kept = store.keep(first)
    copy = moved(first, "b")
    store.keep_copy(copy.document)
    rewritten = silent("b", GONE)
    document = rewritten.document.model_copy(update={"url": copy.document.url})
    assert store.keep(rewritten.model_copy(update={"document": document})).state == "version"
    assert store.record(kept.id) == first.model_dump(mode="json")
    assert store.keep(moved(first, "d")).state == "copy"
    (incident,) = store.ask("incidents", Selection())
    assert (incident["reports"], incident["documents"], incident["sources"]) == (1, 2, 2)
    assert first.document in list(store.coded_before("2.0+test"))
    consistent(store)
