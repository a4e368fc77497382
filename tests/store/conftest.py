"""Stores for tests: each test that asks for one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.store import Store, open_store
from tests.store import server as servers
from tests.store.making import KEPT, VERSION

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "evaluation"))
import invented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Place = Callable[[], str | Path]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store's clock stands still."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    if reason := servers.missing():
        pytest.skip(reason)
    with servers.serving() as found:
        yield found


@pytest.fixture(scope="session")
def place(engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Makes the file or address of a store that isn't there yet."""
    if engine == "postgres":
        found: servers.Server = request.getfixturevalue("server")
        return found.fresh
    return lambda: tmp_path_factory.mktemp("store") / "store.db"


@pytest.fixture
def where(place: Place) -> str | Path:
    return place()


@pytest.fixture
def store(where: str | Path) -> Iterator[Store]:
    """An empty store, in a run."""
    with open_store(where, create=True) as found:
        found.begin(VERSION)
        yield found


@pytest.fixture(scope="session")
def kept_at(place: Place) -> str | Path:
    """Where a store lies that holds `KEPT` invented reports; tests only read it."""
    found = place()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1900000000")
        with open_store(found, create=True) as store:
            store.begin(VERSION)
            for record in invented.records(KEPT):
                store.keep_copy(record.document) or store.keep(record)
    return found


@pytest.fixture
def kept(kept_at: str | Path) -> Iterator[Store]:
    """A reader of the store of `KEPT` invented reports."""
    with open_store(kept_at) as found:
        yield found
