"""The room's entry: times of a draft, and what is left out."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dateline import when
from dateline.records import Published

from .drafting import PUBLISHED, at, draft


def test_every_expression_is_found_and_the_rest_of_the_draft_kept() -> None:
    made = draft("The post fell on Monday.", "It was retaken the next day.")
    found = when.find(made)
    assert [(t.text, t.value) for t in found.times] == [("Monday", "2017-09-11"), ("the next day", "2017-09-12")]
    assert dataclasses.replace(found, times=()) == made


def test_a_draft_without_times_has_none() -> None:
    assert when.find(draft("The post fell.")).times == ()


def test_an_empty_text_has_none() -> None:
    assert when.find(draft("")).times == ()


def test_nothing_in_a_repeat_is_a_time() -> None:
    plain = draft("The post fell on Monday.", "The post fell on Monday.")
    made = draft("The post fell on Monday.", "The post fell on Monday.", repeats=(plain.sentences[1].span,))
    assert [t.span for t in when.find(made).times] == [at(made, "Monday")]


def test_a_time_that_touches_a_repeat_is_left_out() -> None:
    whole = draft("The post fell on Monday night.")
    start, end = at(whole, "night")
    made = draft("The post fell on Monday night.", repeats=((start, end),))
    assert when.find(made).times == ()


def test_without_a_publication_date_values_keep_their_x() -> None:
    (time,) = when.find(draft("The post fell on Monday.", published=None)).times
    assert (time.value, time.start, time.end, time.precision) == ("XXXX-WXX-1", None, None, None)


@pytest.mark.parametrize(
    ("start", "end"),
    [(dt.date(2017, 9, 1), dt.date(2017, 9, 30)), (PUBLISHED, None), (None, PUBLISHED)],
    ids=["a month", "no last day", "no first day"],
)
def test_an_imprecise_publication_date_counts_as_unknown(start: dt.date | None, end: dt.date | None) -> None:
    made = draft("The post fell on Monday.")
    vague = made.document.model_copy(update={"published": Published(start=start, end=end)})
    (time,) = when.find(dataclasses.replace(made, document=vague)).times
    assert time.value == "XXXX-WXX-1"


def test_the_same_draft_gives_the_same_times() -> None:
    made = draft("In the third quarter profit fell from a year earlier.", "Two days later, on Friday, he left.")
    assert when.find(made) == when.find(made)


def test_one_document_does_not_colour_the_next() -> None:
    text = "Two days later he left."
    before = when.find(draft(text)).times
    when.find(draft("The post fell on July 4, 2015."))
    assert when.find(draft(text)).times == before
