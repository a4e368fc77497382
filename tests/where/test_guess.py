from __future__ import annotations

import itertools

import pytest

from dateline.where.guess import THRESHOLD, container, container_after, guess, prior, runs


def names(text: str, threshold: float = THRESHOLD) -> list[str]:
    return [text[slice(*one.span)] for one in guess(text, threshold=threshold)]


def points(text: str, name: str) -> float:
    return next(one.points for one in guess(text, threshold=-9) if text[slice(*one.span)] == name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the United States of America won", ["United", "States", "of", "America"]),
        ("in St. Louis today", ["St.", "Louis"]),
        ("near W.Va. roads", ["W.Va."]),
        ("the U.S. envoy", ["U.S."]),
        ("in Deir al-Zor.", ["Deir", "al-Zor"]),
        ("in al-Bab and", []),
        ("Sudan’s army", ["Sudan"]),
        ("Al-Hasakah’s mayor", ["Al-Hasakah"]),
        ("São Tomé", ["São", "Tomé"]),
    ],
)
def test_a_run_is_a_stretch_of_capitalised_words(text: str, words: list[str]) -> None:
    found = [text[slice(*token)] for run in runs(text) for token in run.tokens]
    assert found == words or (not words and found == ["al-Bab"])


@pytest.mark.parametrize(
    ("text", "end", "after"),
    [
        ("Lexington, Ky., is", 9, "Ky."),
        ("Mosul, Iraq. Then", 5, "Iraq"),
        ("Paris (Texas) is", 5, "Texas"),
        ("Huntington, W.Va., is", 10, "W.Va."),
        ("Juba, South Sudan on", 4, "South Sudan"),
        ("Kabul, Monday", 5, None),
        ("Kabul was", 5, None),
        ("Atlanta, Georgia Tech", 7, "Georgia"),
    ],
)
def test_the_container_after_a_comma(text: str, end: int, after: str | None) -> None:
    found = container_after(text, end)
    assert (text[slice(*found)] if found else None) == after


@pytest.mark.parametrize(
    ("name", "kind"), [("Ky", "code"), ("Kenya", "name"), ("Ohio", "name"), ("Mosul Dam", ""), ("Qwzrblx", "")]
)
def test_what_a_name_after_a_comma_is(name: str, kind: str) -> None:
    assert container(name) == kind


def test_more_people_make_a_place_likelier() -> None:
    assert prior("baghdad") > prior("fallujah") > prior("qwzrblx") == 0


def test_a_country_counts_more_than_its_people() -> None:
    assert prior("malta") > prior("benghazi")


def test_an_abbreviated_state_alone_is_no_place() -> None:
    assert prior("wva") == 0 < prior("wva", dotted=True)


@pytest.mark.parametrize(
    ("weaker", "stronger", "name"),
    [
        ("They saw Damboa.", "They lived in Damboa.", "Damboa"),
        ("They saw Salem.", "They saw Salem, Ore.", "Salem"),
        ("They saw Sokoto.", "They saw Sokoto city.", "Sokoto"),
        ("Mr. Houston spoke.", "They saw Houston.", "Houston"),
        ("Anna Houston spoke.", "They saw Houston.", "Houston"),
        ("They saw Florence.", "They saw Venice and Florence.", "Florence"),
        ("They saw Kano Blixt.", "They saw Kano.", "Kano"),
        ("They saw Kano Blixt.", "They saw Kano Airport.", "Kano"),
    ],
)
def test_what_stands_beside_a_name_speaks_for_or_against_it(weaker: str, stronger: str, name: str) -> None:
    assert points(stronger, name) > points(weaker, name)


def test_a_name_sure_elsewhere_is_believed_again() -> None:
    once, twice = "Bama burned.", "They fled from Bama, Nigeria, on foot. Bama burned."
    assert points(once, "Bama") < guess(twice, threshold=-9)[-1].points


def test_a_known_surname_is_doubted() -> None:
    assert names("David Clark ran the shop. Clark sold it.") == []


def test_the_longest_name_wins() -> None:
    assert names("They flew from New York City to San Antonio.") == ["New York City", "San Antonio"]


def test_a_bodys_first_words_may_say_where_it_is() -> None:
    assert names("The Cincinnati Police Department denied it.") == ["Cincinnati"]


def test_only_the_inside_of_a_span_is_read() -> None:
    text = "From Kabul to Herat."
    assert [text[slice(*g.span)] for g in guess(text, inside=(11, 19))] == ["Herat"]


def test_guesses_are_in_order_and_do_not_overlap() -> None:
    found = guess("Kabul, Afghanistan, then Herat, Afghanistan, and Mosul, Iraq.", threshold=0)
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(found))


def test_a_higher_threshold_gives_a_subset() -> None:
    text = "Trucks drove from Bama to Kano and Lagos, Nigeria, past Salem and Clark."
    assert set(names(text, 7.0)) <= set(names(text)) <= set(names(text, 1.0))
