"""Names: where they begin and end, and what each names."""

from __future__ import annotations

import pytest

from dateline.who.cast import Cast
from dateline.who.naming import headlines, hits
from dateline.who.words import read_words
from tests.who.helpers import draft_of, with_entities


def named(text: str, *entities: tuple[str, str]) -> list[tuple[str, str]]:
    """The names of a text proper, each with its kind."""
    cast = Cast(with_entities(draft_of(text), list(entities)))  # type: ignore[arg-type]
    return [(cast.text_of(name.start, name.after), name.kind) for name in cast.names]


def keys(text: str) -> list[str]:
    """What the tables alone know in a text."""
    return [hit.key for hit in hits(read_words(text)).values()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from Finland to Kenya", ["FIN", "KEN"]),
        ("the Finnish envoy", ["FIN"]),
        ("the United States of America", ["USA"]),
        ("the U.S. envoy", ["USA"]),
        ("the US envoy", ["USA"]),
        ("give us time", []),
        ("GIVE US TIME", ["USA"]),
        ("a finland of the mind", []),
        ("US-led troops", []),
        ("South Sudan", ["SSD"]),
        ("Sudan and South Africa", ["SDN", "ZAF"]),
        ("Guinea-Bissau", ["GNB"]),
        ("the People's Republic of China", ["CHN"]),
        ("Finland, Kenya", ["FIN", "KEN"]),
    ],
)
def test_what_the_tables_know(text: str, found: list[str]) -> None:
    assert keys(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Zorbek Tallin spoke.", [("Zorbek Tallin", "name")]),
        ("Then Zorbek Tallin, 44, spoke.", [("Zorbek Tallin", "person")]),
        ("Then Zorbek Tallin said so.", [("Zorbek Tallin", "person")]),
        ("Then Robert Tallin spoke.", [("Robert Tallin", "person")]),
        ("Then Dr. Tallin spoke.", [("Tallin", "person")]),
        ("Then General Tallin spoke.", [("Tallin", "person")]),
        ("Then the suspect Zorbek Tallin spoke.", [("Zorbek Tallin", "person")]),
        ("Then Zorbek Tallin came. Tallin spoke.", [("Zorbek Tallin", "person"), ("Tallin", "person")]),
        ("Then Hassan al-Zorbek spoke.", [("Hassan al-Zorbek", "person")]),
        ("Then Karl von Tallin spoke.", [("Karl von Tallin", "person")]),
        ("Then John F. Tallin spoke.", [("John F. Tallin", "person")]),
        ("Then the Zorbek Bank fell.", [("Zorbek Bank", "group")]),
        ("Then the Bank of Zorbek fell.", [("Bank of Zorbek", "group")]),
        ("Then the Party for the Tallin fell.", [("Party for the Tallin", "group")]),
        ("Then the ZBK fell.", [("ZBK", "group")]),
        ("Then Zorbek Street fell.", [("Zorbek Street", "place")]),
        ("ZORBEK, March 3 – It fell.", []),
        ("On Monday in March it fell.", []),
        ("Soldiers fell.", []),
        ("Suddenly it fell.", []),
        ("Prosecutors fell.", []),
        ("Zorbek fell. They mourned Zorbek.", [("Zorbek", "name"), ("Zorbek", "name")]),
        ("Three Kenyans fell.", [("Kenyans", "people")]),
        ("A Kenyan fell.", [("Kenyan", "nationality")]),
        ("Kenyan President Zorbek fell.", [("Zorbek", "person")]),
        ("Kenya Foreign Minister Zorbek fell.", [("Zorbek", "person")]),
        ("Then the Prime Minister fell.", []),
        ("Iranian-backed Zorbek fell.", [("Zorbek", "name")]),
    ],
)
def test_what_each_name_is(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("label", "kind"), [("person", "person"), ("organisation", "group"), ("place", "place"), ("other", "name")]
)
def test_the_encoder_tells_what_a_name_is(label: str, kind: str) -> None:
    assert named("Then they saw Zorbek Tallin.", ("Zorbek Tallin", label)) == [("Zorbek Tallin", kind)]


def test_a_bank_stays_a_bank_whatever_place_the_encoder_sees() -> None:
    assert named("Then they saw Zorbek Bank.", ("Zorbek Bank", "place")) == [("Zorbek Bank", "group")]


def test_the_encoder_tells_a_name_at_the_head_of_a_sentence() -> None:
    assert named("Marching fell.") == []
    assert named("Marching fell.", ("Marching", "organisation")) == [("Marching", "group")]


def test_two_entities_side_by_side_are_two_names() -> None:
    text = "Then they told Zorbek Tallin everything."
    assert named(text, ("Zorbek", "organisation"), ("Tallin", "person")) == [("Zorbek", "group"), ("Tallin", "person")]


def test_a_person_whose_name_is_a_states() -> None:
    assert named("Then Georgia left.", ("Georgia", "person")) == [("Georgia", "person")]
    assert named("Then Georgia left.") == [("Georgia", "state")]


def test_a_group_of_the_tables_is_no_person_whatever_the_encoder_sees() -> None:
    assert named("Then Harakat Ansar Allah al-Awfiya left.", ("Harakat Ansar Allah al-Awfiya", "person")) == [
        ("Harakat Ansar Allah al-Awfiya", "group")
    ]


def test_a_nation_before_a_body_is_kept_with_it() -> None:
    cast = Cast(draft_of("Then the Kenyan Coastal Bank fell."))
    assert [(name.kind, name.nation) for name in cast.names] == [("group", "KEN")]


def test_names_end_where_a_sentence_does() -> None:
    assert named("They met Zorbek. Tallin Bank fell.") == [("Zorbek", "name"), ("Tallin Bank", "group")]


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("Five Dead As Storm Hits Coast", True),
        ("FIVE DEAD AS STORM HITS COAST", True),
        ("Five dead as storm hits the coast", False),
        ("Storm Hits Coast", False),
        ("Robert Ames Met Peter Cole Today.", False),
        ("Robert Ames and Peter Cole met Susan Bell in Dover today", False),
    ],
)
def test_what_reads_like_a_headline(text: str, *, titled: bool) -> None:
    words = read_words(text)
    assert bool(headlines(words, [(0, len(text))])) is titled


def test_in_a_headline_only_what_is_known_is_a_name() -> None:
    assert named("Zorbek Dead As Kenya Storm Hits Coast\n\nIt fell.") == [("Kenya", "state")]
