"""The export: everything, in an order and with names that do not depend on the engine or on what was done before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import invented
import pytest

from dateline.errors import StoreError
from dateline.store import Selection, Store, exporting, open_store
from tests.sample import RECORD
from tests.store.making import KEPT, VERSION, exported, report

if TYPE_CHECKING:
    from pathlib import Path


def filled(where: str | Path, count: int, *, steps: int = 1) -> list[str]:
    """The export of a store with so many invented reports, opened anew between the steps."""
    records = list(invented.records(count))
    for step in range(steps):
        with open_store(where, create=True) as store:
            store.begin(VERSION)
            for record in records[step * count // steps : (step + 1) * count // steps]:
                store.keep(record)
    with open_store(where) as store:
        return exported(store)


def test_the_same_reports_give_the_same_bytes(where: str | Path, tmp_path: Path) -> None:
    """On either engine, at once or in pieces."""
    assert filled(where, 30, steps=3) == filled(tmp_path / "other.db", 30)


def test_every_table_is_in_it(kept: Store) -> None:
    found = {row["table"] for row in kept.export()}
    assert found == exporting.TABLES.keys() - {"judgements"}


def test_keys_of_the_store_stay_inside(kept: Store) -> None:
    own = {"doc", "ev", "inc", "actor", "com", "att", "rel", "coding", "entry", "sketch", "original"}
    for row in kept.export():
        assert not own & row.keys(), row["table"]
        json.dumps(row)


def test_texts_and_records_come_whole(kept: Store) -> None:
    record = invented.record(3)
    rows = list(kept.export())
    document = next(row for row in rows if row["table"] == "documents" and row["url"] == record.document.url)
    assert document["text"] == record.document.text
    coding = next(row for row in rows if row["table"] == "codings" and row["document"] == document["id"])
    assert coding["record"] == record.model_dump(mode="json")


def test_an_export_is_of_one_moment(store: Store, where: str | Path) -> None:
    store.keep(report("a"))
    with open_store(where) as reader:
        rows = reader.export()
        first = next(rows)
        store.keep(report("b", act="shelled", killed=3))
        left = [first, *rows]
        assert len([row for row in left if row["table"] == "documents"]) == 1
        assert len([row for row in left if row["table"] == "events"]) == 1
        assert len([row for row in reader.export() if row["table"] == "documents"]) == 2


def test_an_export_that_is_broken_off_lets_go(store: Store) -> None:
    store.keep(report("a"))
    rows = store.export()
    next(rows)
    rows.close()  # type: ignore[attr-defined]  # a generator
    assert store.keep(report("b", act="shelled", killed=3)).state


def test_a_store_that_is_being_exported_does_not_write(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db", create=True) as store:
        store.begin(VERSION)
        store.keep(report("a"))
        rows = store.export()
        next(rows)
        with pytest.raises(StoreError, match="can't be written"):
            store.keep(report("b", act="shelled", killed=3))
        rows.close()  # type: ignore[attr-defined]


def test_parquet_files_hold_the_tables(kept: Store, tmp_path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    told = dict(exporting.parquet(kept.engine, str(tmp_path / "out")))
    assert {path.rsplit("/", 1)[1] for path in told} >= {"documents.parquet", "events.parquet", "mentions.parquet"}
    for path, count in told.items():
        assert pq.read_table(path).num_rows == count
    documents = pq.read_table(tmp_path / "out" / "documents.parquet")
    assert documents.num_rows == KEPT
    assert "summary" in pq.read_table(tmp_path / "out" / "incidents.parquet").column_names


def test_an_export_into_an_older_one_leaves_nothing_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for name, record in (("a", RECORD), ("b", RECORD.model_copy(update={"commitments": (), "relations": ()}))):
        with open_store(tmp_path / f"{name}.db", create=True) as store:
            store.begin(VERSION)
            store.keep(record)
            list(exporting.parquet(store.engine, str(folder)))
    left = {path.stem for path in folder.iterdir()}
    assert left == exporting.TABLES.keys() - {"codings", "commitments", "relations", "parties", "judgements"}
    with open_store(folder) as export:
        assert export.ask("commitments", Selection()) == []


def test_parquet_files_are_of_one_moment(store: Store, where: str | Path, tmp_path: Path) -> None:
    store.keep(report("a"))
    with open_store(where) as reader:
        files = exporting.parquet(reader.engine, str(tmp_path / "out"))
        first = next(files)
        store.keep(report("b", act="shelled", killed=3))
        told = {path.rsplit("/", 1)[1]: count for path, count in (first, *files)}
    assert (told["documents.parquet"], told["events.parquet"], told["incidents.parquet"]) == (1, 1, 1)
