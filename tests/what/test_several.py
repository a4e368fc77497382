"""How many acts, dead and hurt: ranges, bounds, years, ages, and numbers that count something else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import Count
from dateline.what import counts
from dateline.what.contexts import contexts


def acts(before: str) -> Count | None:
    sentence = f"{before} strikes"
    return counts.several(sentence, (len(sentence) - 7, len(sentence)))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("between 5 and 7", Count(min=5, max=7)),
        ("between five and seven", Count(min=5, max=7)),
        ("5-7", Count(min=5, max=7)),
        ("5–7", Count(min=5, max=7)),
        ("five or six", Count(min=5, max=6)),
        ("seven to five", Count(min=5, max=7)),
        ("at least five", Count(min=5)),
        ("no fewer than 12", Count(min=12)),
        ("above 40", Count(min=40)),
        ("fewer than 10", Count(max=10)),
        ("as many as 30", Count(max=30)),
        ("nearly 10", Count(max=10)),
        ("1,200", Count(min=1200, max=1200)),
        ("two dozen", Count(min=24)),
        ("more than a dozen", Count(min=12)),
        ("hundreds of", Count(min=200)),
        ("DOZENS OF", Count(min=24)),
        ("2014 people and 12", Count(min=12, max=12)),
        ("peace and 7", Count(min=7, max=7)),
    ],
)
def test_how_many_acts(before: str, expected: Count) -> None:
    assert acts(before) == expected


@pytest.mark.parametrize(
    "before",
    ["a series of", "one of the", "in 2014", "since 1999", "3.5", "no", "the", "", "12 long years without any"],
)
def test_of_how_many_acts_nothing_is_said(before: str) -> None:
    assert acts(before) is None


def test_a_single_act_is_not_counted() -> None:
    assert counts.several("five strike", (5, 11)) is None
    assert counts.several("", (0, 0)) is None


def toll(sentence: str, trigger: str = "blast") -> tuple[int | None, int | None]:
    start = sentence.index(trigger)
    span = start, start + len(trigger)
    return counts.killed(sentence, span), counts.injured(sentence, span)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The blast killed three and left 12 wounded.", (3, 12)),
        ("The blast left 12 people injured.", (None, 12)),
        ("The blast left at least 12 dead.", (12, None)),
        ("The blast left a dozen dead and scores injured.", (12, 40)),
        ("The blast wounded 7 and killed 4.", (4, 7)),
        ("Two people were killed and 3 others were injured in the blast.", (2, 3)),
        ("The blast killed 12,500 people.", (12500, None)),
        ("The blast claimed the lives of 7 men.", (7, None)),
        ("The blast killed one of 12 guards.", (1, None)),
        ("After the blast the death toll of 7 rose.", (7, None)),
        ("After the blast the number of injured rose to 12.", (None, None)),
        ("The blast killed 2001 people.", (2001, None)),
        ("A blast killed 40.", (40, None)),
        ("Five gunmen killed 12 guards in the blast.", (12, None)),
        ("Five gunmen killed by the blast were old.", (5, None)),
        ("In the blast 12 were killed a day later.", (12, None)),
        ("Two bombs hurt at least 9 in the blast.", (None, 9)),
    ],
)
def test_the_dead_and_the_hurt(sentence: str, expected: tuple[int | None, int | None]) -> None:
    assert toll(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2014 the blast killed him.",
        "The blast killed 12-year-old Omar Vang.",
        "The blast killed a 3-month-old foal.",
        "The blast left 12 bags in the road.",
        "The blast killed no one.",
        "The blast killed 1.5 percent of the herd.",
        "The blast lasted 12 minutes.",
    ],
)
def test_numbers_that_count_no_dead(sentence: str) -> None:
    assert toll(sentence)[0] in {None, 1}  # "a foal" is one, twelve or three are not
    assert toll(sentence)[1] is None


def test_the_nearest_number_counts() -> None:
    sentence = "A storm killed 40, and the blast killed 3."
    assert toll(sentence, "storm")[0] == 40
    assert toll(sentence, "blast")[0] == 3


@pytest.mark.parametrize("gap", [counts.REACH - 20, counts.REACH + 40])
def test_a_number_beyond_reach_is_another_s(gap: int) -> None:
    sentence = "The blast" + " far" * (gap // 4) + " killed 3."
    assert toll(sentence)[0] == (3 if gap < counts.REACH else None)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from("12 five killed injured people were in 2014 a dozen dead , to - strikes".split()), max_size=25
    )
)
def test_counts_are_never_negative_and_ranges_in_order(pieces: list[str]) -> None:
    sentence = " ".join(["blast", *pieces, "strikes"])
    for number in toll(sentence):
        assert number is None or number > 0
    found = counts.several(sentence, (len(sentence) - 7, len(sentence)))
    assert found is None or found.min is None or found.max is None or found.min <= found.max


@pytest.mark.parametrize("piece", ["killed ", "12 ", "12,", "at least 12 people ", "a", "12-", "two dozen ", "五 "])
def test_a_sentence_of_ten_thousand_characters_is_read_in_no_time(piece: str) -> None:
    sentence = piece * (10_000 // len(piece))
    began = time.process_time()
    counts.killed(sentence, (0, 3))
    counts.injured(sentence, (0, 3))
    counts.several(sentence, (9000, 9003))
    contexts(sentence)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("", ()),
        ("Voters went to the polls.", ("election",)),
        ("THE REFUGEES LEFT.", ("asylum",)),
        ("An earthquake struck.", ("disasters",)),
        ("A cyberattack shut the bank.", ("cyber",)),
        ("The pollster and the electioneer met.", ()),
    ],
)
def test_contexts_are_read_by_whole_words_in_any_case(sentence: str, expected: tuple[str, ...]) -> None:
    assert contexts(sentence) == expected
