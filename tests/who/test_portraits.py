"""What a report says at one mention of a person holds for all the others."""

from __future__ import annotations

import pytest

from dateline import who
from dateline.who import home, tables
from dateline.who.cast import Cast
from dateline.who.profiles import Profile
from tests.who.helpers import draft_of, place, with_entities


def resolved(text: str, part: str, nth: int = 1, published: str | None = None) -> tuple[str | None, tuple[str, ...]]:
    actor = who.resolve(draft_of(text, published), place(text, part, nth))
    return actor.country, actor.sectors


def test_what_is_said_late_holds_from_the_start() -> None:
    text = "Walter Grommel left early. The Kenyan judge, Walter Grommel, was tired."
    assert resolved(text, "Walter Grommel") == ("KEN", ("JUD",))


def test_a_title_goes_before_what_befell_somebody() -> None:
    text = "Walter Grommel was arrested. Later Judge Walter Grommel spoke."
    assert resolved(text, "Walter Grommel")[1] == ("JUD",)


def test_an_office_and_a_party_are_both_told() -> None:
    text = "Sen. Walter Grommel (D-Vt.) spoke."
    assert resolved(text, "Sen. Walter Grommel")[1] == ("LEG", "PTY")


def test_a_conviction_goes_before_an_age() -> None:
    text = "Walter Grommel, 44, of Velmar, pleaded guilty."
    assert resolved(text, "Walter Grommel")[1] == ("CRM",)


def test_two_people_of_one_report_are_kept_apart() -> None:
    text = "Walter Grommel, a judge, met Anna Stock, a teacher."
    assert resolved(text, "Walter Grommel")[1] == ("JUD",)
    assert resolved(text, "Anna Stock")[1] == ("EDU",)


def test_a_pronoun_has_what_its_antecedent_has() -> None:
    text = "Walter Grommel, a Kenyan judge, came. He spoke."
    assert resolved(text, "He") == ("KEN", ("JUD",))


def test_the_owner_of_an_apposition_tells_the_country() -> None:
    text = "Walter Grommel, Norway’s envoy, spoke."
    assert resolved(text, "Walter Grommel")[0] == "NOR"


def test_a_body_of_the_tables_before_a_title_tells_the_country() -> None:
    text = "They asked Pentagon official Walter Grommel."
    assert resolved(text, "Walter Grommel")[0] == "USA"


def test_whoever_heads_what_nobody_knows_is_of_no_sector() -> None:
    text = "Walter Grommel, president of the Zorbek Gathering, spoke."
    assert resolved(text, "Walter Grommel")[1] == ()


def test_a_body_of_a_state_makes_its_head_the_government_s() -> None:
    text = "Walter Grommel, a spokesman for Norway, spoke."
    assert resolved(text, "Walter Grommel")[1] == ("GOV",)


def test_what_the_tables_tell_is_kept() -> None:
    text = "Tony Blair, a teacher, spoke."
    assert resolved(text, "Tony Blair", published="2002-05-04") == ("GBR", ("GOV",))


def test_a_whole_profile_is_left_alone() -> None:
    cast = Cast(draft_of("Walter Grommel, a judge, spoke."))
    whole = Profile("Walter Grommel", country="NOR", sectors=("EDU",))
    assert cast.portraits.complete(cast.names[0], whole) is whole


def test_an_organisation_that_the_encoder_sees_is_told_by_its_words() -> None:
    text = "Later Zorbek Rada met."
    draft = with_entities(draft_of(text), [("Zorbek Rada", "organisation")])
    assert who.resolve(draft, place(text, "Zorbek Rada")).sectors == ("LEG",)


@pytest.mark.parametrize(
    ("name", "country", "known"),
    [
        ("parliament", "KEN", "Parliament of Kenya"),
        ("the parliament", "NOR", "Storting"),
        ("central bank", "CHE", "Swiss National Bank"),
        ("police", "KEN", None),
        ("old parliament", "KEN", None),
        ("", "KEN", None),
    ],
)
def test_the_body_of_a_state_by_its_plain_name(name: str, country: str, known: str | None) -> None:
    found = home._national(name, country)
    assert (found.name if found else None) == known


def test_every_parliament_is_of_a_state_and_makes_laws() -> None:
    parliaments = [tables.known(key) for keys in tables.alias_index().values() for key in keys]
    told = {p.key: p for p in parliaments if p and p.kind == "parliament" and not p.key.startswith("phoenix")}
    assert len(told) > 150
    assert all("LEG" in p.sectors for p in told.values())


@pytest.mark.parametrize("text", ["Walter Grommel", "Walter Grommel,", "Walter Grommel, 44", "(Walter Grommel (R"])
def test_a_name_at_the_edge_of_a_text_is_read(text: str) -> None:
    assert who.resolve(draft_of(text), place(text, "Walter Grommel")).name == "Walter Grommel"
