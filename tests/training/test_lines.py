"""The short hand in which texts are annotated: read, placed and checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
import lines

TASK = (
    "=== one\n[0] Ostland shelled the port of Merrow, and Merrow replied.\n[1] It rained.\n\n=== two\n[0] Nobody met.\n"
)
GOOD = "0 | shelled | ASSAULT/COERCE | heavy-weapons | asserted | Ostland | the port; Merrow | | | "
ANSWER = f"=== one\n{GOOD}\n=== two\n"


def only(line: str) -> lines.Line:
    """The reading of one event line."""
    return list(lines.read(f"=== one\n{line}\n"))[1]


def test_a_line_becomes_an_event() -> None:
    """Every field goes to its key; empty ones and dashes say that there is nothing."""
    event: dict[str, Any] | None = only(GOOD).event
    assert event == {
        "sentence": 0,
        "trigger": "shelled",
        "type": "ASSAULT",
        "alt_type": "COERCE",
        "mode": "heavy-weapons",
        "factuality": "asserted",
        "actors": ["Ostland"],
        "recipients": ["the port", "Merrow"],
        "place": None,
        "time": None,
        "according_to": [],
    }


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("0 | shelled | ASSAULT", "3 fields"),
        (GOOD.replace("0 |", "first |", 1), "no number"),
        (GOOD.replace("ASSAULT/COERCE", "ATTACK"), "unknown type ATTACK"),
        (GOOD.replace("heavy-weapons", "boycott"), "no mode boycott"),
        (GOOD.replace("asserted", "true"), "unknown factuality"),
    ],
)
def test_a_bad_line_says_why(line: str, problem: str) -> None:
    """Fields, labels and numbers are checked."""
    assert problem in only(line).problem


def test_mentions_are_found_at_word_borders_across_line_ends() -> None:
    """A line end may break a mention; part of a word is no hit; the second place can be asked for."""
    text = "Merrow's port\n  of Merrow lies in Merrowland."
    assert lines.find("port of Merrow", text) == (9, 25)
    assert lines.find("Merrow#2", text) == (19, 25)
    assert lines.find("Merrow#3", text) is None
    assert lines.find("errow", text) is None
    assert lines.find("", text) is None


def test_a_whole_answer_holds() -> None:
    """A document without events is answered by its header alone; sentences may stand in the same file."""
    assert list(lines.problems(TASK, ANSWER)) == []
    assert list(lines.problems(TASK, TASK.replace("[1]", f"{GOOD}\n[1]"))) == []


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("=== one\n", "1 documents not answered yet, the next is two"),
        (ANSWER + "=== three\n", "no document 'three'"),
        (ANSWER.replace("0 | shelled", "4 | shelled"), "no sentence 4"),
        (ANSWER.replace("| Ostland |", "| Velia |"), "'Velia' isn't in the sentence"),
    ],
)
def test_problems_are_told_with_their_line(answer: str, problem: str) -> None:
    """Each says where it stands and what is wrong."""
    assert any(problem in told for told in lines.problems(TASK, answer))


def test_the_command_says_whether_all_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0 and one line when it does, 1 and the problems when it doesn't."""
    task, answer = tmp_path / "x.task", tmp_path / "x.answer"
    task.write_text(TASK, "utf-8")
    answer.write_text(ANSWER, "utf-8")
    monkeypatch.setattr("sys.argv", ["lines.py", str(task), str(answer)])
    assert lines.main() == 0
    assert capsys.readouterr().out == "all holds\n"
    answer.write_text("=== one\n", "utf-8")
    assert lines.main() == 1
    assert "not answered yet" in capsys.readouterr().err
