"""What an event says of itself: which role won, which mode, in which order, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline import language, ontology, reading, what, when
from dateline.language.draft import Draft, Role, RoleName, Trigger
from dateline.records import Event, Factuality
from dateline.what import events

TEXT = (
    "Vang met Holm in Vienna on 3 May 2021. Rebels from Togo raided Lagos near Qwzrb on Tuesday, killing four people."
)
MET, RAIDED = (5, 8), (TEXT.index("raided"), TEXT.index("raided") + 6)


def role(name: RoleName, words: str, score: float) -> Role:
    start = TEXT.index(words)
    return Role(name, (start, start + len(words)), score)


def coded(*roles: Role, at: tuple[int, int] = MET, kind: str = "CONSULT", **given: dict[str, float]) -> Event:
    """One event of the text, made of a trigger with some roles."""
    trigger = Trigger(
        at,
        int(at != MET),
        given.get("types", {kind: 0.9, "AGREE": 0.05, "THREATEN": 0.05}),
        given.get("modes", {}),
        given.get("factuality", {"asserted": 0.7, "denied": 0.3}),
        roles,
        0.95,
    )
    (event,) = what.find(replace(draft(), triggers=(trigger,))).events
    return event


def draft() -> Draft:
    return when.find(language.split(reading.from_text(TEXT)))


def test_of_two_places_the_likelier_is_taken() -> None:
    event = coded(role("place", "Vienna", 0.4), role("place", "Lagos", 0.8))
    assert event.place is not None
    assert event.place.text == "Lagos"


def test_of_two_times_the_likelier_that_is_one_is_taken() -> None:
    event = coded(role("time", "Qwzrb", 0.9), role("time", "3 May 2021", 0.2))
    assert event.time is not None
    assert event.time.value == "2021-05-03"


def test_an_unknown_place_is_kept_as_words_alone() -> None:
    event = coded(role("place", "Qwzrb", 0.9), at=RAIDED, kind="ASSAULT")
    assert event.place is not None
    assert (event.place.text, event.place.name) == ("Qwzrb", None)


def test_a_span_with_two_roles_of_one_name_is_one_actor() -> None:
    event = coded(role("actor", "Vang", 0.9), role("actor", "Vang", 0.4), role("recipient", "Holm", 0.9))
    assert [actor.text for actor in (*event.actors, *event.recipients)] == ["Vang", "Holm"]


def test_a_source_is_no_participant() -> None:
    event = coded(role("source", "Vang", 0.9))
    assert event.actors == event.recipients == ()


@pytest.mark.parametrize(("kind", "dead"), [("ASSAULT", 4), ("AGREE", None), ("CONSULT", None)])
def test_only_an_assault_has_dead(kind: str, dead: int | None) -> None:
    assert coded(at=RAIDED, types={kind: 1.0}).killed == dead


def test_the_reasons_stand_in_order_and_name_every_role() -> None:
    event = coded(role("actor", "Vang", 0.91), role("place", "Vienna", 0.42))
    assert [reason.split(":")[0] for reason in event.because] == [
        "trigger", "type", "mode", "factuality", "actor", "place",
    ]  # fmt: skip
    assert event.because[-2:] == ("actor: head 0.91 “Vang”", "place: head 0.42 “Vienna”")


@pytest.mark.parametrize("stands", list(Factuality))
def test_factuality_is_the_head_s_likeliest(stands: Factuality) -> None:
    assert coded(factuality={"asserted": 0.4, str(stands): 0.6}).factuality == stands


@pytest.mark.parametrize(
    ("chances", "most", "words"),
    [
        ({"A": 0.2, "B": 0.7, "C": 0.1}, 2, "B 0.70, next A 0.20"),
        ({"A": 1.0}, 2, "A 1.00"),
        ({"A": 0.2, "B": 0.7}, 1, "B 0.70"),
        ({}, 2, ""),
    ],
)
def test_the_likeliest_in_words(chances: dict[str, float], most: int, words: str) -> None:
    assert events.ranked(chances, most) == words


def test_of_equal_chances_the_first_counts() -> None:
    assert events.best({"A": 0.5, "B": 0.5}) == ("A", 0.5)
    assert events.best({"B": 0.5, "A": 0.5}) == ("B", 0.5)


@pytest.mark.parametrize("kind", ["ASSAULT", "COERCE", "PROTEST"])
def test_a_mode_is_one_of_the_type_s_when_it_is_likely_enough(kind: str) -> None:
    first, *_ = ontology.modes(kind)
    sure, _ = events.mode_of(kind, {first: events.LEAST_MODE, "none": 1 - events.LEAST_MODE})
    unsure, why = events.mode_of(kind, {first: 0.39, "none": 0.61})
    assert (sure, unsure) == (first, None)
    assert why == f"mode: head {first} 0.39"


def test_without_the_word_none_a_mode_has_the_others_share() -> None:
    first, second, *_ = ontology.modes("ASSAULT")
    assert events.mode_of("ASSAULT", {first: 0.03, second: 0.01})[0] == first


def test_another_type_on_the_same_words_is_another_event() -> None:
    drafted = draft()
    assert events.identity(drafted, MET, "CONSULT") != events.identity(drafted, MET, "AGREE")
    assert events.identity(drafted, MET, "CONSULT") != events.identity(drafted, RAIDED, "CONSULT")
    assert events.identity(drafted, MET, "CONSULT") == events.identity(draft(), MET, "CONSULT")


def test_without_triggers_nothing_happened() -> None:
    assert what.find(draft()).events == ()
