"""The sectors that words tell, and what a report says anywhere of the people that it names."""

from __future__ import annotations

from typing import Any

import pytest

from dateline import ontology, who
from dateline.who import sectors
from tests.who.helpers import cases, draft_of, place, with_entities


@pytest.mark.parametrize("case", cases("who_sectors.json"))
def test_the_sector_of_a_mention(case: dict[str, Any]) -> None:
    draft = with_entities(draft_of(case["text"], case.get("published")), case.get("entities", []))
    actor = who.resolve(draft, place(case["text"], case["of"], case.get("nth", 1)))
    assert list(actor.sectors) == case.get("sectors", list(actor.sectors))
    assert actor.name == case.get("name", actor.name)
    assert actor.country == case.get("country", actor.country)


def test_the_tables_tell_only_sectors_that_there_are() -> None:
    told = sectors.told()
    known = set(ontology.sectors())
    assert {code for codes in told.titles.values() for code in codes} <= known
    assert {code for _, codes in told.bodies.values() for code in codes} <= known


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kelp coast police department", ("COP",)),
        ("university hospital of velmar", ("EDU",)),
        ("velmar house of delegates", ("LEG",)),
        ("velmar times", ("JRN",)),
        ("zorbek holdings", ("BUS",)),
        ("kelp", ()),
        ("", ()),
    ],
)
def test_the_sectors_of_a_body_by_its_words(words: str, found: tuple[str, ...]) -> None:
    assert sectors.of_body(tuple(words.split())) == found


def test_the_title_nearest_to_the_name_tells() -> None:
    assert sectors.of_titles(("president", "judge")) == ("JUD",)
    assert sectors.of_titles(("tall",)) == ()


def test_a_party_s_adjective_needs_its_people_behind_it() -> None:
    assert sectors.of_party(("republican", "leaders")) == ("PTY",)
    assert sectors.of_party(("leaders", "republican")) == ()
    assert sectors.of_party(("leaders",)) == ()


def test_what_befell_somebody_is_told_on_either_side() -> None:
    assert sectors.of_fate("police said they arrested", "on monday") == ("CVL",)
    assert sectors.of_fate("", "was arrested") == ("CVL",)
    assert sectors.of_fate("", "was sentenced to a year") == ("CRM",)
    assert sectors.of_fate("the lawyer of", "was tall") == ()
