"""A store for many requests: one reader for each thread that asks, and a writer opened only for a judgement."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.store import looking, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from pathlib import Path

    from dateline.store import Store

T = TypeVar("T")
MOST_KNOWN = 512
"""Answers that are remembered at most."""


class Stores:
    """The readers of one store.

    Args:
        where: the file or address of the store, as `dateline.store.open_store` takes it.

    Raises:
        StoreError: there is no such store.
    """

    def __init__(self, where: str | Path) -> None:
        self.where = where
        self._mine = threading.local()
        self._opened: list[Store] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._known: dict[Hashable, Any] = {}
        self._known_at: tuple[str, str] | None = None
        open_store(where).close()  # so that a wrong one is told at once

    def __call__(self) -> Store:
        """The reader of this thread."""
        found: Store | None = getattr(self._mine, "store", None)
        if found is None:
            found = open_store(self.where)
            self._mine.store = found
            with self._lock:
                self._opened.append(found)
        return found

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key until the store changes or the day turns."""
        stamp = (self.stamp(), self.day())
        with self._lock:
            if self._known_at != stamp or len(self._known) >= MOST_KNOWN:
                self._known_at, self._known = stamp, {}
            known = self._known
        if key not in known:
            known[key] = make()
        found: T = known[key]
        return found

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """A writer; the others of this process wait for it, readers don't."""
        with self._writing, open_store(self.where, write=True) as store:
            yield store

    def day(self) -> str:
        """The day that stands for today: see `looking.day`."""
        return looking.day(self().engine)

    def stamp(self) -> str:
        """What changes whenever the store does."""
        return looking.stamp(self().engine)

    def close(self) -> None:
        """Close every reader."""
        with self._lock:
            opened, self._opened = self._opened, []
        for store in opened:
            store.close()
        self._mine = threading.local()
