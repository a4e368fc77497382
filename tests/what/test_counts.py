"""Numbers of dead, hurt and acts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Count
from dateline.what import counts

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "counts.json").read_text("utf-8"))


def at(sentence: str, words: str) -> tuple[int, int]:
    start = sentence.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_casualties(case: dict[str, Any]) -> None:
    trigger = at(case["sentence"], case["trigger"])
    assert counts.killed(case["sentence"], trigger) == case["killed"]
    assert counts.injured(case["sentence"], trigger) == case["injured"]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("They carried out more than 30 raids in May.", "raids", Count(min=30)),
        ("They carried out up to 8 raids in May.", "raids", Count(max=8)),
        ("They carried out 5 to 7 raids in May.", "raids", Count(min=5, max=7)),
        ("They carried out 6 armed raids in May.", "raids", Count(min=6, max=6)),
        ("They carried out dozens of raids in May.", "raids", Count(min=24)),
        ("They carried out a raid in May.", "raid", None),
        ("They carried out raids in May.", "raids", None),
    ],
)
def test_several_acts(sentence: str, trigger: str, expected: Count | None) -> None:
    assert counts.several(sentence, at(sentence, trigger)) == expected


def test_a_far_number_counts_for_another_event() -> None:
    sentence = "The talks opened in the capital " + "under heavy guard " * 8 + "after 12 people were killed."
    assert counts.killed(sentence, at(sentence, "talks")) is None
