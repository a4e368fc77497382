from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.language import paragraphs

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "cases" / "sentences_paragraphs.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_paragraphs(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[slice(*span)] for span in paragraphs.find(text)] == case["paragraphs"]


@pytest.mark.parametrize("mark", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_rarer_line_ends_count_too(mark: str) -> None:
    text = f"The dam broke.{mark}Help came."
    assert [text[slice(*span)] for span in paragraphs.find(text)] == ["The dam broke.", "Help came."]


def test_a_wrapped_text_keeps_a_list_apart() -> None:
    text = (
        "The board of the company that built the dam asked\n"
        "the district for three things, and it wants them by\n"
        "the end of the year at the latest, its letter says:\n"
        "1. a road to the upper gate of the reservoir above\n"
        "the town\n"
        "2. money"
    )
    found = [text[slice(*span)] for span in paragraphs.find(text)]
    assert [words.split()[0] for words in found] == ["The", "1.", "2."]


def test_lines_longer_than_any_wrapping_stay_paragraphs() -> None:
    line = "The dam above the town of Velmar broke on Monday " * 5
    text = "\n".join([line.strip() + ".", line.strip() + "."])
    assert len(paragraphs.find(text)) == 2


def test_a_very_long_text_takes_no_more_than_its_share_of_time() -> None:
    text = "The dam broke.\n\n" * 20_000
    start = time.perf_counter()
    found = paragraphs.find(text)
    assert len(found) == 20_000
    assert time.perf_counter() - start < 5
