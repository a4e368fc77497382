"""A database as the store sees it: a few verbs, the same for SQLite and PostgreSQL.

SQL is written once, in SQLite's dialect with named parameters (``:name``); whatever differs lies in an engine.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from dateline.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    Row = Mapping[str, Any]

PARAMETER = re.compile(r"(?<![:\w]):([a-z]\w*)")
"""A named parameter, which other databases write in another way."""
BUSY_SECONDS = 60
"""How long a writer waits for another before it gives up."""
LOG_BYTES = 64 * 2**20
"""What is left of SQLite's log after it was folded into the file; a reader that never rests lets it grow beyond."""


class Engine(Protocol):
    """What the store asks of a database."""

    dialect: str
    """``sqlite`` or ``postgres``: which of the dialects' own files are read."""
    matches: str
    """The clause that an event `e` matches the full-text query ``:text``; for few that do."""
    hits: str
    """The query that has a row for each event that matches ``:text``."""
    matches_many: str
    """`matches` for so many that it is quicker to go through events in order; those whose key is ``:first`` or more."""
    week: str
    """The Monday of an event's week, as an ISO date."""
    tables: str
    """The query for the names (`name`) of the tables that there are."""

    def rows(self, sql: str, values: Row | None = None) -> list[Row]:
        """The rows that a query gives, each a mapping from column to value."""
        ...

    def each(self, sql: str, values: Row | None = None) -> Iterator[Row]:
        """The same rows one by one, for answers that are too large to hold; within a `snapshot`."""
        ...

    def run(self, sql: str, values: Row | None = None) -> None:
        """Carry out one statement."""
        ...

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Carry out one statement for each of the rows."""
        ...

    def script(self, sql: str) -> None:
        """Carry out the statements of a migration."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; only one writer at a time is inside."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, whatever others write; nothing is written inside."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class SQLite:
    """An SQLite file in WAL mode: one writer, any number of readers that never wait for it.

    Args:
        path: the file.
        write: whether this is the writer; a reader can't change the file.
        create: whether the file may be made.

    Raises:
        StoreError: there is no such file, or it is no SQLite database.
    """

    dialect = "sqlite"
    matches = "e.ev IN (SELECT rowid FROM search WHERE search MATCH :text)"
    hits = "SELECT 1 FROM search WHERE search MATCH :text"
    # the plus keeps the planner from looking each of them up
    matches_many = "+e.ev IN (SELECT rowid FROM search WHERE search MATCH :text AND rowid >= :first)"
    week = "date(e.start_day, '-6 days', 'weekday 1')"
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"

    def __init__(self, path: Path, *, write: bool, create: bool = False) -> None:
        if not create and not path.is_file():
            message = f"{path} does not exist: make a store with `dateline add --store {path} REPORTS`"
            raise StoreError(message)
        mode = "rwc" if create else "rw" if write else "ro"
        address = f"file:{quote(str(path.absolute()))}?mode={mode}"
        try:
            self._db = sqlite3.connect(
                address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._set_up(write=write)
        except sqlite3.DatabaseError as error:
            message = f"{path} can't be opened as a store ({error}): name another file"
            raise StoreError(message) from None

    def _set_up(self, *, write: bool) -> None:
        self._db.row_factory = sqlite3.Row
        try:
            if write:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
            self._db.execute("PRAGMA cache_size = -65536")
            self._db.execute("PRAGMA mmap_size = 1073741824")
            self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError:
            self._db.close()
            raise

    def rows(self, sql: str, values: Row | None = None) -> list[Row]:
        """The rows that a query gives."""
        return list(self.each(sql, values))

    def each(self, sql: str, values: Row | None = None) -> Iterator[Row]:
        """The same rows one by one."""
        return map(dict, self._db.execute(sql, clean(values)))

    def run(self, sql: str, values: Row | None = None) -> None:
        """Carry out one statement."""
        self._db.execute(sql, clean(values))

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Carry out one statement for each of the rows."""
        self._db.executemany(sql, map(clean, rows))

    def script(self, sql: str) -> None:
        """Carry out the statements of a migration, within the transaction that is open."""
        for statement in _statements(sql):
            self._db.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing.

        Raises:
            StoreError: another process has been writing for longer than a minute, or the disk is full.
        """
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            with self._told():
                yield
                self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what to do about an error of the database."""
        try:
            yield
        except sqlite3.OperationalError as error:
            message = f"the store can't be written ({error}): see that no other program writes it and the disk has room"
            raise StoreError(message) from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file; the last writer to close folds the log into it."""
        self._db.close()


def full_text(words: str) -> str:
    """A person's search words as a query that both dialects read alike, and that is never an error: quoted phrases.

    What stands in double quotes stays together, every other word is by itself, and all of them are wanted.
    """
    parts = words.replace("\0", " ").split('"')
    found = [[part.strip()] if nth % 2 else part.split() for nth, part in enumerate(parts)]
    phrases = [phrase for group in found for phrase in group if any(c.isalnum() for c in phrase)]
    return " ".join(f'"{phrase}"' for phrase in phrases) or '""'


def clean(values: Row | None) -> Row:
    """Values as every database takes them: a zero character or half a surrogate pair in a text becomes U+FFFD."""
    if not values:
        return {}
    for value in values.values():
        if isinstance(value, str) and ("\0" in value or not value.isascii()):
            return {k: _BAD.sub("\ufffd", v) if isinstance(v, str) else v for k, v in values.items()}
    return values


_BAD = re.compile("[\0\ud800-\udfff]")


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script; those with a body of their own (triggers) stay whole."""
    lines: list[str] = []
    for line in sql.splitlines():
        lines.append(line)
        if sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []


def migrate(engine: Engine) -> None:
    """Bring a database to the newest schema, a transaction for each numbered step; others may do the same meanwhile.

    Raises:
        StoreError: the database holds something else, or comes from a newer dateline.
    """
    done = version_of(engine, write=True)
    if not done:
        engine.run("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)")
    for number, sql in migrations(engine.dialect):
        if number > done:
            with engine.transaction():
                if not engine.rows("SELECT 1 FROM migrations WHERE number = :number", {"number": number}):
                    engine.script(sql)
                    engine.run("INSERT INTO migrations (number) VALUES (:number)", {"number": number})


def migrations(dialect: str) -> Iterable[tuple[int, str]]:
    """The steps of the schema in order: those for every dialect, and the dialect's own."""
    folder = files("dateline.store") / "schema"
    names = [f.name for f in folder.iterdir() if f.name.endswith(".sql")]
    found = sorted(name for name in names if name.count(".") == 1 or f".{dialect}." in name)
    for name in found:
        yield int(name[:4]), (folder / name).read_text("utf-8")


def version_of(engine: Engine, *, write: bool) -> int:
    """The number of the last migration that a database has; 0 for an empty one, which only a writer may meet.

    Raises:
        StoreError: the database holds something else, or is too new; or too old, for a reader.
    """
    there = {row["name"] for row in engine.rows(engine.tables)}
    steps = engine.rows("SELECT * FROM migrations") if "migrations" in there else []
    own = all("number" in row for row in steps) and (bool(steps) or there == {"migrations"})  # others have such a table
    if not own and (there or not write):
        raise StoreError("this is no store of dateline: name another one, or make one with `dateline add`")
    done = max((int(row["number"]) for row in steps), default=0)
    newest = max(number for number, _ in migrations(engine.dialect))
    if done > newest:
        message = f"the store was made by a newer dateline (schema {done}, here {newest}): install the newer one"
        raise StoreError(message)
    if not write and done < newest:
        message = (
            f"the store has schema {done} and dateline {newest}: run `dateline add` on it once to bring it up to date"
        )
        raise StoreError(message)
    return done
