"""Tasks for the annotators, and what is kept of their answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
import annotate
import corpora

if TYPE_CHECKING:
    import pytest

TEXT = "Ostland shelled the port of Merrow on Friday. Merrow's envoy condemned the attack."
EVENT = "0 | shelled | ASSAULT | heavy-weapons | asserted | Ostland | the port of Merrow | | Friday | \n"


def document(text: str = TEXT, name: str = "a") -> corpora.Annotated:
    """A document of some corpus."""
    return corpora.Annotated(name, text)


def answer(tmp_path: Path, text: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """What is kept of an answer about one document."""
    path = tmp_path / "some-0.answer"
    path.write_text(text, "utf-8")
    return [(found.id, events) for found, events in annotate.answered(path, {"a": document()})]


def test_a_task_shows_numbered_sentences() -> None:
    """Blanks and line ends inside a sentence are one blank."""
    shown = annotate.rendered(document(TEXT.replace("port of", "port\n  of")))
    assert shown.splitlines()[:3] == [
        "=== a",
        "[0] Ostland shelled the port of Merrow on Friday.",
        "[1] Merrow's envoy condemned the attack.",
    ]


def test_an_answer_becomes_spans_without_words(tmp_path: Path) -> None:
    """Each mention is its characters in the document; no word of the text is kept."""
    ((name, (event,)),) = answer(tmp_path, "=== a\n" + EVENT)
    assert name == "a"
    assert TEXT[slice(*event["trigger"])] == "shelled"
    assert [(role, TEXT[slice(*span)]) for role, span in event["roles"]] == [
        ("actor", "Ostland"),
        ("recipient", "the port of Merrow"),
        ("time", "Friday"),
    ]
    assert "Merrow" not in json.dumps(event)


def test_what_does_not_hold_is_told_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mention that isn't there, a sentence that isn't there, an unknown type: told by line, the rest kept."""
    bad = [
        EVENT.replace("Ostland", "Velia"),
        EVENT.replace("0 |", "9 |", 1),
        EVENT.replace("ASSAULT", "ATTACK"),
    ]
    ((_, events),) = answer(tmp_path, "=== a\n" + "".join(bad) + EVENT)
    assert len(events) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1] for line in told] == ["2", "3", "4"]


def test_documents_of_other_corpora_are_passed_over(tmp_path: Path) -> None:
    """An answer may hold documents that were only there to see how well the annotators agree."""
    assert answer(tmp_path, "=== other\n" + EVENT) == []


def test_texts_that_share_words_with_what_is_kept_back_are_left_out() -> None:
    """So are texts that say much the same as an earlier one."""
    long = " ".join(f"word{n}" for n in range(40))
    kept_back = annotate.rows_of(" ".join(f"word{n}" for n in range(20)))
    fresh = " ".join(f"other{n}" for n in range(40))
    again = fresh.replace("other39", "another")
    found = annotate.apart([document(long, "a"), document(fresh, "b"), document(again, "c")], kept_back)
    assert [d.id for d in found] == ["b"]


def test_placing_writes_one_row_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answer for a document counts; a corpus without answers gives an empty file."""
    monkeypatch.setattr(annotate, "documents", lambda _: {"some": [document()], "none": []})
    tasks, target = tmp_path / "tasks", tmp_path / "annotations"
    tasks.mkdir()
    (tasks / "some-0.answer").write_text("=== a\n" + EVENT, "utf-8")
    (tasks / "some-1.answer").write_text("=== a\n", "utf-8")
    annotate.place(tmp_path, tasks, target)
    (row,) = [json.loads(line) for line in (target / "some.jsonl").read_text("utf-8").splitlines()]
    assert row["text"] == corpora.digest(TEXT)
    assert len(row["events"]) == 1
    assert (target / "none.jsonl").read_text("utf-8") == ""
    (found,) = corpora.annotated([document()], target / "some.jsonl")
    assert [t.mode for t in found.triggers or ()] == ["heavy-weapons"]
