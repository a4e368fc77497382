"""How linking is measured on the demo's reports, with events made by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent.parent / "evaluation"
sys.path.insert(0, str(HOME))
import demo  # noqa: E402 - evaluation/ is no package

A = demo.Found("https://example.org/a", 1, 10, "“struck”", frozenset({0}))
B = demo.Found("https://example.org/b", 2, 10, "“hit”", frozenset({0}))
ELSEWHERE = 11


def test_a_trigger_that_shares_words_with_a_stretch_is_inside() -> None:
    text = "At noon guns shelled the mill."
    assert demo.inside(text, (text.index("shelled"), "shelled"), ["guns shelled"])
    assert demo.inside(text, (text.index("guns"), "guns shelled the"), ["shelled the mill"])
    assert not demo.inside(text, (text.index("mill"), "mill"), ["guns shelled"])
    assert not demo.inside(text, (0, "At"), ["no such words"])


def test_a_stretch_ends_before_its_end() -> None:
    assert not demo.inside("ab cd", (2, " "), ["ab"])
    assert not demo.inside("ab cd", (0, "ab"), ["cd"])
    assert demo.inside("ab cd", (1, "b"), ["ab"])


def test_two_reports_are_linked_where_an_incident_holds_what_both_tell_of_an_act() -> None:
    assert demo.linked([A, B]) == 1.0
    assert demo.linked([A, replace(B, incident=ELSEWHERE)]) == 0.0
    assert demo.linked([A, replace(B, incident=ELSEWHERE), B]) == 1.0
    assert demo.linked([A, replace(B, surely=frozenset({1}))]) == 0.0
    assert demo.linked([A, B, replace(B, url="https://example.org/c", original=3, incident=ELSEWHERE)]) == 1 / 3


def test_copies_are_not_asked_whether_they_are_linked() -> None:
    copy = replace(B, original=A.original, incident=ELSEWHERE)
    assert demo.linked([A, copy, B]) == 0.5


def test_two_of_one_act_are_right_together_and_missed_apart() -> None:
    assert demo.verdict(A, B) == "right"
    assert demo.verdict(A, replace(B, incident=ELSEWHERE)) == "missed"


@pytest.mark.parametrize("surely", [frozenset({1}), frozenset[int]()])
def test_two_of_different_acts_are_wrong_together(surely: frozenset[int]) -> None:
    other = replace(B, surely=surely)
    assert demo.verdict(A, other) == "wrong"
    assert demo.verdict(A, replace(other, incident=ELSEWHERE)) is None


def test_copies_and_versions_are_not_asked() -> None:
    assert demo.verdict(A, replace(B, original=A.original)) is None
    assert demo.verdict(A, replace(B, url=A.url)) is None


def test_what_may_be_said_either_way_is_not_asked() -> None:
    either = replace(B, surely=frozenset(), perhaps=frozenset({0}))
    assert demo.verdict(A, either) is None
    assert demo.verdict(A, replace(either, incident=ELSEWHERE)) is None


def test_the_reports_come_in_the_order_of_publication() -> None:
    days = [str(document.published.start) for document in demo.documents()]
    assert days == sorted(days)
    assert len(days) >= 36


def test_the_acts_are_those_of_the_file() -> None:
    assert all({"act", "told"} <= act.keys() <= {"act", "told", "either"} for act in demo.read_acts())
