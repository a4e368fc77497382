from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.according_to import find
from dateline.according_to.configuration import configuration, covering, is_official, own_words

from .drafting import actor, draft_of, event, span


def observed(text: str, trigger: str, kind: str = "ASSAULT", *actors: str) -> frozenset[str]:
    """What is observed of an event."""
    draft = find(draft_of(text))
    return configuration(draft, event(draft, trigger, kind, tuple(actor(text, one) for one in actors))).observed


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("ASSAULT", {"doing"}),
        ("RETREAT", {"doing"}),
        ("REJECT", {"speaking"}),
        ("ACCUSE", {"speaking"}),
        ("AGREE", {"speaking", "agree"}),
        ("CONSULT", {"talking"}),
        ("COOPERATE", {"talking"}),
    ],
)
def test_the_type(kind: str, expected: set[str]) -> None:
    assert (
        observed("Gunmen attacked the depot.", "attacked", kind) & {"doing", "speaking", "talking", "agree"} == expected
    )


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("The army will attack the depot.", "attack", "future"),
        ("The army plans to attack the depot.", "attack", "future"),
        ("The army could attack the depot.", "attack", "conditional"),
        ("If the army attacked, all would end.", "attacked", "if"),
        ("The army did not attack the depot.", "attack", "negation"),
        ("The army never attacked the depot.", "attacked", "negation"),
        ("The army allegedly attacked the depot.", "attacked", "hearsay"),
        ("The army denied it attacked the depot.", "attacked", "denial"),
        ("The army admitted it attacked the depot.", "attacked", "claim"),
        ("The army saw the attack.", "attack", "nominal"),
        ("The men who attacked the depot fled.", "attacked", "relative"),
        ("The army had attacked the depot.", "attacked", "perfect"),
        ("The depot was attacked.", "attacked", "passive"),
        ("The army came to attack the depot.", "attack", "to"),
        ("The army attacked the depot.", "attacked", "ed"),
        ("The army was attacking the depot.", "attacking", "ing"),
        ("The army will attack the depot.", "will attack", "future inside"),
        ("Nobody was seen.", "seen", "nobody"),
        ("Accused by nobody that day, he saw the army attack.", "attack", "hearsay far"),
    ],
)
def test_words_around_the_trigger(text: str, trigger: str, name: str) -> None:
    assert name in observed(text, trigger)


@pytest.mark.parametrize(
    "name", ["future", "conditional", "if", "negation", "hearsay", "denial", "covered", "cue", "to"]
)
def test_a_bare_report_shows_none_of_it(name: str) -> None:
    assert name not in observed("Gunmen attacked the depot at dawn.", "attacked")


def test_words_behind_the_trigger_do_not_bear_on_it() -> None:
    assert "future" not in observed("Gunmen attacked, and the army will follow.", "attacked")


def test_the_reporting_clause_does_not_lead_up_to_the_trigger() -> None:
    seen = observed("The union said that soldiers burned a mill.", "burned")
    assert not seen & {"nominal", "relative"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Villagers said soldiers burned a mill.", "indirect"),
        ("“Soldiers burned a mill,” villagers said.", "direct"),
        ("Villagers said soldiers “burned a mill” there.", "mixed"),
        ("Villagers said soldiers burned a mill.", "said"),
        ("Soldiers burned a mill, according to villagers.", "said"),
        ("Villagers accused soldiers who burned a mill.", "accused"),
        ("Villagers denied that soldiers burned a mill.", "denied"),
        ("Villagers condemned soldiers who burned a mill.", "judged"),
        ("Soldiers reportedly burned a mill.", "unsourced"),
        ("The minister said villagers had said soldiers burned a mill.", "nested"),
        ("Police said soldiers burned a mill.", "official"),
        ("Villagers said soldiers burned a mill.", "opens"),
        (
            "Villagers said that on the last night before the long and bitter winter soldiers burned a mill.",
            "deep",
        ),
        ("“It was night,” villagers said. “Soldiers burned a mill.”", "later sentence"),
    ],
)
def test_attributions_around_the_trigger(text: str, name: str) -> None:
    seen = observed(text, "burned", "ASSAULT", next(w for w in ("soldiers", "Soldiers") if w in text))
    assert {"covered", name} <= seen


@pytest.mark.parametrize(
    ("text", "kind", "actors", "name"),
    [
        ("The army said the army burned a mill.", "ASSAULT", ["the army"], "self doing"),
        ("The army said the army burned a mill.", "REJECT", ["the army"], "self speaking"),
        ("Police said a baker was burned.", "COERCE", [], "official act"),
    ],
)
def test_whose_act_it_is(text: str, kind: str, actors: list[str], name: str) -> None:
    assert name in observed(text, "burned", kind, *actors)


def test_a_trigger_that_is_the_cue() -> None:
    seen = observed("Oslo condemned the raid.", "condemned", "ACCUSE", "Oslo")
    assert "cue" in seen
    assert "covered" not in seen


def test_the_chain_is_handed_on() -> None:
    text = "The minister said villagers had said soldiers burned a mill."
    draft = find(draft_of(text))
    chain = configuration(draft, event(draft, "burned")).chain
    assert [one.source.text for one in chain if one.source] == ["The minister", "villagers"]
    assert chain == covering(draft, span(text, "burned"))


def test_no_sentence_no_harm() -> None:
    draft = draft_of("burned")
    one = event(draft, "burned").model_copy(update={"sentence": (0, 0)})
    assert "doing" in configuration(replace(draft, sentences=()), one).observed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army", {"army"}),
        ("the chief of the army", {"chief", "army"}),
        ("Oslo's", {"oslo"}),
        ("Oslo’s", {"oslo"}),
        ("the", set()),
    ],
)
def test_words_by_which_an_actor_is_known(text: str, expected: set[str]) -> None:
    assert own_words(actor(text, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("A police officer", True), ("The ministry", True), ("Villagers", False), ("Jo Roe", False)]
)
def test_who_speaks_for_an_authority(text: str, expected: object) -> None:
    assert is_official(actor(text, text)) is expected
