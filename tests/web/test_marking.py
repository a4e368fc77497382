"""Marks in a text: nested, split where they cross, escaped, and never anything lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web import words
from dateline.web.marking import LABELS, ORDER, SLOTS, Mark, marked, of_event, of_record
from tests import sample
from tests.web.reading import Page

TEXT = "Kestrels burned a depot."


def bare(found: str) -> str:
    """The words without their labels."""
    return Page(re.sub(r"<small>[^<]*</small>", "", found)).text


def test_a_mark_has_its_role_as_a_word_and_a_class() -> None:
    assert str(marked(TEXT, [Mark(0, 8, "who", "e1", 1)])) == (
        '<mark class="r-who m1" data-e="e1"><small>who</small>Kestrels</mark> burned a depot.'
    )


def test_marks_nest() -> None:
    found = str(marked(TEXT, [Mark(0, 24, "sentence", "e1", 1), Mark(9, 15, "did", "e1", 1)]))
    assert found.startswith('<span class="s s1" data-e="e1" id="w-e1">Kestrels <mark')
    assert found.endswith("</mark> a depot.</span>")


def test_marks_that_cross_are_split_and_labelled_once() -> None:
    found = str(marked(TEXT, [Mark(0, 15, "who", "e1", 1), Mark(9, 24, "whom", "e2", 2)]))
    assert not Page(found).crossed
    assert found.count("<small>who</small>") == found.count("<small>whom</small>") == 1
    assert found.count('class="r-whom m2"') == 2 or found.count('class="r-who m1"') == 2


def test_the_same_span_of_two_events_is_one_mark() -> None:
    found = str(marked(TEXT, [Mark(0, 8, "who", "e1", 1), Mark(0, 8, "who", "e2", 2)]))
    assert 'class="r-who m1 m2" data-e="e1 e2"' in found


def test_two_events_in_one_sentence_have_an_anchor_each() -> None:
    found = str(marked(TEXT, [Mark(0, 24, "sentence", "e1", 1), Mark(0, 24, "sentence", "e2", 2)]))
    assert 'id="w-e1"' in found
    assert 'id="w-e2"' in found


def test_words_and_names_are_escaped() -> None:
    found = str(marked("<b>&", [Mark(0, 3, "who", '"><script>', 1)]))
    assert "<script>" not in found
    assert "&lt;b&gt;" in found


def test_signs_that_are_never_shown_become_a_sign_for_it() -> None:
    assert marked("a\u202eb\x00\u061c", []) == "a\ufffdb\ufffd\ufffd"


def test_a_stretch_is_marked_by_its_place_in_the_whole() -> None:
    found = str(marked(TEXT[9:], [Mark(0, 8, "who", "e1"), Mark(9, 15, "did", "e1")], 9))
    assert found == '<mark class="r-did" data-e="e1"><small>did</small>burned</mark> a depot.'


@pytest.mark.parametrize("mark", [Mark(5, 5, "who"), Mark(20, 99, "who"), Mark(0, 3, "nonsense")])
def test_what_cant_be_marked_is_left_out(mark: Mark) -> None:
    assert marked(TEXT, [mark]) == TEXT


SPANS = st.tuples(st.integers(0, 24), st.integers(0, 24), st.sampled_from(ORDER), st.sampled_from(["a", "b", ""]))


@given(st.lists(SPANS, max_size=12), st.text(alphabet="<&\"' ab\n", min_size=24, max_size=24))
def test_whatever_is_marked_no_word_is_lost_and_every_element_closed(spans: list[Any], text: str) -> None:
    found = str(marked(text, [Mark(min(a, b), max(a, b), role, event, 1) for a, b, role, event in spans]))
    assert not Page(found).crossed
    assert bare(found) == text


@given(st.lists(SPANS, max_size=12))
def test_an_anchor_stands_once(spans: list[Any]) -> None:
    found = str(
        marked(TEXT, [Mark(min(a, b), max(a, b), "sentence", f"e{n}", 1) for n, (a, b, *_) in enumerate(spans)])
    )
    anchors = re.findall(r'id="([^"]+)"', found)
    assert len(anchors) == len(set(anchors))


def test_every_role_of_an_event_is_marked() -> None:
    told = sample.CLAIM.model_dump(mode="json")
    roles = {mark.role for mark in of_event(told, 1, sample.TEXT)}
    assert roles == {"sentence", "did", "who", "where", "when", "says"}


def test_a_mention_that_doesnt_stand_there_is_left_out() -> None:
    told = sample.CLAIM.model_dump(mode="json")
    assert [m.role for m in of_event(told, 1, "x" * len(sample.TEXT))] == ["sentence"]


def test_a_record_gives_quotes_commitments_and_repeats_too() -> None:
    told = sample.RECORD.model_dump(mode="json")
    told["document"]["repeats"] = [[0, 5]]
    assert {"quote", "commits", "repeat"} <= {mark.role for mark in of_record(told, sample.TEXT)}


def test_slots_stay_within_what_the_style_sheet_knows() -> None:
    told = sample.RECORD.model_dump(mode="json")
    told["events"] = told["events"] * 9
    slots = {mark.slot for mark in of_record(told, sample.TEXT) if mark.role == "sentence"}
    assert slots == set(range(1, SLOTS + 1))


def test_every_role_that_a_page_explains_is_marked_with_a_word() -> None:
    assert set(words.ROLES) | {"commits"} == set(LABELS)
    assert set(LABELS) <= set(ORDER)
