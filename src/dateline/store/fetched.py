"""What was fetched from the network, kept in the store so that nothing is fetched twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.store import clock

if TYPE_CHECKING:
    from dateline.store.engine import Engine

_NOTE = """
INSERT INTO fetches (url, etag, modified, status, fetched) VALUES (:url, :etag, :modified, :status, :fetched)
ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, modified = excluded.modified, status = excluded.status,
  fetched = excluded.fetched
"""


class Fetches:
    """The table of fetches, as `dateline.reading` asks it.

    Args:
        engine: the store's; a writer.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """ETag and Last-Modified of an address as it was last fetched; ``None`` if it never was."""
        found = self._engine.rows("SELECT etag, modified FROM fetches WHERE url = :url", {"url": url})
        return (found[0]["etag"], found[0]["modified"]) if found else None

    def write(self, url: str, status: int, etag: str | None, modified: str | None) -> None:
        """Note that an address was fetched."""
        row = {"url": url, "etag": etag, "modified": modified, "status": status, "fetched": clock.now()}
        with self._engine.transaction():
            self._engine.run(_NOTE, row)
