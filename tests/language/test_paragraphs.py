from __future__ import annotations

import itertools
import json
import random
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


@pytest.mark.parametrize("seed", range(20))
def test_paragraphs_hold_every_word_once_and_in_order(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    for _ in range(50):
        text = "".join(draw.choices([*"aB. \n\r\t-", "\r\n", "\n\n", "the long word ", "End."], k=draw.randint(0, 80)))
        found = paragraphs.find(text)
        assert "".join("".join(text[slice(*span)].split()) for span in found) == "".join(text.split())
        assert all(text[slice(*span)] == text[slice(*span)].strip() for span in found)
        assert all(a[1] < b[0] for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_kind_of_newline_makes_no_difference(end: str) -> None:
    for case in CASES:
        lines = case["text"].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        found = paragraphs.find(end.join(lines))
        assert len(found) == len(case["paragraphs"])
