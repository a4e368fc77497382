"""One name in many spellings: marks apart from their letters, every apostrophe and hyphen, what can't be seen."""

from __future__ import annotations

import unicodedata

import pytest

from dateline import who
from dateline.who.names import normalise
from dateline.who.words import hyphened, read_words
from tests.who.helpers import draft_of, place

DAY = "2023-01-01"


def named(text: str, part: str) -> tuple[str | None, str | None]:
    """Name and country of whom a part of a text stands for."""
    actor = who.resolve(draft_of(text, DAY), place(text, part))
    return actor.name, actor.country


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("name", "found", "country"),
    [
        ("Türkiye", "Turkey", "TUR"),
        ("Curaçao", "Curacao", "CUW"),
        ("São Tomé and Príncipe", "Sao Tome and Principe", "STP"),
        ("Côte d’Ivoire", "Ivory Coast", "CIV"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan", "TUR"),
        ("Nicolás Maduro", "Nicolás Maduro", "VEN"),
        ("Hezbollāh", "Hezbollah", "LBN"),
    ],
)
def test_letters_may_stand_apart_from_their_marks(form: str, name: str, found: str, country: str) -> None:
    written = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    text = f"Then {written} spoke."
    assert named(text, written) == (found, country)
    assert [actor.text for actor in who.find(draft_of(text, DAY)).actors] == [written]


@pytest.mark.parametrize(
    "name",
    [
        "Kataib Hezbollah",
        "Kata'ib Hezbollah",
        "Kata’ib Hezbollah",
        "Kataʿib Hezbollah",
        "Kataʼib Hezbollah",
        "Kataʾib Hizballah",
        "Kataib\u00a0Hezbollah",
        "Kataib \n Hezbollah",
        "Ka\u00adtaib Hezbol\u00adlah",
        "Kataib Hez\u200bbollah",
        "\u200fKataib Hezbollah\u200e",
        "KATA’IB HEZBOLLAH",
        "KATAIB HEZBOLLAH",
        "\uff2bataib Hezbollah",
    ],
)
def test_every_spelling_of_a_group_is_the_group(name: str) -> None:
    assert named(f"Then {name} fled.", name) == ("Kataib Hezbollah", "IRQ")


@pytest.mark.parametrize("hyphen", ["-", "‐", "‑"])
def test_hyphens_that_break_no_line_are_hyphens(hyphen: str) -> None:
    assert named(f"Then Al{hyphen}Shabaab left.", f"Al{hyphen}Shabaab") == ("Al-Shabaab", "SOM")
    assert named(f"Mohammed Shia al{hyphen}Sudani spoke.", f"Mohammed Shia al{hyphen}Sudani")[1] == "IRQ"
    text = f"Kenyan{hyphen}backed rebels left."
    (relation,) = who.relate(draft_of(text)).relations
    assert (relation.subject.text, relation.object.text) == (f"Kenyan{hyphen}backed rebels", "Kenyan")
    assert (relation.object.country, relation.object.span) == ("KEN", (0, 6))


def test_a_dash_between_two_names_is_no_hyphen() -> None:
    text = "The Kenya–Ghana pact holds."
    assert [actor.country for actor in who.find(draft_of(text)).actors] == ["KEN", "GHA"]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("e\u0301tat", ["e\u0301tat"]),
        ("U\u0308c\u0327u\u0308’s", ["U\u0308c\u0327u\u0308", "’s"]),
        ("co\u00adop\u00aderate", ["co\u00adop\u00aderate"]),
        ("d’E\u0301tat", ["d’E\u0301tat"]),
        ("Zor\u200bbek-Ta\u0301lin", ["Zor\u200bbek-Ta\u0301lin"]),
        ("one\u2009two", ["one", "two"]),
        ("\u0301a", ["\u0301", "a"]),  # a mark without a letter is a sign of its own
    ],
)
def test_marks_and_breaks_inside_a_word_tear_it_not(text: str, forms: list[str]) -> None:
    words = read_words(text)
    assert list(words.forms) == forms
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == forms


@pytest.mark.parametrize(
    ("form", "capital"),
    [("d’Ivoire", True), ("d'Estaing", True), ("d’état", False), ("l’Équipe", True), ("o’Neill", False), ("d’", False)],
)
def test_an_elided_article_may_stand_before_a_capital(form: str, *, capital: bool) -> None:
    assert read_words(form).capital[0] is capital


def test_a_name_with_an_elided_article_is_one_name() -> None:
    text = "Then Hélène d’Orval left. Later d’Orval paid."
    assert named(text, "Hélène d’Orval")[0] == "Hélène d’Orval"
    assert named(text, "d’Orval paid")[0] == "Hélène d’Orval"


def test_a_coup_d_etat_is_nobody() -> None:
    assert who.find(draft_of("The coup d’état of May failed.")).actors == ()


def test_two_spellings_of_one_person_are_one() -> None:
    text = "Zorbe\u0301k Tallin said so. Then Zorb\u00e9k left."
    assert named(text, "Zorb\u00e9k") == ("Zorbe\u0301k Tallin", None)


def test_a_given_name_tells_the_sex_however_it_is_written() -> None:
    """The list has composed letters."""
    text = "Rau\u0301l Zorbek met Anna Tallin. He left."
    assert named(text, "He")[0] == "Rau\u0301l Zorbek"


def test_plain_hyphens_keep_every_place() -> None:
    assert hyphened("al‑Zorbek‐Velm-X") == "al-Zorbek-Velm-X"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Hez\u00adbollah", "hezbollah"),
        ("Ha\u200bmas", "hamas"),
        ("e\u0301tat", "etat"),
        ("Straße", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("İzmir", "izmir"),
        ("Þór", "thor"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Движение", "движение"),  # the breve of и краткое goes as every mark
        ("йод", "иод"),
    ],
)
def test_forms_of_other_scripts_and_of_what_cannot_be_seen(text: str, form: str) -> None:
    assert normalise(text) == form
