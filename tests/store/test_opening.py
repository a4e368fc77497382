"""Opening: what is a store and what is not, old ones and new ones, readers beside a writer."""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from dateline.errors import StoreError
from dateline.store import Selection, Store, engine, open_store
from dateline.store.postgres import Postgres
from tests.store.making import VERSION, report
from tests.store.test_keeping import consistent

if TYPE_CHECKING:
    from pathlib import Path


def opened(where: str | Path) -> engine.Engine:
    """The bare engine of a place, without any schema."""
    if isinstance(where, str):
        return Postgres(where, write=True)
    return engine.SQLite(where, write=True, create=True)


def at_step(where: str | Path, last: int) -> None:
    """Make a database that has the schema only up to a step."""
    made = opened(where)
    made.run("CREATE TABLE migrations (number INTEGER PRIMARY KEY)")
    for number, sql in engine.migrations(made.dialect):
        if number <= last:
            with made.transaction():
                made.script(sql)
                made.run("INSERT INTO migrations (number) VALUES (:number)", {"number": number})
    made.close()


@pytest.mark.parametrize("last", [0, 1, 2, 3])
def test_an_older_store_is_brought_up_to_date(where: str | Path, last: int) -> None:
    at_step(where, last)
    with pytest.raises(StoreError, match="bring it up to date"):
        open_store(where)
    with open_store(where, write=True) as store:
        store.begin(VERSION)
        assert store.keep(report()).state == "new"
    with open_store(where) as store:
        assert len(store.ask("events", Selection(text="barracks"))) == 1


def test_counts_are_made_of_what_an_older_store_holds(where: str | Path) -> None:
    with open_store(where, create=True) as store:
        store.begin(VERSION)
        store.keep(report())
        for table in ("calendar", "points", "involved", "outcomes"):
            store.engine.run(f"DROP TABLE {table}")
        store.engine.run("DELETE FROM migrations WHERE number = 4")
    with open_store(where, write=True) as store:
        assert store.engine.rows("SELECT count(*) AS n FROM calendar")[0]["n"] > 0
        consistent(store)


def test_a_newer_store_is_refused(where: str | Path) -> None:
    with open_store(where, create=True) as store:
        store.engine.run("INSERT INTO migrations (number) VALUES (9999)")
    for write in (False, True):
        with pytest.raises(StoreError, match=r"newer dateline \(schema 9999"):
            open_store(where, write=write)


def test_opening_twice_changes_nothing(where: str | Path) -> None:
    with open_store(where, create=True) as store:
        store.begin(VERSION)
        store.keep(report())
        with open_store(where, create=True) as other:  # a second writer may be open, and waits when it writes
            assert other.keep(report("b", act="shelled", killed=2)).state
        assert len(store.ask("documents", Selection())) == 2


def test_the_database_of_something_else_is_left_alone(where: str | Path) -> None:
    made = opened(where)
    made.run("CREATE TABLE recipes (name TEXT)")
    made.close()
    for write in (False, True):
        with pytest.raises(StoreError, match="no store of dateline"):
            open_store(where, write=write)
    made = opened(where)
    assert [row["name"] for row in made.rows(made.tables)] == ["recipes"]
    made.close()


@pytest.mark.parametrize("row", ["", "INSERT INTO migrations (id, name) VALUES (1, 'first')"])
def test_the_migrations_of_something_else_are_left_alone(where: str | Path, row: str) -> None:
    """Many programs keep a table of that name."""
    made = opened(where)
    made.run("CREATE TABLE migrations (id INTEGER, name TEXT)")
    made.run("CREATE TABLE recipes (name TEXT)")
    if row:
        made.run(row)
    for write in (False, True):
        with pytest.raises(StoreError, match="no store of dateline"):
            open_store(where, write=write)
    assert {found["name"] for found in made.rows(made.tables)} == {"migrations", "recipes"}
    assert len(made.rows("SELECT * FROM migrations")) == bool(row)
    made.close()


def test_a_newer_store_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_store(path, create=True) as store:
        store.engine.run("INSERT INTO migrations (number) VALUES (9999)")
    before = path.read_bytes()
    for options in ({"write": True}, {"create": True}, {}):
        with pytest.raises(StoreError, match="install the newer one"):
            open_store(path, **options)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.25, 0.5, 0.9])
