"""Whom names stand for: by the tables, by other names of the text, by themselves."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline import who
from dateline.who import tables
from dateline.who.cast import Cast
from dateline.who.profiles import adjective
from dateline.who.tables import Office
from tests.who.helpers import draft_of, place

OLD = Office("KEN", "president", "Amos Zorbek", (), dt.date(2001, 1, 1), dt.date(2005, 6, 30), ("GOV",), "made up")
NEW = Office(
    "KEN", "president", "Irma Zorbek", (), dt.date(2011, 1, 1), dt.date(2015, 6, 30), ("GOV", "MIL"), "made up"
)


@pytest.fixture
def zorbeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two invented presidents of one family name, in place of the tables of persons."""
    by_name = {"amos zorbek": (OLD,), "irma zorbek": (NEW,)}
    monkeypatch.setattr(tables, "offices_of", lambda name: by_name.get(name, ()))
    monkeypatch.setattr(tables, "surnames", lambda: {"zorbek": tuple(by_name)})


@pytest.mark.usefixtures("zorbeks")
@pytest.mark.parametrize(
    ("text", "of", "published", "name"),
    [
        ("Then Irma Zorbek spoke.", "Irma Zorbek", None, "Irma Zorbek"),
        ("Then President Zorbek spoke.", "President Zorbek", "2003-01-01", "Amos Zorbek"),
        ("Then President Zorbek spoke.", "President Zorbek", "2013-01-01", "Irma Zorbek"),
        ("Then President Zorbek spoke.", "President Zorbek", None, "Zorbek"),
        ("Then President Zorbek spoke.", "President Zorbek", "2008-01-01", "Zorbek"),
        ("Then Peter Zorbek came. President Zorbek spoke.", "President Zorbek", "2003-01-01", "Peter Zorbek"),
    ],
)
def test_a_holder_of_an_office(text: str, of: str, published: str | None, name: str) -> None:
    assert who.resolve(draft_of(text, published), place(text, of)).name == name


@pytest.mark.usefixtures("zorbeks")
def test_a_holder_brings_country_and_sectors() -> None:
    text = "Then Irma Zorbek spoke."
    actor = who.resolve(draft_of(text), place(text, "Irma Zorbek"))
    assert (actor.country, actor.sectors, actor.via) == ("KEN", ("GOV", "MIL"), "office")


def acronyms(text: str) -> dict[str, str]:
    profiles = Cast(draft_of(text)).profiles
    return {form: profiles.text_of(named) for form, named in profiles.acronyms.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then the Coastal Fishing Bank (CFB) fell.", {"CFB": "Coastal Fishing Bank"}),
        ("Then the Bank of Coastal Fishing (BCF) fell.", {"BCF": "Bank of Coastal Fishing"}),
        ("Then the Zorbek-Tallin Bank (ZTB) fell.", {"ZTB": "Zorbek-Tallin Bank"}),
        ("Then the Ministry of Zorbek (MoZ) fell.", {"MoZ": "Ministry of Zorbek"}),
        ("Then the Tallin Bank (XY) fell.", {}),
        ("Then the Tallin Bank (TQX) fell.", {"TQX": "Tallin Bank"}),
        ("Then the Tallin Bank (see below) fell.", {}),
        ("Then the Tallin Bank (1999) fell.", {}),
        ("Then Tallin (TAL) fell.", {}),
        ("Then the Tallin Bank fell (TB).", {}),
        ("Then the Tallin Bank (", {}),
    ],
)
def test_acronyms_that_a_text_introduces(text: str, found: dict[str, str]) -> None:
    assert acronyms(text) == found


def test_the_first_name_keeps_an_acronym() -> None:
    assert acronyms("Then Tallin Bank (TB) fell. Then Tram Band Union (TB) fell.") == {"TB": "Tallin Bank"}


@pytest.mark.parametrize(
    ("code", "word"), [("USA", "United States"), ("KEN", "Kenyan"), ("FRA", "French"), ("IRN", "Iranian")]
)
def test_what_comes_before_government(code: str, word: str) -> None:
    assert adjective(tables.countries()[code]) == word


@pytest.mark.parametrize(
    ("text", "last"),
    [("Then Carl Oster fell.", "oster"), ("Then Carl Oster Jr. fell.", "oster"), ("Then Dr. Oster fell.", "oster")],
)
def test_the_family_name(text: str, last: str) -> None:
    cast = Cast(draft_of(text))
    assert cast.profiles.last(cast.names[0]) == last
