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


def many(count: int) -> list[Record]:
    """Records of one event each, of documents that are no copies of each other in what they end with."""
    return [
        report(f"n{n}", killed=n, more=f"Only here: number{n}, and nothing else at all of it.") for n in range(count)
    ]


def test_coding_again_goes_on_where_it_was_broken_off(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """More documents than are looked up or coded at once; each is coded once more, whatever happens between."""
    records = many(2 * TOGETHER + 3)
    list(keeper.add(store, (record.document for record in records), Counting(records)))
    monkeypatch.setattr(keeper, "version", lambda: "9.9+test")
    coder = Counting(records)
    running = keeper.code_again(store, coder)
    first = [next(running) for _ in range(5)]
    running.close()  # type: ignore[attr-defined]  # a generator
    rest = list(keeper.code_again(store, coder))
    ids = [kept.id for kept in (*first, *rest)]
    assert len(ids) == len(set(ids)) == len(records)
    assert {kept.state for kept in (*first, *rest)} == {"again"}
    assert list(keeper.code_again(store, coder)) == []
    versions = store.engine.rows("SELECT version, count(*) AS n FROM codings GROUP BY version ORDER BY version DESC")
    assert [row["n"] for row in versions] == [len(records)] * 2
    assert versions[0]["version"] == "9.9+test"


def test_what_has_no_words_any_more_is_left_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside documents whose words are kept, and a copy, whose words are coded once with its twin's."""
    record, twin = report(), elsewhere(report().document, "b")
    list(keeper.add(store, [RECORD.document], Counting([RECORD]), text=False))
    list(keeper.add(store, [record.document, twin], Counting([record])))
    before = store.ask("events", Selection(type=("THREATEN",)))
    monkeypatch.setattr(keeper, "version", lambda: "9.9+test")
    coder = Counting([record.model_copy(update={"events": ()})])
    assert [kept.state for kept in keeper.code_again(store, coder)] == ["again"]
    assert coder.asked == [record.document.sha256]
    assert store.ask("events", Selection(type=("THREATEN",))) == before != []
    assert {row["id"] for row in store.ask("events", Selection())} == {event.id for event in RECORD.events}


def test_a_coder_that_fails_leaves_what_was_kept_before(store: Store) -> None:
    """The same call does the rest, when the coder is mended."""
    records = many(TOGETHER + 2)
    documents = [record.document for record in records]
    with pytest.raises(KeyError):
        list(keeper.add(store, documents, Counting(records[:-1])))
    there = len(store.ask("documents", Selection(limit=100)))
    assert TOGETHER <= there < len(records)
    again = [kept.state for kept in keeper.add(store, documents, Counting(records)) if not isinstance(kept, InputError)]
    assert again.count("known") == there
    assert len(store.ask("documents", Selection(limit=100))) == len(records)
    assert len(store.ask("events", Selection(limit=100))) == len(records)


def test_a_page_that_changes_twice_in_one_reading(store: Store) -> None:
    """The third text is the first again: the page stays as its second version tells it."""
    first, second = report("a"), report("a", act="shelled", killed=3)
    documents = [first.document, second.document, first.document]
    states = [kept.state for kept in keeper.add(store, documents, Counting([first, second])) if hasattr(kept, "state")]
    assert states == ["new", "version", "known"]
    (row,) = store.ask("events", Selection())
    assert (row["killed"], row["trigger_text"]) == (3, "shelled")


def test_a_copy_of_what_is_gone_by_then_is_coded_itself(store: Store) -> None:
    """In one reading a page appears, changes, and then another paper has its first words."""
    first, second = report("a"), report("a", act="shelled", killed=3)
    late = elsewhere(first.document, "b")
    coder = Counting([first, second])
    states = [
        kept.state
        for kept in keeper.add(store, [first.document, second.document, late], coder)
        if hasattr(kept, "state")
    ]
    assert states[:2] == ["new", "version"]
    assert coder.asked == [first.document.sha256, second.document.sha256, first.document.sha256]
    rows = store.ask("events", Selection())
    assert {(row["publisher"], row["killed"]) for row in rows} == {("a.example", 3), ("b", 12)}
    assert all(row["incident"] for row in rows)
