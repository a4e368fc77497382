"""Whom pronouns for persons take up: by the shipped weights, by weights made here, by the encoder's links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from dateline import language, reading, who
from dateline.errors import KnowledgeError
from dateline.language import encoder
from dateline.language.draft import Link
from dateline.who import persons
from dateline.who.cast import Cast
from dateline.who.reference import References
from dateline.who.traits import MENTION, PAIR
from tests.who.helpers import cases, draft_of, place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dateline.language.draft import Draft

MEN = "Robert Ames met Peter Cole in the rain."


def name_of(draft: Draft, part: str, nth: int = 1) -> str | None:
    return who.resolve(draft, place(draft.text, part, nth)).name


def linked(text: str, part: str, scores: Mapping[str, float]) -> Draft:
    """A draft whose pronoun is linked to the words given."""
    judged = {text.index(word): score for word, score in scores.items()}
    return replace(draft_of(text), links=(Link(text.index(part), judged),))


def table(**wanted: float) -> dict[str, Any]:
    """Weights of a network that adds up traits by name: each weight, and nothing else."""
    names = [*PAIR, *MENTION]
    layer = np.eye(2, dtype=np.float32)
    one = np.zeros((2, persons.TRAITS), dtype=np.float32)
    for name, value in wanted.items():
        one[int(value < 0), names.index(name)] = abs(value)
    zeros = np.zeros(2, dtype=np.float32)
    out = np.array([[1, -1]], dtype=np.float32)
    rest = {"out.weight": out, "out.bias": zeros[:1], "none": zeros[:1]}
    return {"one.weight": one, "one.bias": zeros, "two.weight": layer, "two.bias": zeros, **rest}


@pytest.mark.parametrize("case", cases("who_pronouns.json"))
def test_whom_a_pronoun_takes_up(case: dict[str, Any]) -> None:
    (draft,) = language.read([language.split(reading.from_text(case["text"]))], encoder.shipped())
    assert name_of(draft, case["of"], case.get("nth", 1)) == case["name"]


@pytest.mark.parametrize(("trait", "name"), [("distance", "Robert Ames"), ("next", "Peter Cole")])
def test_the_weights_decide(monkeypatch: pytest.MonkeyPatch, trait: str, name: str) -> None:
    monkeypatch.setattr(persons, "weights", lambda: table(**{trait: 4.0}))
    assert name_of(draft_of(f"{MEN} He left."), "He") == name


@pytest.mark.parametrize(
    ("scores", "name"),
    [
        ({"Ames": 9.0, "Cole": -9.0}, "Robert Ames"),
        ({"Ames": -9.0, "Cole": 9.0}, "Peter Cole"),
        ({"Robert": 9.0, "Ames": -9.0, "Cole": 0.0}, "Peter Cole"),  # the last word of a name counts
        ({"Robert": 9.0, "Cole": -9.0}, "Robert Ames"),  # or the last that was judged
    ],
)
def test_links_are_added(scores: Mapping[str, float], name: str) -> None:
    assert name_of(linked(f"{MEN} He left.", "He", scores), "He") == name


def test_the_mentions_of_one_name_stand_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two mentions that are likely outweigh one that is likelier."""
    monkeypatch.setattr(persons, "weights", lambda: table(next=0.3))
    text = "Robert Ames came. Then Ames wept. Rain fell on Peter Cole. He left."
    assert name_of(draft_of(text), "He") == "Robert Ames"
    monkeypatch.setattr(persons, "weights", lambda: table(next=2.0))
    assert name_of(replace(draft_of(text), links=()), "He") == "Peter Cole"


def test_an_earlier_pronoun_stands_for_whom_it_takes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "weights", lambda: table(pronoun=6.0))
    text = f"{MEN} He left. So he wept."
    assert name_of(linked(text, "He", {"Ames": 9.0}), "he", 2) == "Robert Ames"
    assert name_of(linked(text, "He", {"Cole": 9.0}), "he", 2) == "Peter Cole"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Susan Bell left. He wept.", "He"),  # of the other gender
        ("Robert Ames attacked him.", "him"),  # the subject of the same clause
        ("Robert Ames came." + " It rained." * 9 + " He wept.", "He"),  # too far back
        ("He wept. It rained. It froze. Then Robert Ames left.", "He"),  # too far ahead
        ("He wept.", "He"),
    ],
)
def test_who_cannot_be_meant_is_not(text: str, part: str) -> None:
    assert name_of(draft_of(text), part) == part


def test_a_name_may_follow_a_pronoun() -> None:
    assert name_of(draft_of("In his speech on Monday, Robert Ames thanked the crowd."), "his") == "Robert Ames"


def test_the_likeliest_mention_is_given() -> None:
    draft = linked("Robert Ames came. Then Ames wept. He left.", "He", {"Ames": 9.0})
    references = References(Cast(draft))
    found = references.pronoun(len(references.persons.pronouns) and references.persons.pronouns[-1])
    assert found is not None
    assert found.actor.text == "Robert Ames"


def test_probabilities_are_shared_out() -> None:
    references = References(Cast(draft_of(f"{MEN} He left. He wept.")))
    for index in references.persons.pronouns:
        references.pronoun(index)
        told = references.persons.told[index]
        assert 0 < sum(told.values()) <= 1 + 1e-6
        assert set(told) == {"Robert Ames", "Peter Cole"}


def test_a_settled_pronoun_counts_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "weights", lambda: table(pronoun=6.0))
    text = "“It is late,” said Robert Ames. Peter Cole wept. “Go,” he said. So he left."
    assert name_of(draft_of(text), "he", 2) == "Robert Ames"


def test_the_shipped_weights_fit_the_traits() -> None:
    assert persons.weights()["one.weight"].shape[1] == persons.TRAITS
    assert persons.weighed(np.zeros((3, persons.TRAITS), dtype=np.float32)).shape == (3,)


def test_missing_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(persons, "files", lambda _: tmp_path)
    persons.weights.cache_clear()
    with pytest.raises(KnowledgeError, match=r"no .*persons\.npz: reinstall dateline"):
        persons.weights()
    persons.weights.cache_clear()