def test_a_store_that_was_cut_off_is_told(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "s.db"
    with open_store(path, create=True) as store:
        store.begin(VERSION)
        store.keep(report())
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept) // 4096 * 4096])
    for write in (False, True):
        with pytest.raises(StoreError, match=r"s\.db can't be opened as a store \(.*malformed"):
            open_store(path, write=write)


def test_a_reader_of_an_older_store_does_not_change_it(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    at_step(path, 2)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"schema 2 and dateline \d+: run `dateline add` on it once"):
        open_store(path)
    assert path.read_bytes() == before


def test_two_writers_bring_an_older_store_up_to_date_together(
    where: str | Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is made once: who looked before the other began finds it done."""
    at_step(where, 1)
    late = opened(where)
    with open_store(where, write=True):
        monkeypatch.setattr(engine, "version_of", lambda *_, **__: 1)
        engine.migrate(late)
    numbers = [row["number"] for row in late.rows("SELECT number FROM migrations ORDER BY number")]
    assert numbers == [number for number, _ in engine.migrations("sqlite")]
    late.close()


def test_a_reader_of_an_empty_database_is_told(where: str | Path) -> None:
    opened(where).close()
    with pytest.raises(StoreError, match="no store of dateline"):
        open_store(where)


def test_a_reader_cannot_write(where: str | Path) -> None:
    with open_store(where, create=True):
        pass
    with open_store(where) as store, pytest.raises(Exception, match=r"read-?only|readonly"):
        store.begin(VERSION)


def test_a_reader_sees_what_was_written_since(store: Store, where: str | Path) -> None:
    with open_store(where) as reader:
        assert reader.ask("events", Selection()) == []
        store.keep(report())
        assert len(reader.ask("events", Selection())) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for write in (False, True):
        with pytest.raises(StoreError, match="does not exist: make a store with"):
            open_store(tmp_path / "none.db", write=write)
    with pytest.raises(StoreError, match="make the directory first"):
        open_store(tmp_path / "no" / "folder.db", create=True)
    with pytest.raises(StoreError, match="is a directory"):
        open_store(tmp_path, create=True)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("This was never a database. " * 400)
    for write in (False, True):
        with pytest.raises(StoreError, match="can't be opened as a store"):
            open_store(path, write=write)
    assert path.read_text().startswith("This was never")


def test_an_address_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "what? #1 & 100%.db"
    with open_store(path, create=True) as store:
        assert store.ask("events", Selection()) == []
    assert path.is_file()


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    with open_store(tmp_path / "a.db", create=True) as store:
        store.begin(VERSION)
        other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="no other program writes it"):
            store.keep(report())
        other.execute("ROLLBACK")
        other.close()
        assert store.keep(report()).state == "new"


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(StoreError, match="can't be reached"):
        open_store("postgresql:///none?host=/nowhere&connect_timeout=1")


def test_without_psycopg_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match="pip install"):
        open_store("postgres://host/name")


def test_steps_are_numbered_without_gaps() -> None:
    for dialect in ("sqlite", "postgres"):
        numbers = [number for number, _ in engine.migrations(dialect)]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("fuel depot", '"fuel" "depot"'),
        ('"fuel depot" fire', '"fuel depot" "fire"'),
        ('open "quote', '"open" "quote"'),
        ("a-b* OR NEAR(c)", '"a-b*" "OR" "NEAR(c)"'),
        ("!!", '""'),
        ("", '""'),
        ("a\0b", '"a" "b"'),
    ],
)
def test_search_words_become_quoted_phrases(words: str, query: str) -> None:
    assert engine.full_text(words) == query


def test_values_are_cleaned_only_where_they_must_be() -> None:
    row = {"a": "plain", "b": 3, "d": None}
    assert engine.clean(row) is row
    assert engine.clean({"a": "naïve"}) == {"a": "naïve"}
    assert engine.clean({"a": "x\0y", "b": "\ud800z", "c": b"\0"}) == {"a": "x\ufffdy", "b": "\ufffdz", "c": b"\0"}
    assert engine.clean(None) == {}
