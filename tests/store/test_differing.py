"""Two codings of a document, told apart record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import reading
from dateline.records import Record
from dateline.store import differing, open_store
from tests import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.store import Store


def record(**changed: object) -> Record:
    """The sample's record with an event changed, under an id of its own document."""
    event = sample.CLAIM.model_copy(update=changed)
    return Record(document=reading.from_text(sample.TEXT), events=(event,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as opened:
        opened.begin("1")
        opened.keep(record())
        yield opened


def again(store: Store, new: Record) -> list[dict[str, object]]:
    """What changes when another version says `new`."""
    store.begin("2")
    store.keep_again(new)
    return list(differing.changes(store.engine))


def test_nothing_changed_is_nothing_told(store: Store) -> None:
    assert again(store, record()) == []


def test_a_changed_field_is_told_with_both_values_and_the_reason(store: Store) -> None:
    (change,) = again(store, record(mode=None, because=("rule x",)))
    assert (change["change"], change["fields"]) == ("changed", {"mode": ["destroy", None]})
    assert (change["versions"], change["because"]) == (["1", "2"], ["rule x"])
    assert "mode: destroy -> nothing because rule x" in differing.words(change)


def test_other_reasons_alone_are_no_change(store: Store) -> None:
    assert again(store, record(because=("another rule",))) == []


def test_an_event_that_went_and_one_that_came(store: Store) -> None:
    told = {change["id"]: change["change"] for change in again(store, record(id="e9"))}
    assert told == {"e1": "went", "e9": "came"}


def test_only_documents_asked_for(store: Store) -> None:
    again(store, record(mode=None))
    (row,) = store.engine.rows("SELECT id FROM documents")
    assert len(list(differing.changes(store.engine, [row["id"]]))) == 1
