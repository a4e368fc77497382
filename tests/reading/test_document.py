from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.reading import document, from_text
from dateline.records import Published

CASES = Path(__file__).parent.parent / "cases"
TEXT = "The river Orl burst its banks on Monday and flooded the lower town."


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((CASES / name).read_text("utf-8"))
    return found


@pytest.mark.parametrize("case", cases("reading_headlines.json"), ids=lambda case: case["why"])
def test_a_headline_is_told_from_a_paragraph(case: dict[str, Any]) -> None:
    assert document.headline(case["text"]) == case["title"]


@pytest.mark.parametrize("case", cases("reading_languages.json"), ids=lambda case: case["why"])
def test_english_is_told_from_other_languages(case: dict[str, Any]) -> None:
    assert document.guess_language(case["text"]) == case["language"]


def test_the_text_stays_as_it_was_given() -> None:
    text = f"\ufeff  Flood in Velmar\r\n\r\n{TEXT}\t\n"
    assert from_text(text).text == text


def test_everything_given_is_kept() -> None:
    made = from_text(TEXT, id="a 1", title="Flood", url="file:a", publisher="Valley Post", published="2024-03-05")
    assert (made.id, made.title, made.url, made.publisher) == ("a 1", "Flood", "file:a", "Valley Post")
    assert made.published == Published(start=dt.date(2024, 3, 5), end=dt.date(2024, 3, 5), basis="given")


def test_what_is_not_given_is_unknown() -> None:
    made = from_text(TEXT)
    assert (made.title, made.url, made.publisher, made.author, made.dateline) == (None, None, None, None, None)
    assert made.published == Published()


def test_a_given_title_wins_over_the_first_line() -> None:
    text = f"Flood takes two bridges\n{TEXT}"
    assert from_text(text, title="Flood").title == "Flood"
    assert from_text(text).title == "Flood takes two bridges"


def test_the_id_is_the_fingerprint_unless_given() -> None:
    assert from_text(TEXT).id == from_text(TEXT).sha256
    assert from_text(TEXT, id="x").sha256 == from_text(TEXT).sha256


def test_the_fingerprint_is_that_of_the_normalised_text() -> None:
    assert document.fingerprint(" caf\u00e9\r\n\t noir ") == hashlib.sha256("café noir".encode()).hexdigest()


@pytest.mark.parametrize("other", [f"  {TEXT}\n", TEXT.replace(" ", "\n"), TEXT.replace("Orl", "O\u200brl")])
def test_white_space_does_not_change_the_fingerprint_but_other_signs_do(other: str) -> None:
    same = document.fingerprint(TEXT) == document.fingerprint(other)
    assert same == ("\u200b" not in other)


def test_decomposed_letters_have_the_same_fingerprint() -> None:
    assert document.fingerprint("cafe\u0301") == document.fingerprint("caf\u00e9")


def test_repeats_and_language_are_filled_in() -> None:
    made = from_text(f"{TEXT}\n{TEXT}")
    assert made.repeats == ((len(TEXT) + 1, 2 * len(TEXT) + 1),)
    assert made.language == "en"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        (" \n\t\u00a0", "empty"),
        ("A\0B", "NUL"),
        ("A \ud800 B", "character 2"),
        (None, "NoneType"),
        (b"bytes", "bytes"),
        (7, "int"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(text: Any, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        from_text(text)
    assert "\n" not in str(caught.value)
    assert ": " in str(caught.value)


@pytest.mark.parametrize("field", ["id", "title", "url", "publisher"])
def test_half_a_character_is_refused_in_every_field(field: str) -> None:
    with pytest.raises(InputError, match=f"of the {field} is half"):
        from_text(TEXT, **{field: "a\udc80"})


def test_an_empty_id_is_none() -> None:
    assert from_text(TEXT, id="").id == from_text(TEXT).sha256


@pytest.mark.parametrize(
    ("given", "start", "end", "basis"),
    [
        (None, None, None, None),
        ("", None, None, None),
        ("  ", None, None, None),
        ("2024-03-05", dt.date(2024, 3, 5), dt.date(2024, 3, 5), "given"),
        (" 2024-03-05T23:59:00-11:00 ", dt.date(2024, 3, 5), dt.date(2024, 3, 5), "given"),
        (dt.date(2024, 3, 5), dt.date(2024, 3, 5), dt.date(2024, 3, 5), "given"),
        (dt.datetime(2024, 3, 5, 9, tzinfo=dt.UTC), dt.date(2024, 3, 5), dt.date(2024, 3, 5), "given"),
        ("2024-13-45", None, None, "not understood"),
        ("once upon a time", None, None, "not understood"),
    ],
)
def test_dates_of_publication(given: Any, start: dt.date | None, end: dt.date | None, basis: str | None) -> None:
    assert document.period(given) == Published(start=start, end=end, basis=basis)


def test_a_finished_period_stays() -> None:
    given = Published(start=dt.date(2024, 3, 1), basis="dateline")
    assert document.period(given) is given


def test_the_basis_is_told() -> None:
    assert document.period("2024-03-05", "metadata").basis == "metadata"
