"""Many readers beside one writer; ``evaluation/readers.py`` does the same at length and measures it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import invented
import readers

from dateline.store import Selection, Store, facets, open_store
from dateline.store.naming import document_id
from tests.store.making import VERSION

if TYPE_CHECKING:
    from pathlib import Path


def test_processes_read_while_another_writes(tmp_path: Path) -> None:
    """How much slower is told by the evaluation: a test that shares its cores can't hold a time."""
    where = tmp_path / "store.db"
    readers.write(str(where), 0, 1.0)
    writer = readers._process(f"write({str(where)!r}, 1000, 3.0)")
    answers = readers.asked(where, processes=2, threads=4, seconds=2.0)
    added = int(writer.communicate()[0])
    assert writer.returncode == 0
    assert added > 0
    assert len(answers) >= 8


def test_threads_read_whole_documents_while_another_writes(store: Store, where: str | Path) -> None:
    """A reader sees a document with all of its events or not at all, on either engine."""
    records = list(invented.records(40))
    counts = {document_id(record.document): len(record.events) for record in records}
    done = threading.Event()
    wrong: list[object] = []

    def look() -> None:
        try:
            with open_store(where) as reader:
                while not done.is_set():
                    shown = [row for row in reader.ask("documents", Selection(limit=500)) if row["current"]]
                    wrong.extend(r for r in shown if not r["copied"] and r["events"] != counts[r["id"]])
                    facets.values(reader.engine, Selection())
        except BaseException as error:  # noqa: BLE001 - any failure of a thread is told
            wrong.append(error)

    running = [threading.Thread(target=look) for _ in range(6)]
    for thread in running:
        thread.start()
    try:
        for record in records:
            store.keep(record)
    finally:
        done.set()
        for thread in running:
            thread.join()
    assert not wrong


def test_writers_take_turns(where: str | Path) -> None:
    """Two writers add the same reports at once; each is in the store once."""
    records = list(invented.records(16))
    with open_store(where, create=True) as store:
        store.begin(VERSION)
    failed: list[BaseException] = []

    def add() -> None:
        try:
            with open_store(where, write=True) as store:
                store.begin(VERSION)
                for record in records:
                    store.keep(record)
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    running = [threading.Thread(target=add) for _ in range(2)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert not failed
    with open_store(where) as store:
        wanted = {document_id(record.document) for record in records}
        assert {row["id"] for row in store.ask("documents", Selection(limit=500))} == wanted
        events = store.engine.rows("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM events")[0]
        assert events["n"] == events["ids"] > 10
