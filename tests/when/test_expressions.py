"""Temporal expressions, case by case (tests/cases/when.json), and what holds for every one of them."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.when.expressions import read

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "when.json").read_text("utf-8"))
PUBLISHED = dt.date(2017, 9, 13)


def marked(cases: list[dict[str, Any]]) -> list[Any]:
    """Cases as parameters, the known failures as strict xfails."""
    return [
        pytest.param(case, id=case["why"], marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [])
        for case in cases
    ]


def published(case: dict[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(case["published"]) if case["published"] else None


@pytest.mark.parametrize("case", marked(CASES))
def test_expressions(case: dict[str, Any]) -> None:
    found = [
        [t.text, t.type, t.value, t.start and t.start.isoformat(), t.end and t.end.isoformat()]
        for t in read(case["text"], published(case))
    ]
    assert found == case["times"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_spans_are_slices_in_order(case: dict[str, Any]) -> None:
    found = read(case["text"], published(case))
    assert [case["text"][slice(*t.span)] for t in found] == [t.text for t in found]
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_period_starts_before_it_ends_and_has_a_precision(case: dict[str, Any]) -> None:
    for found in read(case["text"], published(case)):
        assert not (found.start and found.end) or found.start <= found.end
        assert bool(found.start or found.end) == bool(found.precision)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_without_a_publication_date_no_day_is_guessed(case: dict[str, Any]) -> None:
    for found in read(case["text"], None):
        named = any(len(word) >= 2 for word in _figures(found.value))
        assert named or (found.start, found.end) == (None, None), found


def _figures(value: str) -> list[str]:
    """The runs of figures in a value."""
    return "".join(c if c.isdigit() else " " for c in value).split()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_curly_apostrophe_reads_like_a_straight_one(case: dict[str, Any]) -> None:
    straight = read(case["text"].replace("’", "'"), published(case))
    curly = read(case["text"].replace("'", "’"), published(case))
    assert [t.value for t in straight] == [t.value for t in curly]


def test_offsets_count_characters_not_bytes() -> None:
    text = "💥 Пожар — on Monday."
    (found,) = read(text, PUBLISHED)
    assert text[slice(*found.span)] == "Monday"


def test_an_expression_does_not_cross_a_paragraph() -> None:
    found = read("He left last\n\nweek it rained. Not on 5\n\nMay either.", PUBLISHED)
    assert "last" not in [t.text for t in found]
    assert all("\n" not in t.text for t in found)


def test_an_expression_may_cross_a_line() -> None:
    (found,) = read("He left on 5\nMay 2014.", PUBLISHED)
    assert (found.text, found.value) == ("5\nMay 2014", "2014-05-05")


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "'s", "a.m.", "the", "of the", "a", "1", "-", "last"])
def test_scraps_are_no_times(text: str) -> None:
    assert read(text, PUBLISHED) == []


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2016, 2, 29)])
def test_the_ends_of_the_calendar_are_no_trap(day: dt.date) -> None:
    for case in CASES:
        for found in read(case["text"], day):
            assert not (found.start and found.end) or found.start <= found.end


def test_any_order_of_the_words_is_survived() -> None:
    words = [word for case in CASES for word in case["text"].split()]
    rng = random.Random(7)  # noqa: S311 - not for secrets
    for _ in range(60):
        text = " ".join(rng.choices(words, k=120))
        found = read(text, PUBLISHED)
        assert all(text[slice(*t.span)] == t.text for t in found)


@pytest.mark.parametrize(
    "text",
    ["5 " * 20_000, "last " * 20_000, "the first " * 10_000, "one hundred and " * 5_000, "9" * 50_000, "-" * 50_000],
    ids=lambda text: text[:12],
)
def test_long_nonsense_is_read_in_linear_time(text: str) -> None:
    began = time.process_time()
    read(text, PUBLISHED)
    assert time.process_time() - began < 3


def test_three_hundred_words_take_little_time() -> None:
    sentence = (
        "The envoy said on Thursday that the bridge over the river had been closed to all traffic by the troops. "
    )
    text = sentence * 15
    read(text, PUBLISHED)
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.01, "1.5 ms is the aim; the limit leaves room for a busy machine"


def _seconds(text: str) -> float:
    began = time.process_time()
    read(text, PUBLISHED)
    return time.process_time() - began
