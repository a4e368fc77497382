"""The measures of time expressions, on texts of our own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.records import Time

if TYPE_CHECKING:
    from collections.abc import Sequence

HOME = Path(__file__).parent.parent.parent / "evaluation"
sys.path.insert(0, str(HOME))
import times  # noqa: E402 - evaluation/ is no package

TEXT = "They met on Monday, 3 May, and left a week later."


def gold(*expressions: tuple[str, str]) -> list[dict[str, Any]]:
    """One row of a corpus with these expressions and values."""
    marked = [
        {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words, "value": value}
        for words, value in expressions
    ]
    return [{"id": "a", "dct": "2017-05-05", "text": TEXT, "timexes": marked}]


def found(*expressions: tuple[str, str]) -> dict[str, list[Time]]:
    """What a reader found, by document."""
    return {
        "a": [
            Time(span=(TEXT.index(w), TEXT.index(w) + len(w)), text=w, type="DATE", value=value)
            for w, value in expressions
        ]
    }


@pytest.mark.parametrize(
    ("why", "ours", "theirs", "expected"),
    [
        ("all right", [("3 May", "5")], [("3 May", "5")], (100, 100, 100)),
        ("a longer span", [("Monday, 3 May", "5")], [("3 May", "5")], (0, 100, 100)),
        ("a wrong value", [("3 May", "6")], [("3 May", "5")], (100, 100, 0)),
        ("nothing found", [], [("3 May", "5")], (0, 0, 0)),
        ("nothing to find", [("3 May", "5")], [], (0, 0, 0)),
        ("one of two", [("3 May", "5")], [("3 May", "5"), ("a week later", "7")], (200 / 3, 200 / 3, 200 / 3)),
        ("one too many", [("3 May", "5"), ("a week", "7")], [("3 May", "5")], (200 / 3, 200 / 3, 200 / 3)),
        ("one over two", [("Monday, 3 May", "5")], [("Monday", "5"), ("3 May", "6")], (0, 100, 200 / 3)),
    ],
)
def test_scores(
    why: str, ours: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]], expected: tuple[float, float, float]
) -> None:
    assert times.score(gold(*theirs), found(*ours)) == pytest.approx(expected), why


def test_errors_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    times.score(gold(("3 May", "5"), ("Monday", "1")), found(("3 May", "6"), ("a week", "7")), show=9)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["VALUE", "MISS", "SPURIOUS"]


def test_no_more_errors_are_shown_than_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    times.score(gold(("3 May", "5"), ("Monday", "1")), found(), show=1)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_white_space_at_the_ends_of_gold_is_not_counted() -> None:
    rows = gold((" 3 May", "5"))
    assert times.score(rows, found(("3 May", "5")))[0] == 100


def test_figures_of_a_corpus_have_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in times.CORPORA:
        rows = gold(("Monday, 3 May", "2017-05-03"))
        (tmp_path / f"times-{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    monkeypatch.setattr(times, "CORPUS", tmp_path)
    measured = times.figures()
    assert {name.split(".")[1] for name in measured} == set(times.CORPORA)
    assert measured["times.timebank.relaxed"] > 0
    assert "documents" in capsys.readouterr().out
