"""A Parquet export answers as the store does that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline import reading
from dateline.errors import StoreError
from dateline.records import Record
from dateline.store import Selection, asking, exporting, open_store
from tests import sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.store import Store

WANTED: dict[str, dict[str, Any]] = {
    "everything": {},
    "a party": {"party": "kestrel"},
    "an actor": {"actor": "Kestrel Front"},
    "a type": {"type": ("ASSAULT",)},
    "words": {"text": "fuel depot"},
    "words that are a pattern": {"text": "100%_"},
    "a circle": {"near": (41.5, -7.25, 30.0)},
    "a stretch of days": {"since": "2026-05-01", "until": "2026-05-31"},
    "a status": {"status": ("candidate",)},
    "nothing": {"place": "Nowhere"},
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """A store of the sample's record, and its export."""
    home = tmp_path_factory.mktemp("stores")
    document = reading.from_text(sample.TEXT, publisher="Lakes News", published="2026-05-05")
    with open_store(home / "s.db", create=True) as store:
        store.begin("1")
        store.keep(Record(**{**dict(sample.RECORD), "document": document}))
        list(exporting.parquet(store.engine, str(home / "export")))
        with open_store(home / "export") as export:
            yield store, export


@pytest.mark.parametrize("kind", ["events", "incidents"])
@pytest.mark.parametrize("name", WANTED)
def test_a_selection_gives_the_same(both: tuple[Store, Store], kind: str, name: str) -> None:
    store, export = (
        sorted(str(sorted(row.items(), key=str)) for row in s.ask(kind, Selection(**WANTED[name]))) for s in both
    )
    assert export == store
    assert bool(store) or name in {"nothing", "words that are a pattern", "a circle", "words"}


@pytest.mark.parametrize("per", asking.PERIODS)
@pytest.mark.parametrize("by", asking.UNITS)
def test_a_panel_counts_the_same(both: tuple[Store, Store], by: str, per: str) -> None:
    store, export = (s.panel(by, per).to_pylist() for s in both)
    assert export == store


@pytest.mark.parametrize("verb", ["run", "many", "script"])
def test_nothing_can_be_written(both: tuple[Store, Store], verb: str) -> None:
    change: Any = getattr(both[1].engine, verb)
    with pytest.raises(StoreError, match="can't be changed"):
        change(*("DELETE FROM events", [])[: 2 if verb == "many" else 1])


def test_no_run_can_begin(both: tuple[Store, Store]) -> None:
    with pytest.raises(StoreError, match="can't be changed"):
        both[1].begin("2")


def test_a_folder_without_an_export_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no export"):
        open_store(tmp_path)
