from __future__ import annotations

import pytest

from dateline.according_to import sources
from dateline.according_to.words import Word, words


def line_of(text: str) -> tuple[Word, ...]:
    """The words of a text."""
    return words(text, (0, len(text)))


def at(line: tuple[Word, ...], word: str) -> int:
    """Index of a word in a line."""
    return next(i for i, one in enumerate(line) if one.low == word)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The minister said", "said", "The minister"),
        ("Ada Brenner said", "said", "Ada Brenner"),
        ("Mr. Roe said", "said", "Mr. Roe"),
        ("she said", "said", "she"),
        ("The minister has said", "said", "The minister"),
        ("The minister also said", "said", "The minister"),
        ("The minister has repeatedly said", "said", "The minister"),
        ("The minister has formally said", "said", "The minister"),
        ("The minister on Tuesday said", "said", "The minister"),
        ("On Tuesday the minister said", "said", "the minister"),
        ("On Tuesday officials said", "said", "officials"),
        ("The mayor of the old town said", "said", "The mayor of the old town"),
        ("A spokesman for the ministry said", "said", "A spokesman for the ministry"),
        ("Two of the guards said", "said", "Two of the guards"),
        ("Iran and Iraq said", "said", "Iran and Iraq"),
        ("He left and the guards said", "said", "the guards"),
        ("The union and the owner said", "said", "The union and the owner"),
        ("On Monday, the union and the owner said", "said", "the union and the owner"),
        ("but the guards said", "said", "the guards"),
        ("while police said", "said", "police"),
        ("Omar Haddad, who led the inquiry, said", "said", "Omar Haddad"),
        ("Omar Haddad, a lawyer from Cork, said", "said", "Omar Haddad"),
        ("the port's press officer, Captain Ines Duarte said", "said", "Captain Ines Duarte"),
        ("Rep. Jo Roe (Ind.) said", "said", "Rep. Jo Roe"),
        ("a 40-year-old baker said", "said", "a 40-year-old baker"),
        ("All three ministers said", "said", "All three ministers"),
        ("The army's chief of staff said", "said", "The army's chief of staff"),
    ],
)
def test_the_subject_before_a_cue(text: str, cue: str, expected: str) -> None:
    line = line_of(text)
    found = sources.before(line, at(line, cue))
    assert found is not None
    assert text[slice(*found)] == expected


@pytest.mark.parametrize("text", ["said", ", said", "and said", "has said", "that , said", "“ said"])
def test_no_subject_before_a_cue(text: str) -> None:
    line = line_of(text)
    assert sources.before(line, at(line, "said")) is None


def test_no_subject_beyond_the_lower_bound() -> None:
    line = line_of("The minister Ada Brenner said")
    found = sources.before(line, 4, low=2)
    assert found is not None
    assert "The minister Ada Brenner said"[slice(*found)] == "Ada Brenner"
    assert sources.before(line, 4, low=4) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the minister on Tuesday", "the minister"),
        ("Lena Orlov, a baker", "Lena Orlov"),
        ("Lena Orlov.", "Lena Orlov"),
        ("the head of the union in Cork", "the head of the union"),
        ("a man who saw it", "a man"),
        ("she to reporters", "she"),
        ("two people familiar with the talks", "two people familiar"),
        ("Iran and Iraq after the talks", "Iran and Iraq"),
        ("Mr. Roe yesterday", "Mr. Roe"),
        ("police that he left", "police"),
    ],
)
def test_the_phrase_behind_a_cue(text: str, expected: str) -> None:
    found = sources.after(line_of(text), 0)
    assert found is not None
    assert text[slice(*found)] == expected


@pytest.mark.parametrize("text", ["", ", he said", "that he left", "in the town", "but no"])
def test_no_phrase_behind_a_cue(text: str) -> None:
    assert sources.after(line_of(text), 0) is None


def test_nothing_behind_the_upper_bound() -> None:
    line = line_of("the old minister")
    found = sources.after(line, 0, high=2)
    assert found is not None
    assert "the old minister"[slice(*found)] == "the old"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels left the town, saying", "The rebels"),
        ("She left the town, saying", "She"),
        ("In Cairo on Monday, the envoy left, saying", "the envoy"),
        ("Ada Brenner left on Friday, saying", "Ada Brenner"),
        ("CAIRO, Egypt (AP) - The envoy has left, saying", "The envoy"),
        ("The mayor of Cork was angry, saying", "The mayor of Cork"),
        ("Following the talks, the council voted, saying", "the council"),
    ],
)
def test_the_first_phrase_of_a_clause(text: str, expected: str) -> None:
    line = line_of(text)
    found = sources.first(line, 0, at(line, "saying"))
    assert found is not None
    assert text[slice(*found)] == expected


def test_no_first_phrase_where_nothing_may_head_one() -> None:
    line = line_of("and then in")
    assert sources.first(line, 0, len(line)) is None
    assert sources.first(line, 0, 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("he has also said", 1), ("he said", 1), ("the minister on Tuesday said", 2), ("he quickly said", 1)],
)
def test_auxiliaries_belong_to_the_cue(text: str, expected: int) -> None:
    line = line_of(text)
    assert sources.skip_auxiliaries(line, at(line, "said")) == expected


def test_a_phrase_is_never_longer_than_its_limit() -> None:
    line = line_of("word " * 60 + "said")
    found = sources.before(line, 60)
    assert found is not None
    assert found[1] - found[0] <= sources.LONGEST * len("word ")
