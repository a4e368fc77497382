"""The few statements that every table needs, made from the rows themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.store.engine import Engine, Row

MOST = 400
"""Values in one list of a query; databases bound it."""


@lru_cache(maxsize=256)
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values}) ON CONFLICT DO NOTHING"


def insert(engine: Engine, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns; those whose key is there already are left out."""
    if rows:
        engine.many(_insertion(table, tuple(rows[0])), rows)


def next_key(engine: Engine, table: str, column: str) -> int:
    """The key of the table's next row; safe, since only one writer is inside a transaction."""
    return int(engine.rows(f"SELECT coalesce(max({column}), 0) + 1 AS n FROM {table}")[0]["n"])


def among(name: str, values: Iterable[object]) -> tuple[str, dict[str, Any]]:
    """A list for ``IN`` with its values bound: ``(":name0, :name1", {...})``; at most `MOST` of them."""
    bound = {f"{name}{nth}": value for nth, value in enumerate(list(values)[:MOST])}
    return ", ".join(f":{key}" for key in bound) or "NULL", bound


def by(rows: Iterable[Row], column: str) -> Mapping[Any, list[Row]]:
    """Rows gathered by the value of a column, in order."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found
