"""Tokens, signs and the tables they come from."""

from __future__ import annotations

import itertools

import pytest

from dateline.when import lexicon as lx


def has(word: str, category: str) -> bool:
    """Whether a word, alone in a text, belongs to a category."""
    signs = lx.tokenise(word).signs
    return len(signs) == 1 and signs in lx.lexicon().category_signs[category]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("on Sept. 5.", ["on", "sept.", "5", "."]),
        ("at 2:41 a.m.", ["at", "2:41", "a.m."]),
        ("at 7:43am", ["at", "7:43", "am"]),
        ("three-day", ["three", "-", "day"]),
        ("Monday's", ["monday", "'s"]),
        ("Monday’s", ["monday", "’s"]),
        ("the '80s", ["the", "'80s"]),
        ("the 1990s", ["the", "1990s"]),
        ("2 1/2 years", ["2", "1/2", "years"]),
        ("1,250.5", ["1,250.5"]),
        ("2016-12-10 18:38 ET", ["2016-12-10 18:38", "et"]),
        ("23/04/2017", ["23/04/2017"]),
        ("five o'clock", ["five", "o'clock"]),
        ("a\n\nb", ["a", "\n\n", "b"]),
        ("a\nb", ["a", "b"]),
        ("Ahmed's 5th", ["ahmed", "'s", "5th"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert lx.tokenise(text).words == tokens


def test_spans_are_the_words_as_they_stand() -> None:
    text = "On Sept. 5, 2016 — at 7:43am — the ‘war’ ended;\n\n💥 “Now!”"
    made = lx.tokenise(text)
    assert [text[slice(*span)].lower() for span in made.spans] == made.words
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(made.spans))
    assert len(made.spans) == len(made.words) == len(made.signs)


def test_no_visible_character_is_lost() -> None:
    text = "Ünïcode, ½ — §5(a) ٢٠١٦ 10²\t[x]"
    assert "".join("".join(lx.tokenise(text).words).split()) == "".join(text.lower().split())


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("January", "MONTH"),
        ("JAN.", "MONTH"),
        ("Sept.", "MONTH"),
        ("Friday", "WEEKDAY"),
        ("Fri.", "DAYABBR"),
        ("second", "UNIT"),
        ("second", "ORDINAL"),
        ("3rd", "ORDINAL"),
        ("31", "DAYNUM"),
        ("31", "NUMBER"),
        ("90", "TWO"),
        ("1998", "YEAR"),
        ("2100", "YEAR"),
        ("14:30", "CLOCK"),
        ("1/2", "FRACTION"),
        ("1980s", "DECADE"),
        ("’80s", "DECADE"),
        ("2016-12-10", "FULL"),
        ("p.m.", "AMPM"),
        ("PM", "AMPM"),
        ("earlier", "AGO"),
        ("earlier", "EARLY"),
        ("–", "HYPHEN"),
    ],
)
def test_categories(word: str, category: str) -> None:
    assert has(word, category)


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("may", "MONTH"),
        ("march", "MONTH"),
        ("friday", "WEEKDAY"),
        ("sun", "DAYABBR"),
        ("32", "DAYNUM"),
        ("0", "DAYNUM"),
        ("2101", "YEAR"),
        ("999", "YEAR"),
        ("19980", "YEAR"),
        ("1/2", "NUMBER"),
        ("thing", "UNIT"),
    ],
)
def test_not_in_the_category(word: str, category: str) -> None:
    assert not has(word, category)


def test_a_word_of_no_category_has_the_common_sign() -> None:
    assert lx.tokenise("bridge").signs == lx.OTHER


def test_every_combination_has_one_sign_of_its_own() -> None:
    known = lx.lexicon()
    signs = set(known.word_signs.values()) | set(known.shape_signs.values())
    assert lx.OTHER not in signs
    assert signs == set("".join(known.category_signs.values()))


def test_tables_hold_lower_case_words() -> None:
    for category, words in lx.lexicon().tables.items():
        assert all(word == word.lower() and word for word in words), category


def test_meanings() -> None:
    assert lx.meaning("MONTH", "sept.") == 9
    assert lx.meaning("UNIT", "century") == "C"
    with pytest.raises(KeyError):
        lx.meaning("MONTH", "friday")


def test_lists_of_context() -> None:
    assert "for" in lx.context("lasting")
    with pytest.raises(KeyError):
        lx.context("nothing of the kind")
