"""What an undated report says about its own publication."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dateline import when
from dateline.records import Actor, Published
from dateline.when import undated

from .drafting import at, draft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.language.draft import Draft


THURSDAYS = [dt.date(2024, 6, 20), dt.date(2024, 6, 27)]


def earliest(*sentences: str) -> dt.date | None:
    return when.find(draft(*sentences, published=None)).document.published.start


def told(*sentences: str, names: dict[str, str] | None = None) -> Draft:
    """The draft of an undated report in which some words stand for actors, with its times."""
    made = draft(*sentences, published=None)
    actors = (Actor(span=at(made, words), text=words, name=name) for words, name in (names or {}).items())
    return when.find(dataclasses.replace(made, actors=tuple(actors)))


def allowed(why: str, days: Iterable[dt.date], *sentences: str) -> list[dt.date]:
    """Those of some days that the constraint of a report which starts with `why` lets pass."""
    (found,) = (c for c in undated.constraints(told(*sentences)) if c.why.startswith(why))
    return [d for d in days if found.holds(d)]


@pytest.mark.parametrize(
    ("why", "text", "day"),
    [
        ("a past day", "The treaty was signed on 5 March 2014.", dt.date(2014, 3, 5)),
        ("a past month begins the span", "The treaty was signed in March 2014.", dt.date(2014, 3, 1)),
        ("a past year", "He has lived there since 2011.", dt.date(2011, 1, 1)),
        ("a day to come", "The treaty will be signed on 5 March 2014.", None),
        ("a day planned", "The treaty was expected on 5 March 2014.", None),
        ("a deadline", "He said that it had been sealed until 5 March 2014.", None),
        ("a condition", "If it was signed on 5 March 2014, it holds.", None),
        ("no verb at all", "A treaty of 5 March 2014.", None),
        ("no year", "The treaty was signed on 5 March.", None),
        ("today", "The treaty was signed today.", None),
        ("a year that is no news", "The abbey was founded in 1066.", None),
    ],
)
def test_a_past_date_is_a_lower_bound(why: str, text: str, day: dt.date | None) -> None:
    assert earliest(text) == day, why


def test_the_latest_of_several_past_dates_counts() -> None:
    assert earliest("It was built in 1990.", "It was burned on 2 May 2016.", "It was sold in 2003.") == dt.date(
        2016, 5, 2
    )


def test_dates_alone_do_not_say_by_when_a_report_was_printed() -> None:
    made = when.find(draft("It was burned on 2 May 2016.", "It will open in June 2017.", published=None))
    assert made.document.published.end is None
    assert made.document.published.basis == "inferred"


def test_an_empty_report_leaves_everything_open() -> None:
    assert when.find(draft("", published=None)).document.published == Published()


def test_without_sentences_nothing_is_told_as_past() -> None:
    made = when.find(draft("It was burned on 2 May 2016.", published=None))
    assert undated.infer(dataclasses.replace(made, sentences=())) == Published()


def test_a_given_date_is_left_alone() -> None:
    made = draft("It was burned on 2 May 2016.")
    assert when.find(made).document.published is made.document.published


def test_a_weekday_with_its_day_tells_the_years() -> None:
    days = [dt.date(year, 6, 21) for year in range(2010, 2026)]
    years = {d.year for d in allowed("'Thursday, June 20' names", days, "They met on Thursday, June 20.")}
    assert {2013, 2019, 2024} <= years
    assert not years & {2010, 2016, 2022}


def test_a_leap_day_tells_few_years() -> None:
    days = [dt.date(year, 3, 2) for year in range(1980, 2020)]
    years = {d.year for d in allowed("'Monday, February 29' names", days, "They met on Monday, February 29.")}
    assert years == {1987, 1988, 1989, 2015, 2016, 2017}


def test_a_past_day_without_a_year_lies_in_the_months_before() -> None:
    days = [dt.date(2024, month, 15) for month in range(1, 13)]
    months = [d.month for d in allowed("'June 18'", days, "The two met on June 18, officials said.")]
    assert months == [1, 2, 3, 7, 8, 9, 10, 11, 12]


def test_a_past_leap_day_lies_in_the_months_before() -> None:
    days = [dt.date(year, 3, 1) for year in range(2020, 2026)]
    assert [d.year for d in allowed("'February 29'", days, "They met on February 29, he said.")] == [2020, 2024]


@pytest.mark.parametrize(
    ("why", "text", "passes"),
    [
        ("somebody spoke then", "The talks have failed, the minister told reporters on Thursday.", True),
        ("by which means", "The talks have failed, the minister said in a statement on Thursday.", True),
        ("something happened then", "The talks failed on Thursday.", False),
        ("it is to come", "The talks will fail on Thursday.", False),
        ("two days of news", "It fell, he said on Thursday. It rose, she said on Friday.", False),
    ],
)
def test_the_only_weekday_on_which_somebody_spoke_is_the_day_of_the_news(why: str, text: str, *, passes: bool) -> None:
    found = [c for c in undated.constraints(told(text)) if c.why.endswith("the day of the news")]
    assert bool(found) is passes, why
    assert all(c.holds(d) is (d in THURSDAYS) for c in found for d in (*THURSDAYS, dt.date(2024, 6, 21)))


def test_a_designation_in_the_tables_tells_the_month() -> None:
    made = told("Washington blacklisted Boko Haram earlier this month.", names={"Boko Haram": "Boko Haram"})
    published = made.document.published
    assert (published.start, published.end) == (dt.date(2013, 11, 14), dt.date(2013, 11, 30))
    assert len(published.candidates) == 17
    assert "Boko Haram, which was on 2013-11-14" in published.because[0]


def test_a_designation_that_is_only_planned_tells_nothing() -> None:
    made = told("Washington will list Boko Haram later this month.", names={"Boko Haram": "Boko Haram"})
    assert made.document.published == Published()


def test_an_actor_without_dated_facts_tells_nothing() -> None:
    made = told("Washington listed the Sons of Dawn earlier this month.", names={"the Sons of Dawn": "Sons of Dawn"})
    assert made.document.published == Published()


SPEAKER = {"Jen Psaki": "Jen Psaki"}


def test_who_speaks_in_an_office_holds_it() -> None:
    made = told("It is over, White House press secretary Jen Psaki said.", names=SPEAKER)
    assert (made.document.published.start, made.document.published.end) == (
        dt.date(2021, 1, 20),
        dt.date(2022, 5, 13),
    )
    assert made.document.published.candidates == ()


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("no longer in office", "It is over, former White House press secretary Jen Psaki said."),
        ("no office named", "It is over, Jen Psaki said."),
        ("not speaking", "White House press secretary Jen Psaki was seen in the park."),
    ],
)
def test_others_tell_nothing(why: str, text: str) -> None:
    assert told(text, names=SPEAKER).document.published == Published(), why


def test_words_that_contradict_each_other_tell_nothing() -> None:
    made = told(
        "Washington blacklisted Boko Haram earlier this month.",
        "It is over, White House press secretary Jen Psaki said.",
        names={"Boko Haram": "Boko Haram"} | SPEAKER,
    )
    assert made.document.published == Published()


def test_times_are_seen_from_every_candidate() -> None:
    made = told(
        "The United States blacklisted Ansaru earlier this month.",
        "It will close its office in June, the envoy told reporters on Thursday.",
        "It opened last Monday.",
        names={"Ansaru": "Ansaru"},
    )
    assert [d.day for d in made.document.published.candidates] == [14, 21, 28]
    times = {t.text: t for t in made.times}
    assert (times["June"].value, times["Thursday"].value) == ("2014-06", "2013-11-XX")
    assert (times["Thursday"].start, times["Thursday"].end) == (dt.date(2013, 11, 14), dt.date(2013, 11, 28))
    assert (times["earlier this month"].value, times["earlier this month"].end) == ("2013-11", dt.date(2013, 11, 28))


def test_every_constraint_says_why() -> None:
    made = when.find(draft("It was burned on 2 May 2016.", "They met on Thursday, June 20.", published=None))
    assert [c.why for c in undated.constraints(made)] == [
        "'2 May 2016' is told as past",
        "'Thursday, June 20' is told as past",
        "'Thursday, June 20' names a weekday and a day of the month",
    ]
