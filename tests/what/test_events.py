"""Events made of triggers found by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dateline import language, reading, what, when
from dateline.language.draft import Draft, Role, RoleName, Trigger
from dateline.records import Factuality
from dateline.what import confidence, events

TEXT = (
    "Norland's army shelled the port of Karvel on 3 May 2021, killing four people. "
    "Sudria and Norland held talks in Vienna. Sudria said it would answer."
)


def span(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def role(name: RoleName, words: str, score: float = 0.9, nth: int = 0) -> Role:
    return Role(name, span(words, nth), score)


def trigger(words: str, kind: str, *roles: Role, sentence: int = 0, **chances: dict[str, float]) -> Trigger:
    return Trigger(
        span(words),
        sentence,
        chances.get("types", {kind: 0.8, "COERCE": 0.2}),
        chances.get("modes", {"none": 1.0}),
        chances.get("factuality", {"asserted": 0.9}),
        roles,
        0.9,
    )


SHELLED = trigger(
    "shelled",
    "ASSAULT",
    role("actor", "Norland's army"),
    role("recipient", "the port of Karvel"),
    role("time", "3 May 2021"),
    modes={"heavy-weapons": 0.7, "none": 0.2, "arrest": 0.1},
)
TALKS = trigger(
    "talks",
    "CONSULT",
    role("actor", "Norland", nth=1),
    role("actor", "Sudria"),
    role("place", "Vienna"),
    sentence=1,
)


def draft(*triggers: Trigger) -> Draft:
    made = replace(language.split(reading.from_text(TEXT)), triggers=triggers)
    return what.find(when.find(made))


def test_an_event_has_its_type_mode_quad_and_intensity() -> None:
    (event,) = draft(SHELLED).events
    assert (event.type, event.mode, event.quad) == ("ASSAULT", "heavy-weapons", 4)
    assert event.intensity == pytest.approx(-9.5)
    assert event.trigger.text == "shelled"
    assert event.factuality == Factuality.ASSERTED


def test_its_participants_stand_where_the_head_found_them() -> None:
    (event,) = draft(SHELLED).events
    assert [a.text for a in event.actors] == ["Norland's army"]
    assert [a.text for a in event.recipients] == ["the port of Karvel"]


def test_compound_actors_stay_one_event_in_the_order_of_the_text() -> None:
    (event,) = draft(TALKS).events
    assert [a.text for a in event.actors] == ["Sudria", "Norland"]


def test_its_time_is_read() -> None:
    (event,) = draft(SHELLED).events
    assert event.time is not None
    assert event.time.start == event.time.end == dt.date(2021, 5, 3)


def test_the_dead_are_counted() -> None:
    (event,) = draft(SHELLED).events
    assert (event.killed, event.injured) == (4, None)


def test_its_place_is_resolved() -> None:
    (event,) = draft(TALKS).events
    assert event.place is not None
    assert event.place.country == "AUT"


def test_an_event_without_roles_has_none() -> None:
    sure = replace(trigger("answer", "THREATEN", sentence=2, types={"THREATEN": 1.0}), score=0.999)
    (event,) = draft(sure).events
    assert event.actors == event.recipients == ()
    assert event.place is None
    assert event.time is None


def test_a_mode_of_another_type_does_not_count() -> None:
    name, reason = events.mode_of("ASSAULT", {"arrest": 0.9, "none": 0.1})
    assert name is None
    assert reason == "mode: none fits"


def test_an_unlikely_mode_is_left_out_but_told() -> None:
    name, reason = events.mode_of("ASSAULT", {"none": 0.8, "aerial": 0.2})
    assert name is None
    assert "aerial" in reason


def test_one_event_a_trigger_and_type() -> None:
    assert len(draft(SHELLED, SHELLED, TALKS).events) == 2


def test_events_stand_in_the_order_of_the_text() -> None:
    assert [e.trigger.text for e in draft(TALKS, SHELLED).events] == ["shelled", "talks"]


def test_confidence_is_that_of_what_is_seen_of_the_trigger() -> None:
    made = draft(SHELLED)
    (event,) = made.events
    assert event.confidence == confidence.confidence(confidence.features(made, SHELLED))
    assert f"with what stands round it {event.confidence:.2f}" in event.because[0]


def test_a_trigger_that_is_hardly_likely_gives_no_event() -> None:
    assert draft(replace(SHELLED, score=0.001, types={"ASSAULT": 0.01})).events == ()


def test_every_event_says_why_with_the_runner_up() -> None:
    (event,) = draft(SHELLED).events
    assert any("next COERCE 0.20" in line for line in event.because)
    assert any(line.startswith("actor: head 0.90") for line in event.because)


def test_ids_depend_on_text_span_and_type_alone() -> None:
    (one,), (two,) = draft(SHELLED).events, draft(SHELLED).events
    (other,) = draft(TALKS).events
    assert one.id == two.id != other.id
    assert len(one.id) == 16


def test_a_repeat_gives_no_event() -> None:
    made = replace(language.split(reading.from_text(TEXT)), triggers=(SHELLED, TALKS))
    document = made.document.model_copy(update={"repeats": ((0, 77),)})
    assert [e.trigger.text for e in what.find(replace(made, document=document)).events] == ["talks"]
