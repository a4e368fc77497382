"""From documents to a filled store: each coded once, errors passed on, a second time nothing, versions coded again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dateline import keeper
from dateline.coder import TOGETHER, Coder
from dateline.errors import InputError
from dateline.store import Selection, Store, open_store
from tests.sample import RECORD
from tests.store.making import exported, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dateline.records import Document, Record


class Counting(Coder):
    """A coder that knows some records, and counts what it is asked for."""

    def __init__(self, known: Iterable[Record]) -> None:
        super().__init__()
        self.known = {record.document.sha256: record for record in known}
        self.asked: list[str] = []

    def code_all(self, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            self.asked.append(document.sha256)
            yield self.known[document.sha256].model_copy(update={"document": document})


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    with open_store(tmp_path / "store.db", create=True) as found:
        yield found


def elsewhere(document: Document, name: str) -> Document:
    return document.model_copy(update={"url": f"https://{name}.example", "publisher": name})


def test_each_text_is_coded_once(store: Store) -> None:
    record = report()
    documents = [record.document, elsewhere(record.document, "b"), record.document, RECORD.document]
    coder = Counting([record, RECORD])
    states = [kept.state for kept in keeper.add(store, documents, coder) if not isinstance(kept, InputError)]
    assert states == ["new", "copy", "known", "new"]
    assert coder.asked == [record.document.sha256, RECORD.document.sha256]
    again = [kept.state for kept in keeper.add(store, documents, coder) if not isinstance(kept, InputError)]
    assert again == ["known"] * 4
    assert len(coder.asked) == 2


def test_adding_again_changes_nothing(store: Store) -> None:
    documents = [report().document, RECORD.document]
    list(keeper.add(store, documents, Counting([report(), RECORD])))
    before = exported(store)
    list(keeper.add(store, documents, Counting([])))
    assert exported(store) == before


def test_errors_pass_through_in_their_place(store: Store) -> None:
    error = InputError("b.txt can't be read")
    found = list(keeper.add(store, [report().document, error, RECORD.document], Counting([report(), RECORD])))
    assert found[1] is error
    assert [getattr(kept, "state", None) for kept in found] == ["new", None, "new"]


def test_more_than_are_coded_together(store: Store) -> None:
    records = [
        report(f"n{n}", killed=n, more=f"Sentence number {n} is only in this one, number{n}.")
        for n in range(TOGETHER + 3)
    ]
    found = list(keeper.add(store, (record.document for record in records), Counting(records)))
    assert len(found) == TOGETHER + 3
    assert len(store.ask("documents", Selection(limit=100))) == TOGETHER + 3


def test_what_was_added_is_there_when_the_rest_fails(store: Store) -> None:
    def documents() -> Iterator[Document]:
        yield from (
            report(f"n{n}", more=f"Only here: number{n} and nothing else at all.").document for n in range(TOGETHER)
        )
        raise OSError("the disk was pulled out")

    records = [report(f"n{n}", more=f"Only here: number{n} and nothing else at all.") for n in range(TOGETHER)]
    with pytest.raises(OSError, match="pulled"):
        list(keeper.add(store, documents(), Counting(records)))
    there = len(store.ask("documents", Selection(limit=100)))
    assert there in {0, TOGETHER}


def test_words_are_left_out_on_wish(store: Store) -> None:
    list(keeper.add(store, [RECORD.document], Counting([RECORD]), text=False))
    (row,) = store.engine.rows("SELECT text, characters FROM documents")
    assert row == {"text": None, "characters": len(RECORD.document.text)}


def test_a_run_bears_the_version_of_the_coder(store: Store) -> None:
    list(keeper.add(store, [RECORD.document], Counting([RECORD])))
    (run,) = store.engine.rows("SELECT version, ended, documents FROM runs")
    assert (run["version"], run["ended"], run["documents"]) == (keeper.version(), "2030-03-17T17:46:40Z", 1)
    assert re.fullmatch(r"\d+\.\d+\.\w+\+[0-9a-f]{8}", keeper.version())


@pytest.mark.parametrize("changed", ["who/home.toml", "what/weights/heads.npz", "when/tense.py", "where/new.csv"])
def test_any_file_of_a_room_that_codes_makes_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    for name in ("who/home.toml", "what/weights/heads.npz", "when/tense.py", "web/style.css", "who/__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", "utf-8")
    monkeypatch.setattr(keeper, "files", lambda _: tmp_path)
    before = keeper.version.__wrapped__()
    for name in ("web/style.css", "who/__pycache__/a.pyc"):
        (tmp_path / name).write_text("after", "utf-8")
    assert keeper.version.__wrapped__() == before
    (tmp_path / changed).parent.mkdir(exist_ok=True)
    (tmp_path / changed).write_text("after", "utf-8")
    assert keeper.version.__wrapped__() != before


def test_another_version_codes_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    list(keeper.add(store, [report().document, RECORD.document], Counting([report(), RECORD])))
    coder = Counting([report(), RECORD.model_copy(update={"events": ()})])
    assert list(keeper.code_again(store, coder)) == []
    monkeypatch.setattr(keeper, "version", lambda: "9.9+test")
    assert [kept.state for kept in keeper.code_again(store, coder)] == ["again", "again"]
    assert len(store.ask("events", Selection())) == 1
    assert list(keeper.code_again(store, coder)) == []
    assert len(coder.asked) == 2
