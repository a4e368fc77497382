from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.according_to import find
from dateline.according_to.due import due
from dateline.records import Due, Time

from .drafting import draft_of, span

if TYPE_CHECKING:
    from dateline.language.draft import Draft

TEXT = "On Monday the union said it will vote in May on the offer of 2019."
DATES = {
    "Monday": (dt.date(2031, 3, 3), dt.date(2031, 3, 3)),
    "May": (dt.date(2031, 5, 1), dt.date(2031, 5, 31)),
    "2019": (dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
}


def drafted(*words: str, published: str | None = "2031-03-04", text: str = TEXT) -> Draft:
    """A draft with some of the times of the text."""
    times = tuple(
        Time(span=span(text, word), text=word, type="DATE", value="x", start=DATES[word][0], end=DATES[word][1])
        for word in words
    )
    return find(replace(draft_of(text, published), times=times))


def found(draft: Draft) -> Due | None:
    """When the vote is due."""
    what = span(draft.text, "vote in May")
    chain = tuple(a for a in draft.attributions if a.content[0][0] <= what[0])
    return due(draft, (0, len(draft.text)), what, chain)


def test_the_time_inside_the_act() -> None:
    assert found(drafted("May")) == Due(start=dt.date(2031, 5, 1), end=dt.date(2031, 5, 31))


def test_the_time_of_the_saying_is_outside_the_content() -> None:
    assert found(drafted("Monday")) is None


def test_a_time_that_is_over() -> None:
    assert found(drafted("2019")) is None


def test_a_time_that_is_over_when_nobody_knows_what_day_it_is() -> None:
    assert found(drafted("2019", published=None)) == Due(start=dt.date(2019, 1, 1), end=dt.date(2019, 12, 31))


def test_the_time_inside_the_act_comes_first() -> None:
    assert found(drafted("Monday", "May", "2019", published=None)) == Due(
        start=dt.date(2031, 5, 1), end=dt.date(2031, 5, 31)
    )


def test_no_times() -> None:
    assert found(drafted()) is None


def test_a_time_of_another_sentence() -> None:
    text = TEXT + " May was cold."
    draft = draft_of(text, "2031-03-04")
    other = (text.rindex("May"), text.rindex("May") + 3)
    time = Time(span=other, text="May", type="DATE", value="x", start=DATES["May"][0], end=DATES["May"][1])
    assert due(replace(draft, times=(time,)), (0, len(TEXT)), span(text, "vote"), ()) is None


@pytest.mark.parametrize(("start", "end"), [(dt.date(2031, 5, 1), None), (None, dt.date(2031, 5, 31))])
def test_an_open_period(start: dt.date | None, end: dt.date | None) -> None:
    draft = draft_of(TEXT, "2031-03-04")
    time = Time(span=span(TEXT, "May"), text="May", type="DATE", value="x", start=start, end=end)
    draft = replace(draft, times=(time,))
    assert due(draft, (0, len(TEXT)), span(TEXT, "vote in May"), ()) == Due(start=start, end=end)
