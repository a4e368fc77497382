"""The draft: looking sentences up by offset, slices, and what touches a repeat."""

from __future__ import annotations

import time
from dataclasses import FrozenInstanceError, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.draft import Draft, Trigger
from dateline.records import Document, Sentence


def drafted(text: str, *cuts: int, repeats: tuple[tuple[int, int], ...] = ()) -> Draft:
    """A draft whose sentences run from cut to cut."""
    spans = pairwise((*cuts, len(text)))
    sentences = tuple(Sentence(span=(start, end), text=text[start:end]) for start, end in spans)
    return Draft(Document(id="1", sha256="", text=text, repeats=repeats), sentences=sentences)


@pytest.mark.parametrize(
    ("offset", "sentence"), [(-5, 0), (0, 0), (1, 0), (2, 0), (3, 1), (5, 1), (6, 2), (9, 2), (10, 2), (99, 2)]
)
def test_the_sentence_of_an_offset(offset: int, sentence: int) -> None:
    assert drafted("aa. bb. cc", 0, 3, 6).sentence_at(offset) == sentence


def test_before_the_first_sentence_and_without_any_it_is_the_first() -> None:
    assert drafted("  aa", 2).sentence_at(0) == 0
    assert drafted("aa").sentence_at(3) == 0


@given(st.sets(st.integers(0, 60), max_size=12), st.integers(-3, 70))
def test_the_sentence_is_the_last_that_starts_before(cuts: set[int], offset: int) -> None:
    starts = sorted(cuts)
    expected = max((i for i, start in enumerate(starts) if start <= offset), default=0)
    assert drafted("x" * 60, *starts).sentence_at(offset) == expected


def test_looking_up_a_sentence_takes_no_time_in_a_long_document() -> None:
    draft = drafted("x" * 50_000, *range(50_000))
    began = time.process_time()
    assert [draft.sentence_at(offset) for offset in range(0, 50_000, 25)] == list(range(0, 50_000, 25))
    assert time.process_time() - began < 1  # with a list of all starts each time: a minute


def test_a_slice_counts_characters_and_not_bytes() -> None:
    assert drafted("né 🙂 ok").slice((3, 4)) == "🙂"


@pytest.mark.parametrize(
    ("span", "touches"),
    [((0, 4), False), ((3, 5), True), ((4, 6), True), ((5, 5), True), ((7, 9), True), ((8, 9), False), ((4, 4), False)],
)
def test_what_touches_a_repeat(span: tuple[int, int], *, touches: bool) -> None:
    assert drafted("abcdefghij", 0, repeats=((4, 8),)).in_repeat(span) is touches


def test_nothing_touches_a_repeat_where_there_is_none() -> None:
    assert not drafted("abcdefghij", 0).in_repeat((0, 10))


def test_a_draft_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        drafted("a").sentences = ()  # type: ignore[misc]


def marked(sentence: int, **types: float) -> Trigger:
    return Trigger((0, 1), sentence, types or {"AID": 1.0}, {}, {}, (), 0.9)


def test_a_triggers_kind_is_its_likeliest_type() -> None:
    assert marked(0, AID=0.2, ASSAULT=0.7, COERCE=0.1).kind == "ASSAULT"


def test_triggers_near_are_those_of_the_sentence_and_its_neighbours() -> None:
    made = replace(drafted("x", 0), triggers=tuple(map(marked, (0, 1, 1, 3, 4))))
    assert [t.sentence for t in made.triggers_near(1)] == [1, 1]
    assert [t.sentence for t in made.triggers_near(2, 1)] == [1, 1, 3]
    assert made.triggers_near(2) == ()
