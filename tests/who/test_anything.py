"""Whatever is read, the room's records are sound and its time and space grow with the text alone."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import who
from dateline.language.draft import Cue, Draft, Entity, Role, Trigger
from dateline.records import Actor, Record
from dateline.who import tables
from dateline.who.cast import Cast
from dateline.who.words import read_words
from tests.who.helpers import draft_of, with_entities

PIECES = (
    "Robert Ames", "Susan Bell", "Kenya", "Togo", "Kenyan", "US-led", "the Kelp Front", "(KF)", "the group", "he",
    "her",
    "they", "it", "I", "we", "his army", "and", ",", ".", "“", "”", "'s", "’s", "the president", "President", "accused",
    "said", "told", "designated", "as", "a terrorist group", "part of", "known as", "in", "of", "(", ")", "\n", "\n\n",
    "the two countries", "former", "a", "the", "-", "al-", "é", "\u200f", "中", "🙂", "U.S.", "J.",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80)
calm = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def coded(text: str) -> Draft:
    """A text through the room, every "the" in it an entity, a role and a cue's source of an encoder gone wrong."""
    draft = draft_of(text)
    spans = [(at, min(len(text), at + 7)) for at in range(len(text)) if text.startswith("the", at)]
    roles = tuple(Role("actor", span, 0.5) for span in spans)
    triggers = (Trigger((0, min(1, len(text))), 0, {"AGREE": 1.0}, {}, {}, roles, 0.5),)
    cues = tuple(Cue(span, 0, (span, span), ((0, len(text)),), 0.5) for span in spans)
    entities = tuple(Entity(span, "organisation", 0.5) for span in spans)
    return who.relate(who.find(replace(draft, entities=entities, triggers=triggers, cues=cues)))


@calm
@given(texts)
def test_every_mention_is_its_slice(text: str) -> None:
    draft = coded(text)
    record = Record(document=draft.document, actors=draft.actors, relations=draft.relations)
    assert record.misplaced() == []


@calm
@given(texts)
def test_mentions_are_in_order_and_have_words_and_names(text: str) -> None:
    actors = coded(text).actors
    assert [a.span for a in actors] == sorted({a.span for a in actors})
    assert all(a.text and a.name for a in actors)


@calm
@given(texts)
def test_a_country_is_one_that_the_tables_know(text: str) -> None:
    codes = {a.country for a in coded(text).actors if a.country}
    other = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
    assert codes <= set(tables.countries()) | other


@calm
@given(texts)
def test_nobody_is_tied_to_the_same_words(text: str) -> None:
    for relation in coded(text).relations:
        assert relation.subject.span != relation.object.span
        assert relation.evidence[0] < relation.evidence[1]


@calm
@given(texts)
def test_the_same_text_gives_the_same_again(text: str) -> None:
    one, other = coded(text), coded(text)
    assert (one.actors, one.relations) == (other.actors, other.relations)


@calm
@given(st.text(max_size=120))
def test_words_cover_every_visible_letter(text: str) -> None:
    words = read_words(text)
    assert "".join("".join(words.forms).split()) == "".join(text.split())


@calm
@given(texts, st.integers(-5, 90), st.integers(-5, 90))
def test_any_span_in_any_order_can_be_asked(text: str, start: int, end: int) -> None:
    draft = draft_of(text)
    actor = who.resolve(draft, (min(start, end), max(start, end)))
    assert isinstance(actor, Actor)
    assert text[slice(*actor.span)] == actor.text


def kept(text: str) -> int:
    """How many words the look-ups by parts of names keep."""
    profiles = Cast(with_entities(draft_of(text), [])).profiles
    return sum(map(len, profiles.groups)) + sum(map(len, profiles._suffixes))


@pytest.mark.parametrize("first", ["Bank", "Robert"])
def test_a_run_of_ten_thousand_capitals_is_not_kept_part_by_part(first: str) -> None:
    assert kept(f"Then {first} " + "Aaa " * 10_000 + "fell.") == 0
    assert kept(f"Then {first} Aaa Bbb fell.") > 0


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("Norway designated the Kelp Front as “a terrorist group”. ", 4000),
        ("The Kelp Front was designated as a terrorist group. ", 4000),
        ("Robert Ames, the Kenyan president, left. ", 3000),
        ("Ames, ", 6000),
        ("Kenyan-backed rebels left. ", 4000),
        ("his army met her army. ", 4000),
        ("president ", 10_000),
        ("Rain fell.\n\n", 6000),
        ("the two countries and Kenya and Togo ", 2000),
    ],
)
def test_what_is_said_thousands_of_times_takes_little_time(piece: str, count: int) -> None:
    began = time.process_time()
    who.relate(who.find(draft_of(piece * count)))
    assert time.process_time() - began < 15


def test_a_sentence_of_ten_thousand_characters_keeps_its_last_actor() -> None:
    text = "Rain fell and " * 800 + "Kenya signed."
    assert [actor.name for actor in who.find(draft_of(text)).actors] == ["Kenya"]


def test_a_mention_may_fill_the_whole_text() -> None:
    (actor,) = who.find(draft_of("Kenya")).actors or (None,)
    assert actor is not None
    assert actor.span == (0, 5)
