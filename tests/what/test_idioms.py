"""Idioms are read for what they say."""

from __future__ import annotations

import pytest

from dateline import language, reading
from dateline.language.draft import Trigger
from dateline.what.idioms import understood


def trigger(text: str, words: str) -> Trigger | None:
    """The understood trigger at some words of a text, which the encoder took for a refusal."""
    draft = language.split(reading.from_text(text))
    span = text.index(words), text.index(words) + len(words)
    return understood(draft, Trigger(span, 0, {"REJECT": 0.9}, {"none": 1.0}, {"asserted": 1.0}, (), 0.9))


@pytest.mark.parametrize("words", ["will not hesitate to shoot", "not hesitate", "will not hesitate"])
def test_not_to_hesitate_is_to_threaten(words: str) -> None:
    """However much of the idiom the trigger takes in."""
    found = trigger("The border guards will not hesitate to shoot, Velia said.", words)
    assert found is not None
    assert found.types == {"THREATEN": 1.0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nobody claimed responsibility for the fire.", "claimed"),
        ("The Lions took responsibility for the raid.", "took responsibility"),
        ("A claim of responsibility came at noon.", "claim of responsibility"),
    ],
)
def test_claiming_an_attack_is_no_act_beside_the_attack(text: str, words: str) -> None:
    """The attack is what counts; who claims it is in its factuality."""
    assert trigger(text, words) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Velia made clear that shelling must end.", "made clear"),
        ("Velia has made it abundantly\nclear that shelling must end.", "made it abundantly"),
        ("The troops are there at the invitation of Merrow.", "invitation"),
        ("Crowds cheered anti-Velian and pro-Merrow speakers.", "anti-Velian and pro-Merrow"),
        ("Crowds cheered anti-Velian and pro-Merrow speakers.", "-Velian and pro-Merrow"),
        ("Crowds cheered anti-Velian speakers.", "-Velian"),
    ],
)
def test_manner_ground_and_attitude_are_no_acts(text: str, words: str) -> None:
    """How plainly it is said, on what it rests, of which mind somebody is."""
    assert trigger(text, words) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ostland hesitated to sign.", "hesitated"),
        ("Merrow sent an invitation of its own.", "invitation"),
        ("They made the square clear.", "made"),
        ("Crowds held an anti-Velian rally.", "anti-Velian rally"),
        ("Police re-arrested him.", "-arrested"),
        ("The minister claimed victory.", "claimed"),
        ("He took the oath.", "took"),
    ],
)
def test_other_words_are_left_alone(text: str, words: str) -> None:
    """Only the idiom counts, not its words."""
    found = trigger(text, words)
    assert found is not None
    assert found.types == {"REJECT": 0.9}
