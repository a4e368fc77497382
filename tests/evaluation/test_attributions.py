from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "evaluation"))
import attributions

from dateline import who
from dateline.according_to import speaking

TEXT = "The union said the plant is shut. “It is old,” the owner said."


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Actors stand for their own words."""
    monkeypatch.setattr(who, "resolve", speaking.plain)


def where(words: str) -> list[int]:
    """Where some words stand in the text."""
    return [TEXT.index(words), TEXT.index(words) + len(words)]


ARTICLE: dict[str, Any] = {
    "id": "one",
    "text": TEXT,
    "attributions": [
        {"source": [where("The union")], "content": [where("the plant is shut")], "qtype": "indirect"},
        {"source": [where("the owner")], "content": [where("“It is old,”")], "qtype": "direct"},
        {"source": [], "content": [where("said.")], "qtype": "mixed"},
    ],
}
REPORT: dict[str, Any] = {
    "doc_id": "two",
    "text": TEXT,
    "quotes": [
        {"span": where("It is old,"), "speaker": "the owner", "kind": "direct"},
        {"span": where("the plant is shut"), "speaker": "the baker", "kind": "indirect"},
    ],
    "events": [
        {
            "type": "REJECT",
            "sentence": [0, 33],
            "trigger": {"text": "shut", "span": where("shut")},
            "actors": [],
            "factuality": "denied",
            "according_to": [{"text": "The union", "span": where("The union")}],
        }
    ],
}


def test_contents_are_paired_one_to_one_the_most_alike_first() -> None:
    gold = [frozenset(range(10)), frozenset(range(4, 10))]
    found = [frozenset(range(5, 10)), frozenset(range(10))]
    assert attributions.pairs(gold, found) == [(0, 1), (1, 0)]


def test_contents_less_than_half_alike_are_no_pair() -> None:
    assert attributions.pairs([frozenset(range(10))], [frozenset(range(4))]) == []


def test_letters_leave_marks_and_blanks_out() -> None:
    assert attributions.letters("“a b,”", [(0, 6)]) == {1, 3}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((1, 2, 4), (0.25, 0.5, 1 / 3)), ((0, 0, 0), (0.0, 0.0, 0.0)), ((3, 3, 3), (1.0, 1.0, 1.0))],
)
def test_scores(counts: tuple[int, int, int], expected: tuple[float, float, float]) -> None:
    assert tuple(attributions.scores(*counts).values()) == pytest.approx(expected)


def test_articles_are_scored() -> None:
    agreed = attributions.polnear([ARTICLE], attributions.drafts([ARTICLE], rules=True))
    assert agreed["recall"] == {"direct": 1.0, "mixed": 0.0, "indirect": 1.0}
    assert agreed["joint"]["P"] == 1.0
    assert agreed["joint"]["R"] == pytest.approx(2 / 3)


def test_reports_are_scored() -> None:
    drafts = attributions.drafts([REPORT], rules=True)
    quotes = attributions.quoted([REPORT], drafts)
    assert (quotes["covered"], quotes["speaker"]) == (1.0, 0.5)
    credits_ = attributions.credited([REPORT], drafts)
    assert credits_["factuality"] == 0.0


def test_figures_have_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "attributions-dev.jsonl").write_text(json.dumps(ARTICLE) + "\n", "utf-8")
    (tmp_path / "events.jsonl").write_text(json.dumps(REPORT) + "\n", "utf-8")
    named = attributions.figures(tmp_path, rules=True)
    assert {"attributions.half", "attributions.joint", "attributions.recall.indirect"} <= named.keys()
    assert all(0 <= value <= 1 for value in named.values())
    assert "ms for 300 words" in capsys.readouterr().out
