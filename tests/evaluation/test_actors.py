"""The figures of actors: what counts as asked, and that the script counts rightly."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "evaluation"))
import actors

TEXT = "Robert Ames met Susan Bell in Kenya. He smiled. Ames left. It rained."


def mention(text: str, name: str, start: int | None = None) -> dict[str, Any]:
    begin = TEXT.index(text) if start is None else start
    return {"text": text, "span": [begin, begin + len(text)], "name": name}


def measured(tmp_path: Path, *mentions: dict[str, Any]) -> tuple[dict[str, int], dict[str, int], list[Any]]:
    """What the script counts in a corpus of one document with one event."""
    event = {"actors": list(mentions), "recipients": []}
    line = {"doc_id": "1", "published": "2020-01-02", "text": TEXT, "events": [event]}
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    asked, right, misses = actors.measure(path)
    return dict(asked), dict(right), misses


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He", "Robert Ames", "pronoun"),
        ("the man", "Robert Ames", "other"),
        ("Ames", "Robert Ames", "partial"),
        ("Robert Ames", "Robert Ames", None),
        ("the Robert Ames", "Robert Ames", None),
    ],
)
def test_what_a_mention_asks(text: str, name: str, kind: str | None) -> None:
    assert actors.kind_of(text, name) == kind


def test_right_answers_are_counted_by_kind(tmp_path: Path) -> None:
    he, ames = mention("He", "Robert Ames"), mention("Ames", "Robert Ames", TEXT.index("Ames left"))
    asked, right, misses = measured(tmp_path, he, ames)
    assert (asked, right, misses) == ({"pronoun": 1, "partial": 1}, {"pronoun": 1, "partial": 1}, [])


def test_a_wrong_answer_is_a_miss(tmp_path: Path) -> None:
    asked, right, misses = measured(tmp_path, mention("He", "Peter Cole"))
    assert (asked, right) == ({"pronoun": 1}, {})
    assert misses == [("pronoun", "He", "Robert Ames", "Peter Cole")]


def test_a_partial_name_must_gain_what_it_lacks(tmp_path: Path) -> None:
    asked, right, _ = measured(tmp_path, mention("Ames", "Sir Walter Ames", TEXT.index("Ames left")))
    assert (asked, right) == ({"partial": 1}, {})


def test_a_span_inside_a_word_is_left_out(tmp_path: Path) -> None:
    asked, _, _ = measured(tmp_path, mention("he", "Robert Ames", TEXT.index("t Ames")))
    assert asked == {}


@pytest.mark.parametrize(
    ("span", "whole"), [((0, 6), True), ((1, 6), False), ((0, 5), False), ((0, 11), True), ((12, 15), True)]
)
def test_spans_of_whole_words(span: tuple[int, int], *, whole: bool) -> None:
    assert actors.aligned(TEXT, span) is whole


def test_empty_words_count_only_where_nothing_else_is() -> None:
    assert actors.words("the government of Kenya's army") == {"kenya", "army"}
    assert actors.words("the group") == {"the", "group"}
    assert actors.words(None) == set()
