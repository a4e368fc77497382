"""What is kept in mind while a story is read, and which of several days is meant."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.when.expressions import read
from dateline.when.story import Story, at_unit, pick

D = dt.date
TODAY = D(2017, 9, 13)


def values(text: str, published: dt.date | None = TODAY) -> list[str]:
    return [t.value for t in read(text, published)]


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("D", "2017-09-13"), ("W", "2017-W37"), ("F", "2017-W37"), ("WE", "2017-W37-WE"), ("M", "2017-09"),
        ("Q", "2017-Q3"),
        ("Y", "2017"), ("E", "201"), ("C", "20"), ("N", "2017-09-13"),
    ],
)  # fmt: skip
def test_a_day_as_a_coarser_value(unit: str, value: str) -> None:
    assert at_unit(TODAY, unit) == value


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [("D", -1, "2017-09-12"), ("W", 1, "2017-W38"), ("M", -9, "2016-12"), ("Y", 3, "2020"), ("Q", 1, "2017-Q4")],
)
def test_shifting_from_today(unit: str, count: int, value: str) -> None:
    assert Story(TODAY).shifted(TODAY, unit, count) == value


@pytest.mark.parametrize(
    ("unit", "value"), [("D", "XXXX-XX-XX"), ("W", "XXXX-WXX"), ("WE", "XXXX-WXX-WE"), ("M", "XXXX-XX"), ("Y", "XXXX")]
)
def test_shifting_from_nowhere(unit: str, value: str) -> None:
    assert Story(None).shifted(None, unit, -1) == value
    assert Story(None).today() == "XXXX-XX-XX"


def test_shifting_out_of_the_calendar() -> None:
    assert Story(TODAY).shifted(TODAY, "C", 10**6) == "XXXX"


@pytest.mark.parametrize(
    ("why", "way", "expected"),
    [
        ("past", -1, D(2016, 11, 20)),
        ("ahead", 1, D(2017, 11, 20)),
        ("the nearer one without a tense", 0, D(2017, 11, 20)),
    ],
)
def test_picking_one_of_several_days(why: str, way: int, expected: dt.date) -> None:
    choices = [D(year, 11, 20) for year in (2016, 2017, 2018)]
    assert pick(choices, TODAY, way) == expected, why


def test_today_is_both_past_and_to_come() -> None:
    choices = [D(year, 9, 13) for year in (2016, 2017, 2018)]
    assert {pick(choices, TODAY, way) for way in (-1, 0, 1)} == {TODAY}


def test_a_past_tense_does_not_reach_back_to_what_is_just_ahead() -> None:
    choices = [D(year, 9, 20) for year in (2016, 2017, 2018)]
    assert pick(choices, TODAY, -1) == D(2017, 9, 20)


def test_without_a_tense_the_past_is_likelier() -> None:
    choices = [D(year, 3, 5) for year in (2017, 2018)]
    assert pick(choices, TODAY, 0) == D(2017, 3, 5)


@pytest.mark.parametrize(
    ("month", "said", "value"),
    [
        ("August", "It fell in {}.", "2017-08"),
        ("September", "It fell in {}.", "2017-09"),
        ("November", "It fell in {}.", "2016-11"),
        ("October", "It fell in {}.", "2017-10"),
        ("August", "It will fall in {}.", "2017-08"),
        ("June", "It will fall in {}.", "2018-06"),
        ("September", "It will fall in {}.", "2017-09"),
        ("December", "The trial in {}.", "2017-12"),
        ("March", "The trial in {}.", "2017-03"),
    ],
)
def test_the_year_of_a_bare_month(month: str, said: str, value: str) -> None:
    assert values(said.format(month)) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On July 4, 2010 he won. A year later he lost.", ["2010-07-04", "2011"]),
        ("In 2010 he won. Two years later he lost.", ["2010", "2012"]),
        ("In May 2010 he won. A year later he lost.", ["2010-05", "2011"]),
        ("In 2010 he won. Two months later he lost.", ["2010", "P2M"]),
        ("In 2010 he won. Three weeks later he lost.", ["2010", "P3W"]),
        ("On July 4 he won. Minutes later he lost. Ten minutes later he won.", ["2017-07-04", "PT10M"]),
        ("On July 4 he won. Days later he lost.", ["2017-07-04"]),
        ("On July 4 he won. Several days later he lost.", ["2017-07-04", "PXD"]),
        ("On July 4 he won. The following month he lost.", ["2017-07-04", "2017-08"]),
        ("On July 4 he won. The previous day he had lost.", ["2017-07-04", "2017-07-03"]),
        ("On July 4 he won. That same day he lost.", ["2017-07-04", "2017-07-04"]),
        ("On Tuesday, July 4, he won. The following Friday he lost.", ["2017-07-04", "2017-07-07"]),
        ("On Tuesday, July 4, he won. The previous Friday he had lost.", ["2017-07-04", "2017-06-30"]),
        ("Five years ago he won. The following year he lost.", ["2012", "2018"]),
    ],
)
def test_dates_hang_on_the_date_last_spoken_of(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Second-quarter profit rose. Sales doubled in the quarter.", ["2017-Q2", "2017-Q2"]),
        ("The second quarter was good. A year ago sales were small.", ["2017-Q2", "2016-Q2"]),
        ("The second quarter was good, the 2015 quarter was not.", ["2017-Q2", "2015-Q2"]),
        ("The second quarter was good; the latest period was the best.", ["2017-Q2", "2017-Q2"]),
        ("Sales doubled in the quarter.", ["2017-Q2"]),
        ("Sales doubled in the latest quarter.", ["2017-Q2"]),
        ("Sales will double next quarter.", ["2017-Q4"]),
        ("Sales doubled last quarter.", ["2017-Q2"]),
        ("A year ago sales were small.", ["2016"]),
        ("Sales fell in the fourth quarter.", ["2016-Q4"]),
        ("Sales will fall in the fourth quarter.", ["2017-Q4"]),
        ("Sales will fall in the first quarter.", ["2018-Q1"]),
        ("He came fourth in a quarter of the races.", []),
    ],
)
def test_fiscal_quarters(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_quarter_far_back_no_longer_colours_a_year_ago() -> None:
    text = "Second-quarter profit rose. " + "He spoke of the weather and of cats. " * 20 + "A year ago he was poor."
    assert values(text) == ["2017-Q2", "2016"]


@pytest.mark.parametrize("published", [D(1, 1, 1), D(1599, 12, 31), D(2200, 1, 1), D(9999, 12, 31)])
def test_a_publication_in_no_year_of_news_counts_as_unknown(published: dt.date) -> None:
    assert values("It fell on Monday.", published) == ["XXXX-WXX-1"]
