from __future__ import annotations

import dataclasses
import gc
import time
from typing import Any

import pytest

from dateline import where
from dateline.records import Actor, Place
from dateline.where import places as room

from .drafts import at, cases, draft, entity, place_role

ATTACK = "Gunmen raided Bama, and Nigeria sent troops from Maiduguri to Bama."


@pytest.mark.parametrize("case", cases("find"))
def test_find_gives_every_toponym_with_what_it_means(case: dict[str, Any]) -> None:
    text = case["text"]
    marked = tuple(entity(text, words, label) for words, label in case.get("entities", []))
    found = where.find(draft(text, entities=marked)).places
    assert [[p.text, p.name, p.country, p.precision] for p in found] == case["places"]


def test_every_mention_is_the_slice_of_its_span() -> None:
    for (case,) in (parameter.values for parameter in cases("find")):
        for place in where.find(draft(case["text"])).places:
            assert case["text"][slice(*place.span)] == place.text


@pytest.mark.parametrize("case", cases("resolve"))
def test_resolve_gives_the_place_of_a_phrase(case: dict[str, Any]) -> None:
    found = where.resolve(where.find(draft(case["text"])), at(case["text"], case["span"]))
    if case["place"] is None:
        assert found is None
    else:
        assert found is not None
        assert [found.name, found.country, found.precision] == case["place"]


@pytest.mark.parametrize("case", cases("resolve"))
def test_resolve_keeps_the_whole_phrase_as_mention(case: dict[str, Any]) -> None:
    found = where.resolve(where.find(draft(case["text"])), at(case["text"], case["span"]))
    assert found is None or (found.text, found.span) == (case["span"], at(case["text"], case["span"]))


def test_a_resolved_place_has_all_its_fields() -> None:
    (place,) = where.find(draft("Nine died in Baghdad.")).places
    assert place.id == "98182"
    assert place.feature == "PPLC"
    assert (place.lat, place.lon) == pytest.approx((33.34, 44.40), abs=0.01)


def test_an_unresolved_place_has_none() -> None:
    text = "They met at Qwzrblx."
    (place,) = where.find(draft(text, entities=(entity(text, "Qwzrblx", "place"),))).places
    assert place == Place(span=at(text, "Qwzrblx"), text="Qwzrblx")


def test_a_region_without_a_known_point_says_so() -> None:
    (place,) = where.find(draft("Ships waited in the Strait of Hormuz.")).places
    assert (place.name, place.lat, place.lon, place.feature) == ("Strait of Hormuz", None, None, "STRT")


def test_repeats_give_no_place() -> None:
    text = "Nine died in Baghdad. Nine died in Baghdad."
    found = where.find(draft(text, repeats=((22, len(text)),)))
    assert [p.span for p in found.places] == [at(text, "Baghdad")]
    assert where.resolve(found, (35, 42)) is None


def test_the_dateline_is_set_and_is_a_place_mention() -> None:
    text = "Bus attacked\n\nNAIROBI, Kenya (Wire) - Gunmen stormed a bus."
    found = where.find(draft(text))
    assert found.document.dateline is not None
    assert found.document.dateline.text == "NAIROBI"
    assert found.document.dateline in found.places


def test_the_dateline_is_found_beside_entities_that_lack_it() -> None:
    text = "KABUL - Gunmen stormed a bus near Herat."
    found = where.find(draft(text, entities=(entity(text, "Herat", "place"),)))
    assert [p.text for p in found.places] == ["KABUL", "Herat"]


def test_a_dateline_that_reading_found_is_kept() -> None:
    given = Place(span=(0, 5), text="KABUL", name="Somewhere")
    assert where.find(draft("KABUL - Nine died.", dateline=given)).document.dateline == given


def test_a_dateline_in_a_repeat_is_none() -> None:
    text = "KABUL - Nine died."
    assert where.find(draft(text, repeats=((0, len(text)),))).document.dateline is None


def test_the_publishers_country_decides_between_namesakes() -> None:
    text = "The council of Hamilton met on Monday in Hamilton."
    assert where.find(draft(text, url="https://news.example.co.nz/1")).places[0].country == "NZL"


def test_the_countries_of_the_actors_decide_between_namesakes() -> None:
    one = draft("Police held two men in Hyderabad.")
    actor = Actor(span=(0, 6), text="Police", country="PAK")
    countries = [where.find(d).places[0].country for d in (one, dataclasses.replace(one, actors=(actor,) * 3))]
    assert countries == ["IND", "PAK"]


def test_a_place_role_makes_a_doubtful_name_a_place() -> None:
    text = "Herders fled Damboa after dawn. Mira Stone of the Ossian Group wept."
    marked = (entity(text, "Mira Stone", "person"), entity(text, "Ossian Group", "organisation"))
    plain = draft(text, entities=marked)
    with_role = dataclasses.replace(plain, triggers=(place_role(text, "Damboa"),))
    assert [p.text for d in (plain, with_role) for p in where.find(d).places] == ["Damboa"]


def test_resolve_works_before_find() -> None:
    found = where.resolve(draft(ATTACK), at(ATTACK, "Maiduguri"))
    assert found is not None
    assert (found.name, found.country) == ("Maiduguri", "NGA")


@pytest.mark.parametrize("span", [(0, 0), (5, 5), (6, 7)])
def test_resolve_of_nothing_is_none(span: tuple[int, int]) -> None:
    assert where.resolve(draft("Gunmen raided Bama."), span) is None


@pytest.mark.parametrize(
    ("feature", "precision"),
    [
        ("PCLI", "country"),
        ("ADM1", "admin1"),
        ("ADM2", "admin2"),
        ("PPLC", "city"),
        ("SEA", "region"),
        ("INSM", "point"),
    ],
)
def test_precision_follows_the_feature(feature: str, precision: str) -> None:
    assert room.precision(feature) == precision


@pytest.mark.parametrize("text", ["", " ", "\x00", "A" * 20_000, "A. " * 5_000, "Al-" * 5_000, "🏚️ 𝔅aghdad", "É" * 999])
def test_hostile_texts_are_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    where.find(draft(text))
    assert time.process_time() - start < 2


def test_a_report_takes_under_two_milliseconds_once_its_names_are_known() -> None:
    one = draft((ATTACK + " Officials in Abuja said nothing about it to the press.\n") * 14)
    where.find(one)
    gc.collect()
    gc.disable()  # what all the tests before have left would be collected at this one's cost
    try:
        start = time.process_time()
        for _ in range(20):
            where.find(one)
        spent = time.process_time() - start
    finally:
        gc.enable()
    assert spent / 20 < 0.008  # four times the aim: other work shares the machine


def test_the_same_draft_gives_the_same_places() -> None:
    assert where.find(draft(ATTACK)) == where.find(draft(ATTACK))
