"""A Parquet export answers as the store does that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline import reading
from dateline.errors import StoreError
from dateline.records import Record
from dateline.store import Selection, asking, exporting, open_store, parquet
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


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Store]:
    """An export of one event without place, in a store without commitments and judgements."""
    with open_store(tmp_path / "s.db", create=True) as store:
        store.begin("1")
        store.keep(sample.RECORD.model_copy(update={"events": (sample.THREAT,), "commitments": ()}))
        list(exporting.parquet(store.engine, str(tmp_path / "export [1]*?'")))
    with open_store(tmp_path / "export [1]*?'") as export:
        yield export


@pytest.mark.parametrize("kind", ["events", "incidents", "commitments", "actors", "documents"])
def test_a_table_that_had_no_rows_has_none(bare: Store, kind: str) -> None:
    wanted = Selection(party="Kestrel Front", sort="oldest")
    assert len(bare.ask(kind, wanted)) == (0 if kind == "commitments" else 1)
    assert asking.judgements(bare.engine) == []


@pytest.mark.parametrize("km", [20.0, 20_038.0])
@pytest.mark.parametrize("kind", ["events", "incidents"])
def test_a_column_without_values_is_a_number_still(bare: Store, kind: str, km: float) -> None:
    """Else a circle on the map would be compared with words."""
    assert bare.ask(kind, Selection(near=(41.5, -7.25, km))) == []
    (row,) = bare.ask(kind, Selection())
    assert (row["lat"], row["lon"], row["place"]) == (None, None, None)


def test_what_an_export_does_not_hold_is_one_clear_error(both: tuple[Store, Store]) -> None:
    store, export = both
    (document,) = store.ask("documents", Selection())
    assert store.record(document["id"]) is not None
    with pytest.raises(StoreError, match=r"doesn't hold this \(.*codings.*\): ask the store that it is of"):
        export.record(document["id"])


@pytest.mark.parametrize("table", parquet.KEYS)
def test_every_table_has_the_columns_of_the_schema(both: tuple[Store, Store], table: str) -> None:
    (row,) = both[0].engine.rows(f"SELECT count(*) AS n FROM pragma_table_info('{table}')")  # noqa: S608 - ours
    assert len(parquet.columns(table)) == row["n"]
