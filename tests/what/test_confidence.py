"""What says for a trigger's being an event, and how much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline import language, ontology, reading
from dateline.language.draft import Draft, Entity, Role, Trigger
from dateline.language.heads import FACTUALITIES
from dateline.what.confidence import confidence, features, weights

TEXT = "Sudria would not attack the port. “We signed the pact,” Norland said, as further attacks were feared."


def trigger(words: str, nth: int = 0, **changes: object) -> Trigger:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    sentence = 0 if start < TEXT.index("“") else 1
    plain = Trigger((start, start + len(words)), sentence, {"ASSAULT": 0.9}, {"none": 1.0}, {"asserted": 1.0}, (), 0.9)
    return replace(plain, **changes)  # type: ignore[arg-type]


def seen(words: str, nth: int = 0, **changes: object) -> dict[str, float]:
    draft: Draft = language.split(reading.from_text(TEXT))
    made = trigger(words, nth, **changes)
    return features(replace(draft, triggers=(made,)), made)


@pytest.mark.parametrize(
    ("words", "nth", "feature"),
    [
        ("attack", 0, "before.modal"),
        ("attack", 0, "before.negative"),
        ("attacks", 0, "before.any"),
        ("signed", 0, "quoted"),
        ("signed", 0, "ends.ed"),
        ("attacks", 0, "ends.s"),
        ("port", 0, "before.article"),
        ("attack", 0, "alone"),
        ("attack", 0, "top"),
    ],
)
def test_a_feature_is_seen(words: str, nth: int, feature: str) -> None:
    assert seen(words, nth)[feature] == 1.0


@pytest.mark.parametrize(
    ("words", "feature"),
    [("attacks", "quoted"), ("signed", "before.modal"), ("signed", "before.negative"), ("attack", "before.article")],
)
def test_a_feature_is_not_seen(words: str, feature: str) -> None:
    assert seen(words).get(feature, 0.0) == 0.0


def test_what_stands_in_the_sentence_before_does_not_count() -> None:
    assert "before.article" not in seen("We")


def test_roles_count_by_their_likeliest() -> None:
    roles = (Role("actor", (0, 6), 0.4), Role("actor", (0, 6), 0.8), Role("place", (24, 32), 0.5))
    found = seen("attack", roles=roles)
    assert (found["role.actor"], found["role.place"], found["alone"]) == (0.8, 0.5, 0.0)


def test_type_and_factuality_are_named() -> None:
    found = seen("attack", types={"COERCE": 0.6, "ASSAULT": 0.4}, factuality={"denied": 0.7, "asserted": 0.3})
    assert found["type.COERCE"] == found["factuality.denied"] == 1.0
    assert found["margin"] == pytest.approx(0.2)


def test_rivals_are_the_other_triggers_of_the_sentence() -> None:
    draft = language.split(reading.from_text(TEXT))
    one, two = trigger("attack"), trigger("port")
    assert features(replace(draft, triggers=(one, two)), one)["rivals"] == pytest.approx(0.2)
    assert features(replace(draft, triggers=(one,)), one)["rivals"] == 0.0


def test_confidence_is_a_probability_that_rises_with_what_speaks_for_it() -> None:
    table = {"bias": -1.0, "trigger": 2.0}
    low, high = confidence({"bias": 1.0, "trigger": -3.0}, table), confidence({"bias": 1.0, "trigger": 3.0}, table)
    assert 0 < low < 0.5 < high < 1


@pytest.mark.parametrize("value", [1e9, -1e9])
def test_extremes_stay_probabilities(value: float) -> None:
    assert 0 <= confidence({"trigger": value}, {"trigger": 1.0}) <= 1


def test_a_surer_trigger_is_more_confident_with_the_shipped_table() -> None:
    assert confidence(seen("attack", score=0.95)) > confidence(seen("attack", score=0.35))


def test_the_shipped_table_weighs_features_that_exist() -> None:
    labels = {f"type.{t}" for t in ontology.event_types()} | {f"factuality.{f}" for f in FACTUALITIES}
    roles = {f"role.{r}" for r in ("actor", "recipient", "place", "time", "source")}
    of_types = {f"{what} {kind}" for what in ("trigger of", "quoted") for kind in ontology.event_types()}
    plain = {name for name in weights() if "." not in name} - of_types
    assert {n for n in weights() if n.startswith(("type.", "factuality."))} <= labels
    assert {n for n in weights() if n.startswith("role.")} <= roles
    assert plain <= set(seen("attack")) | {"keep"}
    assert 0 <= weights()["keep"] < 0.8


def test_what_a_report_has_said_before_is_seen() -> None:
    first, again = trigger("attack"), trigger("attack", 1)
    draft = replace(language.split(reading.from_text(TEXT)), triggers=(first, again))
    assert (features(draft, first)["again"], features(draft, again)["again"]) == (0.0, 1.0)
    assert features(draft, again)["depth"] > features(draft, first)["depth"]


def test_names_are_those_of_the_sentence() -> None:
    draft = language.split(reading.from_text(TEXT))
    named = replace(draft, entities=(Entity((0, 6), "place", 0.9),))
    assert features(replace(named, triggers=(trigger("attack"),)), trigger("attack"))["names"] == 1.0
    assert features(replace(named, triggers=(trigger("signed"),)), trigger("signed"))["names"] == 0.0


def test_triggers_of_neighbouring_sentences_are_dense() -> None:
    draft = language.split(reading.from_text(TEXT))
    pair = trigger("attack"), trigger("signed")
    assert features(replace(draft, triggers=pair), pair[0])["dense"] == pytest.approx(0.2)
    assert features(replace(draft, triggers=pair), pair[0])["rivals"] == 0.0


def test_an_act_with_actor_and_recipient_is_seen_as_such() -> None:
    roles = (Role("actor", (0, 6), 0.5), Role("recipient", (24, 32), 0.8))
    assert seen("attack", roles=roles)["both"] == pytest.approx(0.4)
