"""What two codings of a document say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.errors import SelectionError
from dateline.store import differing
from tests.sample import RECORD, THREAT

if TYPE_CHECKING:
    from dateline.records import Record
    from dateline.store import Store


def coded_twice(store: Store, newer: Record) -> str:
    kept = store.keep(RECORD)
    store.begin("2.0+test")
    store.keep_again(newer)
    return kept.id


def test_a_changed_event_tells_its_fields_and_reasons(store: Store) -> None:
    event = RECORD.events[0].model_copy(update={"killed": 3, "confidence": 0.5, "because": ("a closer look",)})
    name = coded_twice(store, RECORD.model_copy(update={"events": (event, THREAT)}))
    (change,) = differing.changes(store.engine)
    assert change == {
        "document": name,
        "versions": ["1.0+test", "2.0+test"],
        "layer": "events",
        "change": "changed",
        "id": "e1",
        "text": "burned",
        "fields": {"confidence": [0.81, 0.5], "killed": [2, 3]},
        "because": ["a closer look"],
    }
    assert differing.words(change) == (
        f"{name} event e1 “burned” changed confidence: 0.81 -> 0.5, killed: 2 -> 3 because a closer look"
    )


def test_what_came_and_what_went_is_told(store: Store) -> None:
    event = THREAT.model_copy(update={"id": "e9"})
    coded_twice(store, RECORD.model_copy(update={"events": (RECORD.events[0], event), "relations": ()}))
    found = {(change["layer"], change["change"], change["text"]) for change in differing.changes(store.engine)}
    assert found == {
        ("events", "went", "threatened"),
        ("events", "came", "threatened"),
        ("relations", "went", "the Front part of the Free League"),
    }


def test_other_reasons_alone_are_no_change(store: Store) -> None:
    event = RECORD.events[0].model_copy(update={"because": ("said otherwise",)})
    coded_twice(store, RECORD.model_copy(update={"events": (event, THREAT)}))
    assert list(differing.changes(store.engine)) == []


def test_every_layer_is_compared(store: Store) -> None:
    coded_twice(store, RECORD.model_copy(update=dict.fromkeys(differing.LAYERS, ())))
    found = list(differing.changes(store.engine))
    assert {change["layer"] for change in found} == set(differing.LAYERS)
    assert {change["change"] for change in found} == {"went"}
    for change in found:
        assert change["document"] in differing.words(change)


def test_documents_can_be_named(store: Store) -> None:
    name = coded_twice(store, RECORD.model_copy(update={"events": ()}))
    assert len(list(differing.changes(store.engine, [name]))) == 2
    with pytest.raises(SelectionError, match="no document nothing"):
        list(differing.changes(store.engine, [name, "nothing"]))


def test_a_document_coded_once_has_no_changes(store: Store) -> None:
    store.keep(RECORD)
    assert list(differing.changes(store.engine)) == []
