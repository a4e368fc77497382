"""What phrases and names mean: capitals, lists, parts, persons, publishers and nationalities."""

from __future__ import annotations

import pytest

from dateline import where
from dateline.records import Place
from dateline.where import places as room
from dateline.where.rank import Around, Name, chances, names_of, rank
from dateline.where.toponyms import Toponym, bare, known_part, toponyms
from dateline.where.words import words

from .drafts import at, draft, entity


def meant(text: str, phrase: str) -> tuple[str | None, str | None] | None:
    found = where.resolve(where.find(draft(text)), at(text, phrase))
    return (found.name, found.country) if found else None


@pytest.mark.parametrize(
    ("phrase", "name", "country"),
    [
        ("the Kenyan capital", "Nairobi", "KEN"),
        ("Kenya’s capital", "Nairobi", "KEN"),
        ("Kenya's capital", "Nairobi", "KEN"),
        ("the capital of Kenya", "Nairobi", "KEN"),
        ("the capital of the Netherlands", "Amsterdam", "NLD"),
        ("the United States capital", "Washington", "USA"),
        ("the South African capital", "Pretoria", "ZAF"),
        ("the Qwzrb capital", None, None),
        ("the capital", None, None),
    ],
)
def test_a_capital_by_its_country(phrase: str, name: str | None, country: str | None) -> None:
    assert meant(f"They met in {phrase} today.", phrase) == (name, country)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Lagos and Kano", "Lagos"),
        ("from Lagos to Kano", "Lagos"),
        ("Kano, Nigeria", "Kano"),
        ("Nigeria's Kano", "Kano"),
        ("(Kano)", "Kano"),
        ("Kano .", "Kano"),
    ],
)
def test_which_of_the_places_in_a_phrase_counts(phrase: str, name: str) -> None:
    assert meant(f"They met at {phrase} today.", phrase) == (name, "NGA")


@pytest.mark.parametrize("phrase", ["here", "Here", "elsewhere", "which", " ", "abroad"])
def test_words_that_stand_for_no_place_mean_none(phrase: str) -> None:
    assert meant(f"KANO - They met {phrase} today.", phrase) is None


def found(text: str) -> list[tuple[str, str | None]]:
    return [(p.text, p.country) for p in where.find(draft(text)).places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They met in Athens, Ga., today.", [("Athens", "USA"), ("Ga.", "USA")]),
        ("They met in Washington, D.C., today.", [("Washington", "USA"), ("D.C.", "USA")]),
        ("They met in Saint-Denis, France.", [("Saint-Denis", "FRA"), ("France", "FRA")]),
        ("They met in St Petersburg, Russia.", [("St Petersburg", "RUS"), ("Russia", "RUS")]),
        ("They met in Ho Chi Minh City.", [("Ho Chi Minh City", "VNM")]),
        ("They met in Zürich and Łódź.", [("Zürich", "CHE"), ("Łódź", "POL")]),
        ("They met in N'Djamena.", [("N'Djamena", "TCD")]),
        ("They met in KABUL.", [("KABUL", "AFG")]),
        ("Kano\nLagos", [("Kano", "NGA"), ("Lagos", "NGA")]),
        ("Beirut's port burned; beirut wept.", [("Beirut", "LBN")]),
        ("Mr Kano met Mrs Lagos.", []),
        ("President Washington met General Lagos.", []),
        ("They met in الرياض and Москва.", []),
    ],
)
def test_places_as_news_writes_them(text: str, places: list[tuple[str, str]]) -> None:
    assert found(text) == places


def test_nationalities_and_actors_share_what_speaks_for_a_country() -> None:
    around = room.around(draft("Kenyan envoys met. The Kenyan and Togolese armies left."))
    assert around.actors == pytest.approx({"KEN": 2 / 3, "TGO": 1 / 3})
    assert room.around(draft("they met")).actors == {}


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        (("AFG", "city"), ("AFG", "country"), True),
        (("AFG", "country"), ("AFG", "city"), False),
        (("AFG", "city"), ("IRQ", "country"), False),
        (("AFG", None), ("AFG", "country"), False),
        (("AFG", "point"), ("AFG", "city"), True),
        (("AFG", "city"), ("AFG", "city"), False),
    ],
)
def test_what_is_part_of_what(one: tuple[str, str | None], other: tuple[str, str | None], *, part: bool) -> None:
    places = [
        Place(span=(0, 1), text="x", name="x", country=country, precision=precision)
        for country, precision in (one, other)
    ]
    assert room._part_of(*places) is part


@pytest.mark.parametrize(
    ("text", "name"),
    [("  the  Kano ", "Kano"), ("(Kano)", "Kano"), ("“Kano’s”", "Kano"), ("The", "The"), ("", ""), ("Kano’", "Kano")],
)
def test_a_name_without_what_stands_around_it(text: str, name: str) -> None:
    assert bare(text, (0, len(text))) == name


@pytest.mark.parametrize("name", ["", " ", ".", "the", "(", "🙂", "x" * 5000, "qw " * 500])
def test_a_part_of_nothing_known_is_empty(name: str) -> None:
    assert known_part(name) == ""


def test_what_a_mention_holds_is_told_to_the_state_behind_it() -> None:
    text = "They met in Salem, Ore., and in Salem, Mass., again."
    names = ("Salem", "Ore.")
    marked = tuple(entity(text, name, "place") for name in names)
    assert [(t.name, t.container, t.holds) for t in toponyms(draft(text, entities=marked))] == [
        ("Salem", "Ore.", ""),
        ("Ore.", "", "Salem"),
        ("Salem", "Mass.", ""),
        ("Mass.", "", "Salem"),
    ]


def test_a_name_that_no_gazetteer_has_is_ranked_under_none() -> None:
    assert names_of([Toponym((0, 1), "Qwzrblx"), Toponym((0, 1), "")]) == [None, None]
    assert rank([None], Around()) == {}


def test_names_are_ranked_the_same_in_any_order() -> None:
    names = names_of([Toponym((0, 1), name) for name in ("Tripoli", "Beirut", "Paris", "Lebanon")])
    forth, back = rank(names, Around()), rank(names[::-1], Around())
    assert {name.key: place and place[0].rank for name, place in forth.items()} == {
        name.key: place and place[0].rank for name, place in back.items()
    }
    assert Name("beirut") in forth


def test_equal_scores_are_equal_chances() -> None:
    assert chances([0.0] * 4) == pytest.approx([0.25] * 4)
    assert chances([-1e9]) == [1.0]


def test_word_lists_are_in_lower_case_and_nouns_call_for_known_features() -> None:
    lists = (words().parts, words().before, words().never, words().bodies, words().titles, words().surnames)
    assert all(word == word.lower() for one in lists for word in one)
    assert set(words().nouns.values()) <= {"ADM1", "ADM2", "PPL"}
