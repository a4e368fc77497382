from __future__ import annotations

import itertools
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.reading import repeats

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "repeats.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_repeats(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[slice(*span)] for span in repeats.find(text)] == case["repeats"]


@pytest.mark.parametrize("case", [case for case in CASES if case["repeats"]], ids=lambda case: case["why"])
def test_a_repeat_stands_behind_what_it_repeats(case: dict[str, Any]) -> None:
    text = case["text"]
    start = repeats.find(text)[0][0]
    assert repeats.find(text[:start]) == ()


def sentences(count: int, seed: int) -> list[str]:
    """Sentences of ten made-up words each, no two alike."""
    draw = random.Random(seed)  # noqa: S311
    return [" ".join("".join(draw.choices("abcdeiklmnorstu", k=6)) for _ in range(10)) + "." for _ in range(count)]


@pytest.mark.parametrize("begin", [0, 1, 7, 19])
def test_a_body_said_again_from_anywhere_on_is_found_to_the_character(begin: int) -> None:
    said = sentences(20, seed=begin)
    first, second = "\n".join(said), "\n".join(said[begin:])
    text = f"{first}\n{second}"
    assert repeats.find(text) == ((len(first) + 1, len(text)),)


def test_nothing_new_is_ever_a_repeat() -> None:
    assert repeats.find(" ".join(sentences(500, seed=3))) == ()


def test_spans_are_in_order_and_apart() -> None:
    said = sentences(30, seed=5)
    text = "\n".join([*said, *said[3:6], *sentences(2, seed=6), *said[9:12], *sentences(1, seed=7), *said[20:]])
    found = repeats.find(text)
    assert len(found) == 3
    assert all(a[1] < b[0] for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "unit", ["a. ", "word ", "\n", ". . ", "VELMAR ", "A, ", "“”", "It rained all day in the old town. "]
)
def test_time_stays_short_whatever_the_text(unit: str) -> None:
    start = time.perf_counter()
    repeats.find(unit * 20_000)
    assert time.perf_counter() - start < 5
