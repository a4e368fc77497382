"""Whatever is read, the room's places are sound, and its time grows with the text alone."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import where
from dateline.language.draft import Draft, Entity, Role, Trigger
from dateline.records import Record
from dateline.where.dateline import REACH, find_dateline
from dateline.where.guess import guess, runs

from .drafts import draft

PIECES = (
    "Kano", "Lagos", "Nigeria", "Paris", "Texas", "Ky.", "D.C.", "Salem", "Ore.", "KABUL", "(Wire)", "-", "–", ",", ".",
    "in", "near", "of", "the", "Mr", "Jordan", "Chad Miller", "the Kenyan capital", "capital of", "and", "or", "'s",
    "’s", "al-Bab", "St.", "U.S.", "province", "city", "Police", "Institute", "\n", "\n\n", "(", ")", "“", "é", "中",
    "🙂",
    "\u200f", "A.", "Bank of England", "northern",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=80)
calm = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def marked(text: str) -> Draft:
    """A draft whose encoder marks every "Kano", and takes what follows an "in" for a place role."""
    found = [(at, at + 4) for at in range(len(text)) if text.startswith("Kano", at)]
    entities = tuple(Entity(span, "place", 0.5) for span in found)
    roles = [(at, min(len(text), at + 12)) for at in range(len(text)) if text.startswith("in ", at)]
    trigger = Trigger((0, 0), 0, {}, {}, {}, tuple(Role("place", span, 0.5) for span in roles), 0.5)
    return replace(draft(text), entities=entities, triggers=(trigger,))


@calm
@given(texts)
def test_every_place_is_its_slice_in_order(text: str) -> None:
    found = where.find(marked(text))
    assert Record(document=found.document, places=found.places).misplaced() == []
    assert [p.span for p in found.places] == sorted({p.span for p in found.places})
    assert all(p.text.strip() for p in found.places)


@calm
@given(texts)
def test_a_place_is_resolved_wholly_or_not_at_all(text: str) -> None:
    for place in where.find(marked(text)).places:
        rest = place.feature, place.precision
        assert all(rest) if place.name else not any((*rest, place.id, place.country, place.lat, place.lon))
        assert (place.lat is None) == (place.lon is None)


@calm
@given(texts)
def test_the_same_text_gives_the_same_places(text: str) -> None:
    assert where.find(marked(text)).places == where.find(marked(text)).places


@calm
@given(texts, st.integers(0, 90), st.integers(0, 90))
def test_any_span_can_be_asked_and_keeps_its_words(text: str, one: int, other: int) -> None:
    span = min(one, other, len(text)), min(max(one, other), len(text))
    found = where.resolve(where.find(marked(text)), span)
    assert found is None or (found.span, found.text) == (span, text[slice(*span)])


@calm
@given(texts)
def test_a_dateline_stands_in_the_text_s_beginning(text: str) -> None:
    found = find_dateline("x" * 300 + "\n" + text)
    assert found is None or 301 <= found[0] < found[1] <= REACH


@calm
@given(st.text(alphabet="Aa -’'.é()Kno", max_size=60))
def test_runs_are_made_of_words_of_the_text(text: str) -> None:
    for run in runs(text):
        assert run.tokens == tuple(sorted(run.tokens))
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in run.tokens)


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("Kano ", 12_000),
        ("Kano, Nigeria, ", 4000),
        ("Mr Kano ", 6000),
        ("Kano Police ", 6000),
        ("U.S. ", 8000),
        ("Al-", 12_000),
        ("Kano (", 6000),
        ("of Kano ", 6000),
        ("\nKABUL", 6000),
    ],
)
def test_names_said_thousands_of_times_take_little_time(piece: str, count: int) -> None:
    began = time.process_time()
    where.find(draft(piece * count))
    assert time.process_time() - began < 10


@pytest.mark.parametrize("piece", ["Aa ", "Aa’s ", "Aa-", "capital of Aa ", "A", "capital ", "(Aa "])
def test_a_phrase_of_thousands_of_words_is_asked_for_its_capital_in_little_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    began = time.process_time()
    where.resolve(draft(text), (0, len(text)))
    assert time.process_time() - began < 10


def test_thousands_of_entities_and_repeats_take_little_time() -> None:
    text = "Kano. " * 3000
    entities = tuple(Entity((6 * i, 6 * i + 4), "place", 0.9) for i in range(3000))
    one = replace(draft(text, repeats=tuple((6 * i, 6 * i + 1) for i in range(1, 3000))), entities=entities)
    began = time.process_time()
    assert [p.span for p in where.find(one).places] == [(0, 4)]
    assert time.process_time() - began < 10


def test_an_organisation_s_word_far_behind_still_speaks_for_the_place_before() -> None:
    near, far, none = (
        guess(f"They saw Kano {tail}.", threshold=-20)[0].points
        for tail in ("Police", "Blixt Qwzr Police", "Blixt Qwzr Pols")
    )
    assert near == far > none


def test_threads_find_what_one_finds() -> None:
    sample = ["They met in Kano, Nigeria.", "They met in Paris, Texas.", "KABUL - They met near Herat."]
    alone = [where.find(draft(text)).places for text in sample]
    together: dict[int, object] = {}

    def work(number: int) -> None:
        together[number] = [where.find(draft(text)).places for text in sample]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(together.values()) == [alone] * 6
