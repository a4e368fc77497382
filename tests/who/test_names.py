"""Every spelling of a name has one form, and only short acronyms need capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.who.names import in_capitals, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Blue Guards", "blue guards"),
        ("U.S.", "us"),
        ("Hashd el-Shaʿabi", "hashd al shaabi"),
        ("Hashd al-Sha'abi", "hashd al shaabi"),
        ("Zafar-ul-Haq", "zafar al haq"),
        ("Çavuşoğlu", "cavusoglu"),
        ("Kılıçdaroğlu", "kilicdaroglu"),
        ("Støre", "store"),
        ("Wałęsa", "walesa"),
        ("Standard & Poor's", "standard and poor"),
        ("Ruritania's", "ruritania"),
        ("the rebels’", "rebels"),
        ("Lord's Army", "lords army"),
        ("A/B – C_d", "a b c d"),
        ("Group (Faction)", "group faction"),
        ("The", "the"),
        ("'’.", ""),
        ("", ""),
        ("  two\n words ", "two words"),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text(max_size=60))
def test_any_text_has_a_form_without_capitals_or_double_spaces(text: str) -> None:
    form = normalise(text)
    assert form == form.strip()
    assert "  " not in form
    assert not any(letter in form for letter in ".'’-")


@given(st.text(alphabet="abc XYZ-é", max_size=30))
def test_case_never_matters(text: str) -> None:
    assert normalise(text) == normalise(text.upper()) == normalise(text.lower())


@pytest.mark.parametrize("text", ["US", "U.S.", "UN", "WHO", "IS", "NATO"])
def test_short_acronyms_need_capitals(text: str) -> None:
    assert in_capitals(text)


@pytest.mark.parametrize("text", ["UNICEF", "Us", "us", "Nato", "", "12", "Who"])
def test_longer_ones_and_words_dont(text: str) -> None:
    assert not in_capitals(text)
