from __future__ import annotations

from typing import Any

import pytest

from dateline.where.dateline import REACH, find_dateline

from .drafts import cases


@pytest.mark.parametrize("case", cases("datelines"))
def test_the_town_of_a_dateline(case: dict[str, Any]) -> None:
    text = "a " * (case.get("pad", 0) // 2) + case["text"]
    found = find_dateline(text)
    assert (text[slice(*found)] if found else None) == case["town"]


def test_a_long_text_without_one_is_only_read_at_its_beginning() -> None:
    assert find_dateline("A" * REACH + ". KABUL (Wire) - Nine died.") is None
