"""Number words, figures, ordinals, units and the durations made of them."""

from __future__ import annotations

import pytest

from dateline.when import numbers


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("seven", 7),
        ("ninety", 90),
        ("hundred", 100),
        ("7", 7),
        ("2,500", 2500),
        ("1.5", 1.5),
        ("1/2", 0.5),
        ("3/4", 0.75),
        ("1/0", None),
        ("x/2", None),
        ("may", None),
        ("", None),
        ("seventh", None),
    ],
)
def test_one_word(word: str, value: float | None) -> None:
    assert numbers.figure(word) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty four", 24),
        ("twenty - four", 24),
        ("one hundred", 100),
        ("one hundred and fifty", 150),
        ("two hundred ten", 210),
        ("three thousand", 3000),
        ("two thousand five hundred", 2500),
        ("two dozen", 24),
        ("two or three", 2),
        ("two to three", 2),
        ("5 or 6", 5),
        ("30 days", 30),
        ("days", None),
        ("", None),
        ("twenty thirty", 20),
        ("4 5", 4),
    ],
)
def test_several_words(words: str, value: float | None) -> None:
    assert numbers.number(words.split()) == value


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen ninety - six", "1996"),
        ("nineteen seventy", "1970"),
        ("two thousand", "2000"),
        ("two thousand and five", "2005"),
        ("twenty fifteen", "2015"),
        ("eighteen twelve", "1812"),
        ("twelve dozen", None),
        ("nineteen", None),
        ("twenty five", None),
        ("19 90", None),
        ("ninety nine", None),
    ],
)
def test_spoken_years(words: str, year: str | None) -> None:
    assert numbers.spoken_year(words.split()) == year


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("first", 1),
        ("second", 2),
        ("twentieth", 20),
        ("3rd", 3),
        ("21st", 21),
        ("th", None),
        ("three", None),
        ("", None),
    ],
)
def test_ordinals(word: str, value: int | None) -> None:
    assert numbers.ordinal(word) == value


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("day", "D"),
        ("weeks", "W"),
        ("year", "Y"),
        ("quarter", "Q"),
        ("minutes", "M-"),
        ("weekend", "WE"),
        ("decades", "E"),
    ],
)
def test_units(word: str, letter: str) -> None:
    assert numbers.unit(word) == letter


def test_what_is_no_unit_is_an_error() -> None:
    with pytest.raises(KeyError, match="no unit"):
        numbers.unit("parsec")


@pytest.mark.parametrize(
    ("count", "letter", "value"),
    [
        (3, "D", "P3D"),
        (1, "Y", "P1Y"),
        (2, "H", "PT2H"),
        (20, "M-", "PT20M"),
        (3, "M", "P3M"),
        ("X", "W", "PXW"),
        ("X", "M-", "PTXM"),
        ("X", "H", "PTXH"),
        (2.5, "Y", "P2Y6M"),
        (1.5, "H", "PT1H30M"),
        (0.5, "H", "PT30M"),
        (1.5, "M-", "PT1M30S"),
        (0.5, "D", "PT12H"),
        (1, "F", "P2W"),
        (3, "E", "P30Y"),
        (1, "E", "P1E"),
        (2, "N", "P2D"),
        (1, "C", "P1C"),
        (2, "WE", "P2W"),
        (45, "S", "PT45S"),
    ],
)
def test_durations(count: float | str, letter: str, value: str) -> None:
    assert numbers.duration(count, letter) == value
