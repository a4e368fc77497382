"""One store for many requests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from dateline.errors import StoreError
from dateline.store import open_store
from dateline.web.app import _name, create_app
from dateline.web.stores import MOST_KNOWN, Stores
from tests.web.conftest import MARCH
from tests.web.making import report

if TYPE_CHECKING:
    from pathlib import Path


def test_a_thread_has_a_reader_of_its_own(stored: Path) -> None:
    stores = Stores(stored)
    with ThreadPoolExecutor(1) as elsewhere:
        other = elsewhere.submit(stores).result()
        assert elsewhere.submit(stores).result() is other
    assert stores() is stores()
    assert stores() is not other
    stores.close()


def test_a_wrong_store_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all, this is a letter and no database at all.")
    for name in ("none.db", "letter.txt"):
        with pytest.raises(StoreError):
            create_app(tmp_path / name)


def test_readers_change_nothing(stored: Path) -> None:
    stores = Stores(stored)
    with pytest.raises(Exception, match="readonly"):
        stores().engine.run("DELETE FROM events")
    stores.close()


def test_what_is_remembered_is_made_once_until_the_store_changes(tmp_path: Path) -> None:
    open_store(tmp_path / "s.db", create=True).close()
    stores, made = Stores(tmp_path / "s.db"), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    assert [stores.remembered("a", make), stores.remembered("a", make), stores.remembered("b", make)] == [1, 1, 2]
    with stores.writing() as store:
        store.begin("test")
        store.keep(report(MARCH))
    assert stores.remembered("a", make) == 3
    stores.close()


def test_only_so_much_is_remembered(stored: Path) -> None:
    stores = Stores(stored)
    for nth in range(MOST_KNOWN + 5):
        stores.remembered(nth, lambda: 0)
    assert len(stores._known) <= MOST_KNOWN
    stores.close()


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("/tmp/a/record.db", "record.db"),  # noqa: S108 - no file
        ("record.db", "record.db"),
        ("postgresql://me:word@host/news?sslmode=off", "news"),
        ("postgresql://host/", ""),
    ],
)
def test_a_page_names_the_store_without_user_and_host(where: str, name: str) -> None:
    assert _name(where) == name
