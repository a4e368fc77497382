from __future__ import annotations

import pytest

from dateline.according_to.words import WORD, trimmed, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army left.", ["The", "army", "left", "."]),
        ("Mr. Roe said", ["Mr.", "Roe", "said"]),
        ("Lt. Gen. Ana Roe", ["Lt.", "Gen.", "Ana", "Roe"]),
        ("45,000 men", ["45,000", "men"]),
        ("three, four", ["three", ",", "four"]),
        ("the army's men", ["the", "army's", "men"]),
        ("don’t go", ["don’t", "go"]),
        ("U.S. troops", ["U.S", ".", "troops"]),
        ("a well-known R&D firm", ["a", "well-known", "R&D", "firm"]),
        ("“Go,” he said", ["“", "Go", ",", "”", "he", "said"]),
        ("3.5 percent", ["3.5", "percent"]),
        ("naïve Łódź", ["naïve", "Łódź"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text, (0, len(text)))] == expected


@pytest.mark.parametrize("text", ["The army's 45,000 men.", "“Go,” he said — twice…", "‘’Done’’"])
def test_every_word_is_its_slice(text: str) -> None:
    for word in words(text, (0, len(text))):
        assert text[word.start : word.end] == word.text
        assert word.low == word.text.lower()


def test_words_of_a_span_keep_the_offsets_of_the_text() -> None:
    text = "One two three four."
    assert [(w.start, w.text) for w in words(text, (4, 13))] == [(4, "two"), (8, "three")]


def test_no_letter_is_lost() -> None:
    text = "Sen. Roe (Ind.) won't say: “45,000 or 46,000?” — it's Ómar's guess_work."
    kept = "".join(match.group() for match in WORD.finditer(text))
    assert kept == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "is_word", "is_capital"),
    [("Oslo", True, True), ("oslo", True, False), ("7", True, False), (",", False, False), ("“", False, False)],
)
def test_what_a_word_is(text: str, is_word: object, is_capital: object) -> None:
    word = words(text, (0, len(text)))[0]
    assert word.is_word is is_word
    assert word.is_capital is is_capital


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a b ", "a b"),
        (", a b, ", "a b"),
        ("—a b;", "a b"),
        ("a.", "a."),
        ("a, b", "a, b"),
        (" , ", ""),
        ("", ""),
    ],
)
def test_trimming(text: str, expected: str) -> None:
    start, end = trimmed(text, (0, len(text)))
    assert text[start:end] == expected


def test_trimming_by_other_edges() -> None:
    text = "“a b.”"
    start, end = trimmed(text, (0, len(text)), "“”.")
    assert text[start:end] == "a b"
