"""The few statements that every table needs, made from the rows themselves."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.store.engine import Engine, Row

AT_ONCE = 100
"""Keys that one statement looks up; SQLite takes at most 500 parts."""

FILED = {"doc": "sketch_keys", "ev": "link_keys", "com": "pledge_keys"}
"""The tables of keys, by the column that tells what is filed under a key."""


@lru_cache(maxsize=256)
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"


def insert(engine: Engine, table: str, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        engine.many(_insertion(table, tuple(rows[0])), rows)


def next_key(engine: Engine, table: str, column: str) -> int:
    """The key of the table's next row; safe, since only one writer is inside a transaction."""
    return int(engine.rows(f"SELECT coalesce(max({column}), 0) + 1 AS n FROM {table}")[0]["n"])


def among(name: str, values: Iterable[object]) -> tuple[str, dict[str, Any]]:
    """A list for ``IN`` with its values bound: ``(":name0, :name1", {...})``; callers bound how many there are."""
    bound = {f"{name}{nth}": value for nth, value in enumerate(values)}
    return ", ".join(f":{key}" for key in bound) or "NULL", bound


def sharing(engine: Engine, column: str, keys: Sequence[int], crowd: int, nearest: int) -> list[int]:
    """What is filed under some of the keys: those that share the most come first, of equals the older.

    Args:
        engine: the store's.
        column: of the table of keys, as in `FILED`.
        keys: distinct numbers.
        crowd: of what one key holds, only the latest so many are looked at, so that cost doesn't grow with the store.
        nearest: how many to return at most.
    """
    shared: Counter[int] = Counter()
    filed = f"SELECT {column} AS one FROM {FILED[column]} WHERE key = :{{0}} ORDER BY {column} DESC LIMIT :crowd"
    part = f"SELECT * FROM ({filed}) AS {{0}}"
    for start in range(0, len(keys), AT_ONCE):
        bound = {f"key{nth}": key for nth, key in enumerate(keys[start : start + AT_ONCE])}
        parts = " UNION ALL ".join(part.format(key) for key in bound)
        sql = f"SELECT one, count(*) AS n FROM ({parts}) AS found GROUP BY one"
        shared.update({row["one"]: row["n"] for row in engine.rows(sql, {**bound, "crowd": crowd})})
    return sorted(shared, key=lambda one: (-shared[one], one))[:nearest]


def by(rows: Iterable[Row], column: str) -> Mapping[Any, list[Row]]:
    """Rows gathered by the value of a column, in order."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found
