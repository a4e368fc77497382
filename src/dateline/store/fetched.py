"""What was fetched from the network, kept in the store so that nothing is fetched twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dateline.store import clock

if TYPE_CHECKING:
    from dateline.reading.fetching import Fetched
    from dateline.store.engine import Engine

_NOTE = """
INSERT INTO fetches (url, etag, modified, status, fetched) VALUES (:url, :etag, :modified, :status, :fetched)
ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, modified = excluded.modified, status = excluded.status,
  fetched = excluded.fetched
"""


class Fetches:
    """The table of fetches, a `dateline.reading.following.Ledger`.

    What is noted is written only by `settle`, when the documents that came with it are in the store: a crash in between
    fetches them again, and loses none.

    Args:
        engine: the store's; a writer.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._noted: dict[str, Fetched] = {}

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """ETag and Last-Modified of an address as it was last fetched; ``None`` if it never was."""
        if url in self._noted:
            return self._noted[url].etag, self._noted[url].last_modified
        found = self._engine.rows("SELECT etag, modified FROM fetches WHERE url = :url", {"url": url})
        return (found[0]["etag"], found[0]["modified"]) if found else None

    def note(self, fetched: Fetched) -> None:
        """Remember an address and where it led, until `settle` writes them."""
        self._noted[fetched.url] = fetched
        if self.validators(fetched.final_url) is None:
            self._noted[fetched.final_url] = fetched

    def settle(self) -> None:
        """Write what was noted, as one transaction."""
        moment = clock.now()
        rows = [
            {"url": url, "etag": one.etag, "modified": one.last_modified, "status": one.status, "fetched": moment}
            for url, one in self._noted.items()
        ]
        if rows:
            with self._engine.transaction():
                self._engine.many(_NOTE, rows)
        self._noted.clear()

    def last(self) -> dict[str, dt.datetime]:
        """When each address was last fetched, in UTC."""
        found = self._engine.rows("SELECT url, fetched FROM fetches")
        return {row["url"]: dt.datetime.fromisoformat(row["fetched"]) for row in found}
