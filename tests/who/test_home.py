"""The country that a report is at home in, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dateline import who
from dateline.records import Actor, Place
from dateline.who import home
from tests.who.helpers import cases, draft_of, place

if TYPE_CHECKING:
    from dateline.language.draft import Draft


def draft(text: str, places: list[list[str]] | None = None, url: str | None = None) -> Draft:
    """A draft with actors found, and with places that the gazetteer might have told."""
    found = who.find(draft_of(text))
    known = [Place(span=place(text, part), text=part, country=code, confidence=1.0) for part, code in places or ()]
    document = found.document.model_copy(update={"url": url})
    return replace(found, document=document, places=tuple(sorted(known, key=lambda p: p.span)))


@pytest.mark.parametrize("case", cases("who_home.json"))
def test_the_country_of_whoever_has_no_other(case: dict[str, Any]) -> None:
    settled = who.settle(draft(case["text"], case.get("places"), case.get("url")))
    actor = who.resolve(settled, place(case["text"], case["of"]))
    assert actor.country == case["country"]
    assert actor.via == case.get("via", actor.via)
    assert actor.name == case.get("name", actor.name)
    assert list(actor.sectors) == case.get("sectors", list(actor.sectors))
    assert home.at_home(actor) == (actor.via or "").endswith("+home")


@pytest.mark.parametrize("case", cases("who_home.json"))
def test_the_mentions_found_before_are_completed_alike(case: dict[str, Any]) -> None:
    settled = who.settle(draft(case["text"], case.get("places"), case.get("url")))
    found = {actor.span: actor for actor in settled.actors}
    mention = found.get(place(case["text"], case["of"]))
    assert mention is None or mention.country == case["country"]


def test_the_home_says_how_sure_it_is_and_why() -> None:
    text = "Malmo, Lund and Bergen wait."
    settled = who.settle(draft(text, [["Malmo", "SWE"], ["Lund", "SWE"], ["Bergen", "NOR"]]))
    assert settled.home is not None
    assert settled.home.country == "SWE"
    assert 0.5 < settled.home.share < 1
    assert settled.home.because == f"home: SWE {settled.home.share:.2f} (place 2)"


def test_a_dateline_counts_for_more_than_a_place() -> None:
    text = "MALMO - Trains from Oslo came late."
    one = draft(text, [["MALMO", "SWE"], ["Oslo", "NOR"]])
    line = one.document.model_copy(update={"dateline": one.places[0]})
    settled = who.settle(replace(one, document=line))
    assert settled.home is not None
    assert settled.home.country == "SWE"


def test_nothing_changes_where_nothing_tells_a_home() -> None:
    one = draft("Somebody said little.")
    assert who.settle(one) is one


def test_ties_between_votes_go_the_same_way_each_time() -> None:
    one = draft("Malmo and Oslo.", [["Malmo", "SWE"], ["Oslo", "NOR"]])
    other = draft("Oslo and Malmo.", [["Malmo", "SWE"], ["Oslo", "NOR"]])
    homes = [who.settle(d).home for d in (one, other)]
    assert homes[0] is not None
    assert homes[1] is not None
    assert homes[0].country == homes[1].country


def test_a_draft_without_a_home_completes_nobody() -> None:
    actor = Actor(span=(0, 6), text="Police", name="Police", via="agent")
    assert home.complete(draft("Police."), actor) is actor


def test_the_ends_of_a_relation_are_completed() -> None:
    text = "The Kelp Guard is part of the Coast Alliance in Malmo."
    related = who.relate(who.settle(draft(text, [["Malmo", "SWE"]])))
    assert {r.subject.country for r in related.relations} == {"SWE"}


@pytest.mark.parametrize(
    ("url", "country"),
    [
        (None, None),
        ("", None),
        ("no address", None),
        ("http://[broken", None),
        ("https://example.com/x", None),
        ("https://paper.example.co.uk/a", "GBR"),
        ("https://a.example.KE/1", "KEN"),
        ("//x.example.de/a", "DEU"),
        ("ftp://x.example.fr", "FRA"),
        ("https://x.example.uk:8080/a", "GBR"),
        ("https://[::1]/", None),
        ("https://192.0.2.1/", None),
        ("x.example.de/a", None),
    ],
)
def test_the_publishers_country_by_its_address(url: str | None, country: str | None) -> None:
    assert home.publisher(draft("x", url=url)) == country
