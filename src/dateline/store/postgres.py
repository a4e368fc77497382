"""PostgreSQL as the other engine of the store, for those who already run one."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dateline.errors import StoreError
from dateline.store.engine import PARAMETER, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.store.engine import Row

TYPES = (
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),
    (re.compile(r"(\(coalesce\([^)]*\)\)|\b(?:start_day|due_end|day))(?=,[^\n]*\);)"), r"\1 NULLS FIRST"),
    (re.compile(r"\bINTEGER\b"), "BIGINT"),
    (re.compile(r"\bREAL\b"), "DOUBLE PRECISION"),
    (re.compile(r"\bBLOB\b"), "BYTEA"),
    (re.compile(r"\) STRICT(, WITHOUT ROWID)?;"), ");"),
)
"""SQLite's words in the migrations and PostgreSQL's: types, how text is ordered, where an index has what is unknown."""
WRITER = 4_021_977_001
"""The number of the lock that the one writer holds; any, but the same for everybody."""


class Postgres:
    """A PostgreSQL database: many processes may write, one transaction at a time.

    Args:
        address: ``postgresql://user@host/database``.
        write: whether this connection may change anything.

    Raises:
        StoreError: psycopg is not installed, or the server can't be reached.
    """

    dialect = "postgres"
    matches = "e.search @@ websearch_to_tsquery('english', :text)"
    hits = f"SELECT 1 FROM events e WHERE {matches}"
    matches_many = f"{matches} AND e.ev >= :first"
    week = "to_char(date_trunc('week', e.start_day::date), 'YYYY-MM-DD')"
    tables = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()"

    def __init__(self, address: str, *, write: bool) -> None:
        try:
            import psycopg  # noqa: PLC0415 - optional
            from psycopg.rows import dict_row  # noqa: PLC0415
        except ImportError:
            raise StoreError("PostgreSQL needs psycopg: install it with `pip install 'dateline[postgres]'`") from None
        try:
            self._db: Any = psycopg.connect(address, autocommit=True, row_factory=dict_row)
        except psycopg.Error as error:
            message = f"PostgreSQL can't be reached ({str(error).strip()}): check the address and that the server runs"
            raise StoreError(message) from None
        self._db.execute("SET jit = off")
        if not write:
            self._db.execute("SET default_transaction_read_only = on")
        self._error = psycopg.OperationalError

    def rows(self, sql: str, values: Row | None = None) -> list[Row]:
        """The rows that a query gives."""
        return list(self._db.execute(_translated(sql), clean(values)).fetchall())

    def each(self, sql: str, values: Row | None = None) -> Iterator[Row]:
        """The same rows one by one, from a cursor of the server's; within a `snapshot`."""
        with self._db.cursor(name="each") as cursor:
            yield from cursor.execute(_translated(sql), clean(values))

    def run(self, sql: str, values: Row | None = None) -> None:
        """Carry out one statement."""
        self._db.execute(_translated(sql), clean(values))

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Carry out one statement for each of the rows."""
        with self._db.cursor() as cursor:
            cursor.executemany(_translated(sql), [clean(row) for row in rows])

    def script(self, sql: str) -> None:
        """Carry out the statements of a migration, its types in PostgreSQL's words."""
        for pattern, word in TYPES:
            sql = pattern.sub(word, sql)
        self._db.execute(sql)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; waits until no other writer is inside.

        Raises:
            StoreError: the connection was lost, or the server can't write.
        """
        try:
            with self._db.transaction():
                self._db.execute(f"SELECT pg_advisory_xact_lock({WRITER})")
                yield
        except self._error as error:
            message = f"the store can't be written ({str(error).strip()}): see that the server runs and has room"
            raise StoreError(message) from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment."""
        with self._db.transaction():
            self._db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def close(self) -> None:
        """Let go of the connection."""
        self._db.close()


@lru_cache(maxsize=512)
def _translated(sql: str) -> str:
    """A statement with psycopg's kind of parameters."""
    return PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))
