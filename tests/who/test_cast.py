"""The cast: what is noted of each mention, and how mentions are looked up by place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from dateline import who
from dateline.who.cast import Candidate, Cast, cast_of
from tests.who.helpers import draft_of, place, with_entities


def candidate(text: str, of: str) -> Candidate:
    """The candidate whose words are `of`."""
    return next(c for c in Cast(draft_of(text)).candidates if c.actor.text == of)


@pytest.mark.parametrize(
    ("text", "of", "subject"),
    [
        ("Kenya has signed.", "Kenya", True),
        ("On Monday Kenya signed.", "Kenya", True),
        ("On Monday Kenya said so.", "Kenya", True),
        ("They left Kenya in June.", "Kenya", False),
        ("The Kenyan envoy, late, left.", "The Kenyan envoy", True),
        ("They met the Kenyan envoy.", "the Kenyan envoy", False),
    ],
)
def test_subjects(text: str, of: str, *, subject: bool) -> None:
    assert candidate(text, of).subject is subject


@pytest.mark.parametrize(
    ("text", "of", "placed"),
    [
        ("They met in Kenya.", "Kenya", True),
        ("They met in the Netherlands.", "Netherlands", True),
        ("They met near Kenya and Togo.", "Togo", True),
        ("They met in Oslo, Norway.", "Norway", True),
        ("They spoke with Kenya and Togo.", "Togo", False),
        ("They accused Kenya.", "Kenya", False),
        ("Oslo has refused.", "Oslo", False),
        ("Then they flew to Oslo.", "Oslo", True),
        ("Oslo’s envoy left.", "Oslo", False),
        ("In June, Oslo slept in.", "Oslo", True),
    ],
)
def test_places(text: str, of: str, *, placed: bool) -> None:
    assert candidate(text, of).placed is placed


@pytest.mark.parametrize(
    ("text", "of", "nouns"),
    [
        ("Then Foreign Minister Ole Vang left.", "Ole Vang", {"foreign", "minister"}),
        ("Then minister Ole Vang left.", "Ole Vang", {"minister"}),
        ("Ole Vang, the mayor, left.", "Ole Vang", {"mayor"}),
        ("The mayor, Ole Vang, left.", "Ole Vang", {"mayor"}),
        ("The mayor saw Ole Vang leave.", "Ole Vang", set()),
        ("The Kelp Front, a militia, left.", "Kelp Front", {"militia"}),
    ],
)
def test_by_which_nouns_a_name_is_introduced(text: str, of: str, nouns: set[str]) -> None:
    assert candidate(text, of).nouns == nouns


@pytest.mark.parametrize(
    ("text", "of", "gender"),
    [
        ("Then Mr Zorbek left.", "Zorbek", "male"),
        ("Then Mrs Zorbek left.", "Zorbek", "female"),
        ("Then Dr Zorbek left.", "Zorbek", None),
        ("Then Susan Zorbek left.", "Susan Zorbek", "female"),
        ("Susan Zorbek came. Then Zorbek left.", "Zorbek", "female"),
        ("Then spokesman Qi Zorbek left.", "Qi Zorbek", "male"),
        ("Then the gunman left.", "the gunman", "male"),
        ("Then Kenya left.", "Kenya", None),
    ],
)
def test_the_sex_that_the_words_tell(text: str, of: str, gender: str | None) -> None:
    assert candidate(text, of).gender == gender


@pytest.mark.parametrize(
    ("text", "describing", "owning"),
    [
        ("They saw Kenya leave.", True, False),
        ("They saw Kenya.", False, False),
        ("They saw Kenya and left.", False, False),
        ("They saw Kenya's fall.", False, True),
        ("They saw Kenya quickly.", False, False),
        ("They saw Kenya tea.", True, False),
    ],
)
def test_what_follows_a_name(text: str, *, describing: bool, owning: bool) -> None:
    found = candidate(text, "Kenya")
    assert (found.describing, found.owning) == (describing, owning)


def test_looking_up_by_place() -> None:
    cast = Cast(draft_of("Kenya met Togo and Ghana."))
    names = [c.name for c in cast.candidates]
    assert names == ["Kenya", "Togo", "Ghana"]
    assert [c.name for c in cast.candidates_between(1, 5)] == ["Togo", "Ghana"]
    assert [c.name for c in cast.candidates_before(4, 10)] == ["Kenya", "Togo"]
    assert [c.name for c in cast.candidates_before(4, 1)] == ["Togo"]
    assert [n.first for n in cast.names_between(0, 3)] == [0, 2]
    found = cast.name_from(2)
    assert found is not None
    assert found.key == "TGO"
    assert cast.name_from(3) is None


def test_the_phrases_beside_a_name() -> None:
    cast = Cast(draft_of("The mayor, Ole Vang, a tired man, left."))
    (vang,) = cast.names
    before, behind = cast.phrase_before(vang), cast.phrase_behind(vang)
    assert before is not None
    assert behind is not None
    assert (before.noun.form, behind.noun.form) == ("mayor", "man")


def test_a_draft_has_one_cast_until_the_encoder_adds_to_it() -> None:
    draft = draft_of("Kenya met Ole Vang.")
    assert cast_of(draft) is cast_of(draft)
    assert cast_of(with_entities(draft, [("Ole Vang", "person")])) is not cast_of(draft)


def test_nobody_in_a_repeat_is_a_candidate() -> None:
    text = "Kenya left. Kenya left."
    cast = Cast(draft_of(text, repeats=((12, len(text)),)))
    assert [c.actor.span for c in cast.candidates] == [(0, 5)]


def test_threads_don_t_mix_documents() -> None:
    """Each thread gets the answers for its own document, though one cast is kept for all."""
    texts = [f"Robert Zorbek{number} came. He left." for number in range(8)]

    def answers(text: str) -> set[str | None]:
        draft = draft_of(text)
        return {who.resolve(draft, place(text, "He")).name for _ in range(30)}

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(answers, texts))
    assert found == [{f"Robert Zorbek{number}"} for number in range(8)]
