"""Offices on a day: before, on and after a hand-over, who held one before, who will, and what belongs to a holder."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline import who
from dateline.who import tables
from dateline.who.tables import Known, Office
from tests.who.helpers import draft_of, place

DAY = "2003-02-05"


def resolved(text: str, part: str, published: str | None = DAY) -> tuple[str | None, str | None, str | None]:
    actor = who.resolve(draft_of(text, published), place(text, part))
    return actor.name, actor.country, actor.via


@pytest.mark.parametrize(
    ("phrase", "eve", "before", "day", "after"),
    [
        ("The US president", "2021-01-19", "Donald Trump", "2021-01-20", "Joe Biden"),
        ("The British prime minister", "2022-09-05", "Boris Johnson", "2022-09-06", "Liz Truss"),
        ("The Russian president", "2008-05-06", "Vladimir Putin", "2008-05-07", "Dmitry Medvedev"),
        ("Argentina's president", "2023-12-09", "Alberto Fernández", "2023-12-10", "Javier Milei"),
        ("The president of Angola", "2017-09-25", "José Eduardo dos Santos", "2017-09-26", "João Lourenço"),
    ],
)
def test_an_office_changes_hands_in_a_day(phrase: str, eve: str, before: str, day: str, after: str) -> None:
    """On the day itself both hold it, so it is nobody by name."""
    text = f"{phrase} spoke."
    morrow = str(dt.date.fromisoformat(day) + dt.timedelta(1))
    assert resolved(text, phrase, eve)[::2] == (before, "office")
    assert resolved(text, phrase, morrow)[::2] == (after, "office")
    name, country, via = resolved(text, phrase, day)
    assert name not in {before, after}
    assert (country is not None, via) == (True, "agent")


def test_a_day_asked_for_goes_before_the_day_of_publication() -> None:
    text = "The US president spoke."
    actor = who.resolve(draft_of(text, "2022-02-02"), place(text, "The US president"), dt.date(2010, 2, 2))
    assert actor.name == "Barack Obama"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The former Kenyan president spoke.", "The former Kenyan president"),
        ("On Monday former Kenyan president left.", "former Kenyan president"),
        ("The late Kenyan president spoke.", "The late Kenyan president"),
        ("The ousted Kenyan president spoke.", "The ousted Kenyan president"),
        ("The next Kenyan president will speak.", "The next Kenyan president"),
        ("The incoming Kenyan president spoke.", "The incoming Kenyan president"),
        ("Kenya's former president spoke.", "Kenya's former president"),
        ("The former president of Kenya spoke.", "The former president of Kenya"),
        ("Kenyan vice presidents spoke.", "Kenyan vice presidents"),
        ("A Kenyan president spoke.", "A Kenyan president"),
        ("Some Kenyan president spoke.", "Some Kenyan president"),
        ("The Kenyan vice president spoke.", "The Kenyan vice president"),
    ],
)
def test_who_is_not_in_office_is_not_its_holder(text: str, phrase: str) -> None:
    name, country, via = resolved(text, phrase)
    assert (name, country, via) != ("Mwai Kibaki", "KEN", "office")
    assert name == phrase.removeprefix("The ").removeprefix("A ")
    assert country == "KEN"


@pytest.mark.parametrize("phrase", ["The Kenyan president", "The tired Kenyan president", "Kenya's president"])
def test_who_is_in_office_is_its_holder(phrase: str) -> None:
    """So that the words above, and nothing else, keep the table out."""
    assert resolved(f"{phrase} spoke.", phrase) == ("Mwai Kibaki", "KEN", "office")


@pytest.mark.parametrize("owned", ["wife", "office", "eldest son", "security detail"])
@pytest.mark.parametrize("mark", ["'s", "’s"])
def test_what_the_president_has_is_not_the_president(mark: str, owned: str) -> None:
    phrase = f"The Kenyan president{mark} {owned}"
    assert resolved(f"{phrase} came.", phrase)[:2] == (phrase.removeprefix("The "), "KEN")


@pytest.mark.parametrize("phrase", ["The Kenyan president, who was ill", "The Kenyan president's"])
def test_a_clause_or_a_possessive_mark_alone_changes_no_holder(phrase: str) -> None:
    assert resolved(f"{phrase}, left.", phrase)[0] == "Mwai Kibaki"


@pytest.mark.parametrize(
    ("title", "form"),
    [("Secretary of State", "foreign minister"), ("PM", "prime minister"), ("premier", "Prime Minister")],
)
def test_titles_of_one_office_have_the_same_holders(title: str, form: str) -> None:
    country = "USA" if "State" in title else "GBR"
    held = tables.office_holders(country, title, dt.date(2003, 2, 5))
    assert held
    assert held == tables.office_holders(country, form, dt.date(2003, 2, 5))


def test_without_a_day_everyone_who_ever_held_an_office_comes_by_start() -> None:
    held = tables.office_holders("USA", "president")
    starts = [one.start for one in held if one.start]
    assert len({one.holder for one in held}) > 3
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (None, True),
        (dt.date(2000, 12, 31), False),
        (dt.date(2001, 1, 1), True),
        (dt.date(2005, 6, 30), True),
        (dt.date(2005, 7, 1), False),
    ],
)
def test_both_ends_of_a_term_belong_to_it(day: dt.date | None, *, inside: bool) -> None:
    start, end = dt.date(2001, 1, 1), dt.date(2005, 6, 30)
    assert Office("KEN", "president", "Amos Zorbek", (), start, end, (), "made up").held(day) is inside
    assert Known("k", "Kelp Front", "", None, (), (), None, start, end, None).existed(day) is inside


@pytest.mark.parametrize(("start", "end"), [(None, dt.date(2005, 6, 30)), (dt.date(2001, 1, 1), None), (None, None)])
def test_an_open_end_of_a_term_is_open(start: dt.date | None, end: dt.date | None) -> None:
    held = Office("KEN", "president", "Amos Zorbek", (), start, end, (), "made up").held
    assert held(dt.date(1, 1, 1)) is (start is None)
    assert held(dt.date(9999, 12, 31)) is (end is None)


def test_facts_of_an_actor_come_by_their_date() -> None:
    facts = tables.facts_of("abu sayyaf")
    first = facts[0]
    assert (first.what, first.date, first.by) == ("designated", dt.date(1997, 10, 8), "USA")
    assert [fact.date for fact in facts] == sorted(fact.date for fact in facts)
    assert tables.facts_of("nobody at all") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hezbollah kataib", "kataib hezbollah"),  # all words, in any order
        ("KATAIB  Hezbollah’s", "kataib hezbollah"),
        ("obama", "barack obama"),
    ],
)
def test_the_tables_are_searched_by_words(text: str, found: str) -> None:
    assert found in tables.search(text, 50)


def test_a_search_gives_as_many_as_asked_shortest_first() -> None:
    names = tables.search("front", 7)
    assert len(names) == 7
    assert names == sorted(names, key=lambda name: (name != "front", len(name), name))
    assert tables.search("front", 3) == names[:3]
