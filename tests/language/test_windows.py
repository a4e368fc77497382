"""Windows of word pieces."""

from __future__ import annotations

import itertools
import unicodedata

import numpy as np
import pytest

from dateline.language import paragraphs, sentences
from dateline.language.windows import FEATURES, LIMIT, LONGEST, MARKS, Window, marked, touching, windows
from dateline.records import Sentence

TEXT = "Envoys from Norland met in Port Vale. They signed a pact! “We are content,” one said.\n\nNobody else came."


def cut(text: str, limit: int = LIMIT) -> list[Window]:
    return windows(text, sentences.split(text, paragraphs.find(text)), limit=limit)


def words(text: str, window: Window) -> list[str]:
    return [text[a:b] for (a, b), start in zip(window.spans, window.starts, strict=True) if start and a >= 0]


def test_one_window_holds_a_short_document() -> None:
    (window,) = cut(TEXT)
    assert window.ids[0] == 101
    assert window.ids[-1] == 102
    assert len(window.ids) == len(window.features) == len(window.spans) == len(window.sentence) == len(window.starts)


def test_spans_are_the_documents_own_characters() -> None:
    (window,) = cut(TEXT)
    assert words(TEXT, window)[:2] == ["Envoy", "from"]
    assert "signed" in words(TEXT, window)


def test_sentences_stay_whole_and_in_order() -> None:
    found = cut(TEXT, limit=24)
    assert len(found) > 1
    seen = [int(n) for w in found for n in w.sentence if n >= 0]
    assert seen == sorted(seen)
    for earlier, later in itertools.pairwise(found):
        assert set(earlier.sentence[1:-1]).isdisjoint(later.sentence[1:-1])


def test_nothing_is_lost() -> None:
    whole = [tuple(s) for w in cut(TEXT) for s in w.spans if s[0] >= 0]
    parts = [tuple(s) for w in cut(TEXT, limit=16) for s in w.spans if s[0] >= 0]
    assert whole == parts


def test_features_tell_case_digits_and_quotes() -> None:
    text = "NATO met Ann in 2031 “quietly”."
    quoted = text.index("“"), text.index("”") + 1
    (window,) = windows(text, [Sentence(span=(0, len(text)), text=text)], [quoted])
    feature = {text[a:b]: int(f) for (a, b), f in zip(window.spans, window.features, strict=True) if a >= 0}
    assert feature["NATO"] == 2
    assert feature["Ann"] == 1
    assert feature["met"] == 0
    assert feature["203"] == 3 if "203" in feature else feature["2031"] == 3
    assert feature["quietly"] == 4


def test_an_endless_sentence_is_read_in_parts() -> None:
    text = "flour and " * (LONGEST + 10)
    found = windows(text, [Sentence(span=(0, len(text)), text=text)])
    assert len(found) > 1
    assert max(len(w.ids) for w in found) <= LONGEST + 2
    assert sum(len(w.ids) - 2 for w in found) == 2 * (LONGEST + 10)


def test_no_sentences_no_windows() -> None:
    assert windows("", []) == []


@pytest.mark.parametrize("text", ["\u200b\ufeff", "𝕬𝖑𝖕𝖍𝖆 met 北京.", "a" * 5000])
def test_odd_texts_do_no_harm(text: str) -> None:
    for window in windows(text, [Sentence(span=(0, len(text)), text=text)]):
        assert np.all(window.spans[1:-1, 0] <= window.spans[1:-1, 1])
        assert window.spans.max(initial=0) <= len(text)


def test_a_pair_is_marked_beside_the_case() -> None:
    text = "Ostland sued Merrow Bank."
    (window,) = cut(text)
    found = marked(window, (0, 7), (13, 24))
    marks = [set((found.features // FEATURES)[touching(found.spans, at)]) for at in ((0, 7), (8, 12), (13, 24))]
    assert marks == [{1}, {0}, {2}]
    assert (found.features % FEATURES == window.features).all()
    assert found.features.max() < FEATURES * MARKS


def test_a_word_of_both_ends_has_both_marks_and_one_of_neither_none() -> None:
    (window,) = cut("Ostland sued.")
    assert marked(window, (0, 7), (0, 7)).features[1] // FEATURES == 3
    assert (marked(window, None, None).features == window.features).all()


@pytest.mark.parametrize(("span", "touched"), [((0, 7), True), ((7, 8), False), ((5, 5), False), (None, False)])
def test_pieces_touch_a_span_by_a_character(span: tuple[int, int] | None, *, touched: bool) -> None:
    (window,) = cut("Ostland sued.")
    assert touching(window.spans, span).any() == touched
    assert not touching(window.spans, span)[[0, -1]].any()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_letter_apart_from_its_mark_is_read_as_one(form: str) -> None:
    """The pieces are the same; the spans hold the marks where a text has them apart."""
    plain = "Then Müller met Nicolás in Århus."
    text = unicodedata.normalize(form, plain)  # type: ignore[arg-type]
    (window,), (composed,) = cut(text), cut(plain)
    assert window.ids.tolist() == composed.ids.tolist()
    assert window.features.tolist() == composed.features.tolist()
    start = text.index("Nicol")
    held = window.spans[(window.spans[:, 0] >= start) & (window.spans[:, 1] <= start + len(text.split()[3]))]
    assert text[held[0, 0] : held[-1, 1]] == text.split()[3]


@pytest.mark.parametrize("limit", [3, 8, 16, LIMIT])
def test_a_window_outgrows_its_limit_by_a_single_sentence_only(limit: int) -> None:
    for window in cut(TEXT * 3, limit):
        alone = len(set(window.sentence[window.sentence >= 0].tolist())) == 1
        assert len(window.ids) <= limit or alone


def test_words_of_every_window_begin_once() -> None:
    """A part of an endless sentence begins with a word only where a word begins."""
    text = "a " + "unbelievableness " * LONGEST  # so that parts end inside a word
    found = windows(text, [Sentence(span=(0, len(text)), text=text)])
    assert len(found) > 1
    assert sum(int(w.starts.sum()) for w in found) == LONGEST + 1
    assert not any(w.starts[[0, -1]].any() for w in found)
