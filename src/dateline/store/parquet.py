"""A Parquet export read by DuckDB, as a third engine: nothing can be written, and large counts are fast.

The files are those of ``dateline export --parquet``; views give them the names and keys that the store's queries use.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.errors import StoreError
from dateline.store.engine import PARAMETER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from dateline.store.engine import Row

KEYS = {
    "documents": "id AS doc, original_id AS original, NULL AS coding",
    "events": "id AS ev, document AS doc, original_id AS original, incident_id AS incident",
    "mentions": "event AS ev, actor_id AS actor",
    "attributions": "id AS att, document AS doc, source_id AS source",
    "relations": "document AS doc, subject_id AS subject, object_id AS object, row_number() OVER () AS rel",
    "commitments": "id AS com, document AS doc, thread_id AS thread",
    "parties": "commitment AS com, actor_id AS actor",
    "actors": "id AS actor",
    "incidents": "id AS inc",
    "history": "row_number() OVER () AS entry",
    "judgements": "row_number() OVER () AS jud",
    "tallies": "",
    "calendar": "",
    "points": "",
    "outcomes": "",
    "involved": "actor_id AS actor",
}
"""Each table's file, and the keys that its queries know beside what the file holds."""
COLUMN = re.compile(r"^ {2}(\w+) (INTEGER|REAL|TEXT|BLOB)\b", re.MULTILINE)
"""A column and its type, as a table of the schema is written."""
READ_ONLY = "a Parquet export can't be changed: work on the store that it was made of"


class Parquet:
    """A folder of Parquet files, read.

    Args:
        folder: what ``dateline export --parquet`` wrote.

    Raises:
        StoreError: DuckDB is not installed, or the folder holds no export.
    """

    dialect = "duckdb"
    matches = (
        'len(list_filter(regexp_extract_all(:text, \'"([^"]*)"\', 1), lambda phrase: NOT contains('
        "lower(concat_ws(' ', e.evidence, e.who, e.whom, e.place)), lower(phrase)))) = 0"
    )
    matches_many = matches
    hits = f"SELECT 1 FROM events e WHERE {matches}"
    tables = "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal"
    week = "strftime(date_trunc('week', CAST(e.start_day AS DATE)), '%Y-%m-%d')"

    def __init__(self, folder: Path) -> None:
        try:
            import duckdb  # noqa: PLC0415 - optional
        except ImportError:
            raise StoreError("Parquet needs DuckDB: install it with `pip install 'dateline[analytics]'`") from None
        if not (folder / "events.parquet").is_file():
            message = f"{folder} holds no export: make one with `dateline export --parquet {folder}`"
            raise StoreError(message)
        self._db: Any = duckdb.connect(":memory:")
        for table, keys in KEYS.items():
            path = folder / f"{table}.parquet"
            if path.is_file():
                self._view(table, keys, str(path))
            else:
                self._without_rows(table, keys)

    def _view(self, table: str, keys: str, path: str) -> None:
        """A table's file under its name; a key hides the file's own column of that name.

        A column without any value is text in its file, whatever the schema says; the view knows better.
        """
        named, types = _named(keys), columns(table)
        file = "read_parquet('{}')".format(path.replace("'", "''"))
        there = [row[0] for row in self._db.execute(f"DESCRIBE SELECT * FROM {file}").fetchall()]
        own = [_typed(column, types.get(column)) for column in there if column not in named]
        self._db.execute(f"CREATE VIEW {table} AS SELECT {', '.join([*own, keys] if keys else own)} FROM {file}")

    def _without_rows(self, table: str, keys: str) -> None:
        """A table that had no rows has no file, and is there all the same; keys of the export are text."""
        kinds = {**columns(table), **dict.fromkeys(_named(keys), "TEXT")}
        empty = ", ".join(f'CAST(NULL AS {kind}) AS "{column}"' for column, kind in kinds.items())
        self._db.execute(f"CREATE VIEW {table} AS SELECT {empty} WHERE false")

    def rows(self, sql: str, values: Row | None = None) -> list[Row]:
        """The rows that a query gives.

        Raises:
            StoreError: an export doesn't hold what is asked for, as whole records.
        """
        import duckdb  # noqa: PLC0415 - optional

        bound = {name: value for name, value in (values or {}).items() if f":{name}" in sql}
        try:
            answer = self._db.execute(PARAMETER.sub(r"$\1", sql), bound)
        except duckdb.CatalogException as error:
            message = f"a Parquet export doesn't hold this ({str(error).splitlines()[0]}): ask the store that it is of"
            raise StoreError(message) from None
        columns = [column[0] for column in answer.description]
        return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]

    def each(self, sql: str, values: Row | None = None) -> Iterator[Row]:
        """The same rows one by one."""
        yield from self.rows(sql, values)

    def run(self, sql: str, values: Row | None = None) -> None:  # noqa: ARG002 - as the protocol has it
        """Refuse to change anything.

        Raises:
            StoreError: always.
        """
        raise StoreError(READ_ONLY)

    def many(self, sql: str, rows: Sequence[Row]) -> None:  # noqa: ARG002 - as the protocol has it
        """Refuse to change anything.

        Raises:
            StoreError: always.
        """
        raise StoreError(READ_ONLY)

    def script(self, sql: str) -> None:  # noqa: ARG002 - as the protocol has it
        """Refuse to change anything.

        Raises:
            StoreError: always.
        """
        raise StoreError(READ_ONLY)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Refuse to change anything.

        Raises:
            StoreError: always.
        """
        raise StoreError(READ_ONLY)
        yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment: files that nobody changes are always so."""
        yield

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()


@cache
def columns(table: str) -> dict[str, str]:
    """The columns of a table of the schema, with their types."""
    steps = [step for step in files("dateline.store").joinpath("schema").iterdir() if step.name.endswith(".sql")]
    schema = "\n".join(step.read_text("utf-8") for step in steps)
    (body,) = re.findall(rf"^CREATE TABLE {table} \([^\n]*\n(.*?)^\) STRICT", schema, re.MULTILINE | re.DOTALL)
    return dict(COLUMN.findall(body))


def _named(keys: str) -> list[str]:
    return re.findall(r"AS (\w+)", keys)


def _typed(column: str, kind: str | None) -> str:
    return f'CAST("{column}" AS DOUBLE) AS "{column}"' if kind == "REAL" else f'"{column}"'
