"""Readers of times of day, seen from Thursday, 28 February 2013."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.when.expressions import read

TODAY = dt.date(2013, 2, 28)

Found = list[tuple[str, str]]


def found(text: str, published: dt.date | None = TODAY) -> Found:
    """Words and values, in order."""
    return [(t.text, t.value) for t in read(text, published)]


TIMES: list[tuple[str, Found]] = [
    ("It fell at 5 p.m.", [("5 p.m.", "2013-02-28T17:00")]),
    ("It fell at 5 a.m.", [("5 a.m.", "2013-02-28T05:00")]),
    ("It fell at 12 a.m.", [("12 a.m.", "2013-02-28T00:00")]),
    ("It fell at 12 p.m.", [("12 p.m.", "2013-02-28T12:00")]),
    ("It fell at 5:30 p.m.", [("5:30 p.m.", "2013-02-28T17:30")]),
    ("It fell at 5.30 p.m.", [("5.30 p.m.", "2013-02-28T17:30")]),
    ("It fell at 5PM.", [("5PM", "2013-02-28T17:00")]),
    ("It fell at 17:30.", [("17:30", "2013-02-28T17:30")]),
    ("It fell at 17:30:15.", [("17:30:15", "2013-02-28T17:30")]),
    ("It fell at 1730.", []),
    ("It fell at 5:30 p.m. EST.", [("5:30 p.m. EST", "2013-02-28T17:30")]),
    ("It fell at 9 p.m. Tuesday.", [("9 p.m. Tuesday", "2013-02-26T21:00")]),
    ("It fell at 9 p.m. on Tuesday.", [("9 p.m. on Tuesday", "2013-02-26T21:00")]),
    ("It fell Tuesday at 9 p.m.", [("Tuesday at 9 p.m.", "2013-02-26T21:00")]),
    ("It fell on Tuesday, 9 p.m.", [("Tuesday, 9 p.m.", "2013-02-26T21:00")]),
    ("It fell at 9 p.m. yesterday.", [("9 p.m. yesterday", "2013-02-27T21:00")]),
    ("It fell today at 21:00.", [("today at 21:00", "2013-02-28T21:00")]),
    ("It will fall at 9 a.m. tomorrow.", [("9 a.m. tomorrow", "2013-03-01T09:00")]),
    ("It fell on January 5 at 9 p.m.", [("January 5 at 9 p.m.", "2013-01-05T21:00")]),
    ("It fell at 9 p.m. on January 5, 2012.", [("9 p.m. on January 5, 2012", "2012-01-05T21:00")]),
    ("It fell at noon.", [("noon", "2013-02-28T12:00")]),
    ("It fell at midday Monday.", [("midday Monday", "2013-02-25T12:00")]),
    ("It fell at midnight on Monday.", [("midnight on Monday", "2013-02-25T24:00")]),
    ("It fell at nine in the evening.", [("nine in the evening", "2013-02-28T21:00")]),
    ("It fell at 9 in the evening.", [("9 in the evening", "2013-02-28T21:00")]),
    ("It fell at 9 in the morning.", [("9 in the morning", "2013-02-28T09:00")]),
    ("It fell at nine o'clock.", [("nine o'clock", "2013-02-28T09:00")]),
    ("It fell at ten o'clock in the morning.", [("ten o'clock in the morning", "2013-02-28T10:00")]),
]
"""A time and its day."""


@pytest.mark.parametrize(("text", "expected"), TIMES, ids=[text for text, _ in TIMES])
def test_times(text: str, expected: Found) -> None:
    assert found(text) == expected


NONE: list[tuple[str, Found]] = [
    ("It fell 3:2.", []),
    ("Verse 5:30 says so.", []),
    ("It fell at 25:00.", []),
    ("It fell at 5:75 p.m.", []),
    ("It fell at 13 p.m.", []),
    ("It fell at 0 a.m.", []),
    ("It cost 5.5 pm.", []),
    ("High noon has come.", []),
    ("I am 5.", []),
]
"""No time."""


@pytest.mark.parametrize(("text", "expected"), NONE, ids=[text for text, _ in NONE])
def test_none(text: str, expected: Found) -> None:
    assert found(text) == expected
