"""States, their governments and their people: which words mean one, which mean two, and which mean a town."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline import who
from dateline.language.draft import Home
from dateline.who import home
from dateline.who.cast import Cast
from tests.who.helpers import draft_of, place, with_entities

if TYPE_CHECKING:
    from dateline.records import Actor


def resolved(text: str, part: str, nth: int = 1) -> Actor:
    return who.resolve(draft_of(text), place(text, part, nth))


@pytest.mark.parametrize("before", ["Norway accused", "Norway and its ally", "it met its old rival", "its neighbour"])
@pytest.mark.parametrize(("capital", "country"), [("Moscow", "RUS"), ("New Delhi", "IND"), ("Washington", "USA")])
def test_a_capital_behind_what_states_do_is_a_government(before: str, capital: str, country: str) -> None:
    actor = resolved(f"Then {before} {capital} on Monday.", capital)
    assert (actor.country, actor.sectors, actor.via) == (country, ("GOV",), "metonym")
    assert (actor.name or "").endswith("government")


@pytest.mark.parametrize("before", ["suspect", "Mr", "President", "the accused Ole", "accused Ole", "ally Paris"])
def test_a_capital_behind_a_person_s_title_is_a_person(before: str) -> None:
    text = f"They saw {before} Washington weep."
    kinds = {c.kind for c in Cast(draft_of(text)).candidates if c.actor.text.endswith("Washington")}
    assert kinds == {"person"}


def test_a_person_whom_the_encoder_sees_stays_one() -> None:
    text = "Then Norway accused Sofia of it."
    assert resolved(text, "Sofia").country == "BGR"
    labelled = with_entities(draft_of(text), [("Sofia", "person")])
    assert who.resolve(labelled, place(text, "Sofia")).country is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Norway accused Robert Ames of it.", None),
        ("Norway’s minister accused Robert Ames of it.", None),
        ("Norwegian judge Robert Ames left.", "NOR"),
        ("Norway envoy Robert Ames left.", "NOR"),
        ("Norwegian-accused Robert Ames left.", None),
    ],
)
def test_whom_a_state_accuses_is_not_of_it(text: str, country: str | None) -> None:
    assert resolved(text, "Robert Ames").country == country


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained in Moscow.", []),
        ("They flew from Moscow to Beijing.", []),
        ("MOSCOW – It rained.", []),
        ("Moscow residents left.", []),
        ("Then Moscow said no.", [("Moscow", "Russian government")]),
        ("In Moscow, Moscow’s envoy wept.", [("Moscow’s envoy", "Moscow’s envoy")]),
        ("Talks in Moscow failed and Beijing blamed Tehran.", [("Beijing", "Chinese government")]),
        ("Whitehall and Downing Street refused.", [(w, "British government") for w in ("Whitehall", "Downing Street")]),
        ("The Élysée refused.", [("Élysée", "French government")]),
        ("The Elysee refused.", [("Elysee", "French government")]),
    ],
)
def test_a_town_acts_only_as_a_government(text: str, found: list[tuple[str, str]]) -> None:
    assert [(actor.text, actor.name) for actor in who.find(draft_of(text)).actors] == found


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Ghanaian police", "GHA", ("COP",)),
        ("Three Ghanaian soldiers", "GHA", ("MIL",)),
        ("South Korean protesters", "KOR", ("OPP",)),
        ("North Korean soldiers", "PRK", ("MIL",)),
        ("Nigerien soldiers", "NER", ("MIL",)),
        ("Nigerian soldiers", "NGA", ("MIL",)),
        ("Niger soldiers", "NER", ("MIL",)),
        ("Swiss journalists", "CHE", ("JRN",)),
        ("Ghanaian-born rebels", None, ("REB",)),
        ("French-speaking rebels", None, ("REB",)),
        ("Anti-Kenyan rebels", None, ("REB",)),
        ("Non-Kenyan soldiers", None, ("MIL",)),
        ("Indian Ocean pirates", None, ("CRM",)),
    ],
)
def test_a_nationality_tells_whose_agents_they_are(phrase: str, country: str | None, sectors: tuple[str, ...]) -> None:
    actor = resolved(f"{phrase} left.", phrase)
    assert (actor.name, actor.country, actor.sectors, actor.via) == (phrase, country, sectors, "agent")


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Kenyan and Ghanaian soldiers", None),
        ("Kenyan or Ghanaian soldiers", None),
        ("US and British soldiers", None),
        ("Kenya and Ghana soldiers", None),
        ("Kenyan and other soldiers", "KEN"),
        ("Kenyan and Kenyan soldiers", "KEN"),
    ],
)
def test_soldiers_of_two_states_have_no_single_country(phrase: str, country: str | None) -> None:
    actor = resolved(f"Then {phrase} left.", phrase)
    assert (actor.country, actor.sectors) == (country, ("MIL",))


def test_nor_are_they_at_home_where_the_report_is() -> None:
    text = "Kenyan and Ghanaian soldiers left. Police watched."
    settled = replace(draft_of(text), home=Home("KEN", 0.9, "home: KEN 0.90 (place 9)"))
    both, police = (who.resolve(settled, place(text, part)) for part in ("Kenyan and Ghanaian soldiers", "Police"))
    assert (both.country, both.via) == (None, "nationality")
    assert (police.country, police.via, home.at_home(police)) == ("KEN", "agent+home", True)


@pytest.mark.parametrize(
    ("share", "country"),
    [(0.51, "KEN"), (0.5, None), (0.2, None)],
)
def test_a_home_needs_more_than_half_of_the_votes(share: float, country: str | None) -> None:
    settled = replace(draft_of("Police watched."), home=Home("KEN", share, "made up"))
    assert who.resolve(settled, (0, 6)).country == country


@pytest.mark.parametrize(
    ("phrase", "name", "country"),
    [
        ("the WHO", "World Health Organization", "UNO"),
        ("The WHO", "World Health Organization", "UNO"),
        ("the US", "United States", "USA"),
        ("us", "us", None),
        ("those who", "those", None),
        ("Kenya and", "Kenya", "KEN"),
        ("the soldiers that", "soldiers", None),
    ],
)
def test_what_hangs_on_at_the_end_of_a_span_goes_unless_it_is_a_name(
    phrase: str, name: str, country: str | None
) -> None:
    actor = resolved(f"Then {phrase} left.", phrase)
    assert (actor.name, actor.country) == (name, country)


PAIR, THREE = "Kenya and Ghana", "Kenya, Ghana and Togo"


@pytest.mark.parametrize(
    ("before", "phrase", "name"),
    [
        (PAIR, "The two countries", PAIR),
        (PAIR, "Both countries", PAIR),
        (PAIR, "The countries", PAIR),
        (PAIR, "The three countries", "three countries"),
        (THREE, "The three countries", THREE),
        (THREE, "The countries", THREE),
        (THREE, "The two countries", "two countries"),
        (THREE, "Both countries", "countries"),
        (f"{PAIR} met Mali. Then {THREE}", "The two countries", PAIR),
        (f"{PAIR} wept. Then Togo and Mali", "The two countries", "Togo and Mali"),
        ("Robert Ames and Peter Cole", "The two countries", "two countries"),
    ],
)
def test_as_many_states_as_the_words_count(before: str, phrase: str, name: str) -> None:
    actor = resolved(f"{before} met. {phrase} signed.", phrase)
    assert (actor.name, actor.country) == (name, None)


@pytest.mark.parametrize(
    ("text", "pronoun", "country"),
    [
        ("Kenya and Ghana met. They signed.", "They", None),
        ("Kenya, Ghana and Togo met. They signed.", "They", None),
        ("Kenya and Ghana met. Each of them signed.", "them", None),
        ("Kenya met Ghana. It signed.", "It", "KEN"),
        ("Ghana, which met Kenya, said it would pay.", "it", "GHA"),
        ("Kenyan rebels met Ghanaian rebels. They left.", "They", "KEN"),
        ("The Kenyan army met the Ghanaian army. It left.", "It", "KEN"),
        ("Soldiers left for Kenya and Ghana. They wept.", "They", None),
    ],
)
def test_a_pronoun_is_one_state_or_none(text: str, pronoun: str, country: str | None) -> None:
    actor = resolved(text, pronoun)
    assert (actor.country, actor.via) == (country, "pronoun")


def test_two_people_of_two_states_keep_their_own() -> None:
    text = "Kenyan President Robert Ames met Ghanaian President Susan Bell. She thanked him."
    found = [(resolved(text, part).name, resolved(text, part).country) for part in ("She", "him")]
    assert found == [("Susan Bell", "GHA"), ("Robert Ames", "KEN")]
    assert [(c.name, c.actor.country) for c in Cast(draft_of("Robert Ames and Susan Bell met.")).couples] == [
        ("Robert Ames and Susan Bell", None)
    ]


@pytest.mark.parametrize(
    ("text", "part", "nth", "via"),
    [
        ("Kenya left.", "Kenya", 1, "table"),
        ("The Republic of Kenya left.", "Republic of Kenya", 1, "alias"),
        ("The Kenyans left.", "Kenyans", 1, "nationality"),
        ("Then Nairobi refused.", "Nairobi", 1, "metonym"),
        ("Hezbollah left.", "Hezbollah", 1, "table"),
        ("Hizbullah left.", "Hizbullah", 1, "alias"),
        ("Kenyan soldiers left.", "Kenyan soldiers", 1, "agent"),
        ("The Kelp Front (KEF) left. KEF paid.", "KEF", 2, "acronym"),
        ("Robert Ames came. Ames left.", "Ames", 2, "partial"),
        ("Robert Ames came. He left.", "He", 1, "pronoun"),
        ("Robert Ames came.", "Robert Ames", 1, "text"),
        ("Then Barack Obama spoke.", "Barack Obama", 1, "office"),
    ],
)
def test_each_way_to_an_actor_says_which_it_was(text: str, part: str, nth: int, via: str) -> None:
    assert resolved(text, part, nth).via == via
