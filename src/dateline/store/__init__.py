"""The store: the record as a living thing, in one SQLite file (or a PostgreSQL database).

`open_store` opens one; `Store` is the same small set of verbs over either database.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import StoreError
from dateline.store.engine import SQLite, migrate, version_of
from dateline.store.selection import Selection
from dateline.store.verbs import Store

if TYPE_CHECKING:
    from dateline.store.engine import Engine

__all__ = ["Selection", "Store", "open_store"]

SERVERS = ("postgresql://", "postgres://")


def open_store(where: str | Path, *, write: bool = False, create: bool = False) -> Store:
    """Open a store.

    Args:
        where: a file; the address of a PostgreSQL database (``postgresql://user@host/name``); or a folder that
            ``dateline export --parquet`` wrote, which is only read.
        write: whether anything will be changed; readers never wait for the one writer.
        create: whether to make the store where there is none; means `write`.

    Raises:
        StoreError: there is none, it is no store, or it comes from a newer dateline.
    """
    write = write or create
    engine = _engine(where, write=write, create=create)
    try:
        if write:
            migrate(engine)
        elif engine.dialect != "duckdb":
            version_of(engine, write=False)
    except BaseException:
        engine.close()
        raise
    return Store(engine)


def _engine(where: str | Path, *, write: bool, create: bool) -> Engine:
    if isinstance(where, str) and where.startswith(SERVERS):
        from dateline.store.postgres import Postgres  # noqa: PLC0415 - optional

        return Postgres(where, write=write)
    path = Path(where)
    if path.is_dir() and not write:
        from dateline.store.parquet import Parquet  # noqa: PLC0415 - optional

        return Parquet(path)
    if path.is_dir():
        message = f"{path} is a directory: name a file for the store"
        raise StoreError(message)
    if create and not path.absolute().parent.is_dir():
        message = f"{path.absolute().parent} does not exist: make the directory first"
        raise StoreError(message)
    return SQLite(path, write=write, create=create)
