"""Whatever is read, the room's records are sound: this is what comes from outside, and it is hostile."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.according_to import bind, credit, find
from dateline.language.draft import Cue, Draft
from dateline.records import Event, Factuality, Mention, Record

from .drafting import draft_of

PIECES = (
    "said", "says", "told", "according to", "accused", "denied", "claimed responsibility for", "will", "if", "should",
    "called on", "plans to", "the union", "Jo Roe", "she", "we", "who", "that", "and", "but", "attacked", "the depot",
    ",", ".", "?", ";", ":", "—", "(", ")", "“", "”", "‘", "’", "''", '"', "\n", "\n\n", "reportedly", "in a statement",
    "on Monday", "45,000", "Mr.", "not", "to", "of", "it is understood", "é", "\u200f", "中", "🙂",
    "is expected to", "announce",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=80)
calm = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def coded(text: str) -> Draft:
    """A text through the whole room, every "attacked" in it an event and every "that" a cue of the encoder."""
    draft = draft_of(text)
    events: list[Event] = []
    cues: list[Cue] = []
    for number, sentence in enumerate(draft.sentences):
        if (at := draft.text.find("attacked", *sentence.span)) >= 0:
            events.append(assault(f"{number}", sentence.span, Mention(span=(at, at + 8), text="attacked")))
        if (at := draft.text.find("that", *sentence.span)) >= 0:
            cues.append(Cue((at, at + 4), number, (sentence.span,), ((at + 4, sentence.span[1]),), 0.5))
    return bind(credit(find(replace(draft, events=tuple(events), cues=tuple(cues)))))


def assault(name: str, sentence: tuple[int, int], trigger: Mention) -> Event:
    """An asserted assault."""
    return Event(
        id=name,
        type="ASSAULT",
        quad=4,
        intensity=None,
        sentence=sentence,
        trigger=trigger,
        factuality=Factuality.ASSERTED,
        confidence=0.5,
    )


@calm
@given(texts)
def test_every_mention_is_its_slice(text: str) -> None:
    draft = coded(text)
    record = Record(
        document=draft.document,
        events=draft.events,
        attributions=draft.attributions,
        commitments=draft.commitments,
    )
    assert record.misplaced() == []


@calm
@given(texts)
def test_contents_hold_words_in_order(text: str) -> None:
    for found in coded(text).attributions:
        assert found.content
        assert list(found.content) == sorted(found.content)
        for start, end in found.content:
            assert 0 <= start < end <= len(text)


@calm
@given(texts)
def test_ids_are_unique_and_nests_are_known(text: str) -> None:
    found = coded(text).attributions
    ids = [one.id for one in found]
    assert len(set(ids)) == len(ids)
    assert all(one.within in ids and one.within != one.id for one in found if one.within)


@calm
@given(texts)
def test_the_same_text_gives_the_same_record(text: str) -> None:
    assert coded(text) == coded(text)


@calm
@given(texts)
def test_factuality_and_credit_agree(text: str) -> None:
    for one in coded(text).events:
        assert one.factuality in Factuality
        assert not (one.factuality == Factuality.ASSERTED and one.according_to)


@calm
@given(texts)
def test_commitments_stand_in_their_sentence(text: str) -> None:
    draft = coded(text)
    spans = {sentence.span for sentence in draft.sentences}
    for one in draft.commitments:
        assert one.evidence in spans
        assert one.what.text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "he said ",
        "“",
        "“a ” ",
        "said that ",
        "if we will strike ",
        "according to the union ",
        ", ",
        "word ",
        "called on ",
    ],
)
def test_long_lines_take_little_time(piece: str) -> None:
    began = time.perf_counter()
    coded(piece * 3000)
    assert time.perf_counter() - began < 20
