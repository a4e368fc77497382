"""The day that a report states as its own."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.reading import from_text, stated

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "cases" / "reading_stated.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_day(case: dict[str, Any]) -> None:
    found = stated.day(case["text"])
    assert (found.isoformat() if found else None) == case["day"]


def test_a_document_takes_it_with_its_basis() -> None:
    published = from_text("ORVIK, 10 Nov 2020 (Harbour Wire) - The two sides signed.").published
    assert (published.start, published.end, published.basis) == (
        dt.date(2020, 11, 10),
        dt.date(2020, 11, 10),
        "dateline",
    )


def test_a_date_that_was_given_wins() -> None:
    made = from_text("ORVIK, 10 Nov 2020 (Harbour Wire) - The two sides signed.", published="2020-11-12")
    assert made.published.start == dt.date(2020, 11, 12)
    assert made.published.basis == "given"


@pytest.mark.parametrize("text", ["A " * 50_000, "A, " * 50_000 + "\n" * 1000, "May " * 50_000, "(" * 100_000])
def test_hostile_lines_are_quick(text: str) -> None:
    began = time.process_time()
    assert stated.day(text) is None
    assert time.process_time() - began < 0.5
