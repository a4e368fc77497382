from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dateline.according_to import credit, find
from dateline.according_to.configuration import Configuration, configuration, covering, own
from dateline.according_to.crediting import _by_media, credits_of, judge, weights
from dateline.language.draft import Draft, Trigger
from dateline.records import Credited, Event, Factuality

from .drafting import actor, cases, draft_of, event, span


def drafted(case: dict[str, Any]) -> Draft:
    """A case's draft, its attributions found, its one event and the encoder's prior in it."""
    text = case["text"]
    draft = find(draft_of(text))
    names = case.get("names", {})
    actors = tuple(actor(text, words, names.get(words)) for words in case["actors"])
    one = event(draft, case["trigger"], case["type"], actors)
    triggers: tuple[Trigger, ...] = ()
    if "prior" in case:
        triggers = (Trigger(one.trigger.span, 0, {one.type: 1.0}, {}, case["prior"], (), 0.9),)
    return replace(draft, events=(one,), triggers=triggers)


def credited(case: dict[str, Any]) -> Event:
    """The case's event after crediting."""
    return credit(drafted(case)).events[0]


@pytest.mark.parametrize("case", cases("factuality"))
def test_factuality_and_sources(case: dict[str, Any]) -> None:
    found = credited(case)
    assert (found.factuality, [one.text for one in found.according_to]) == (case["factuality"], case["according_to"])


@pytest.mark.parametrize("case", cases("factuality"))
def test_every_event_says_why(case: dict[str, Any]) -> None:
    assert credited(case).because[-1].startswith("factuality: ")


@pytest.mark.parametrize("case", cases("factuality"))
def test_crediting_changes_nothing_else(case: dict[str, Any]) -> None:
    draft = drafted(case)
    before, after = draft.events[0], credit(draft).events[0]
    changed = {"factuality", "according_to", "because"} | ({"actors"} if not before.actors else set())
    assert before.model_dump(exclude=changed) == after.model_dump(exclude=changed)


CLAIM = "The Dawn Front claimed responsibility for the ambush on a convoy, praising its dead."


def test_whoever_claims_responsibility_is_who_acted() -> None:
    found = credited({"text": CLAIM, "trigger": "ambush", "type": "ASSAULT", "actors": []})
    assert [a.text for a in found.actors] == ["The Dawn Front"]
    assert "actor: claimed responsibility" in found.because


def test_an_actor_that_is_stated_stays_beside_a_claim() -> None:
    found = credited({"text": CLAIM, "trigger": "ambush", "type": "ASSAULT", "actors": ["its dead"]})
    assert [a.text for a in found.actors] == ["its dead"]


def test_what_a_claimer_does_besides_is_not_claimed_with_it() -> None:
    found = credited({"text": CLAIM, "trigger": "praising", "type": "SUPPORT", "actors": []})
    assert "factuality: claimed responsibility" not in found.because


@pytest.mark.parametrize("joint", ["while troops shelled", "; troops shelled", "but troops shelled"])
def test_a_new_clause_leaves_what_is_claimed(joint: str) -> None:
    text = f"The Dawn Front claimed responsibility for the ambush {joint} a village."
    found = credited({"text": text, "trigger": "shelled", "type": "ASSAULT", "actors": []})
    assert (found.actors, "factuality: claimed responsibility" in found.because) == ((), False)


def test_a_credit_carries_cue_and_medium() -> None:
    text = "Villagers said in a letter that soldiers burned two houses."
    case = {"text": text, "trigger": "burned", "type": "ASSAULT", "actors": ["soldiers"]}
    one = credited(case).according_to[0]
    assert one.cue is not None
    assert (one.cue.text, one.medium) == ("said", "letter")


def test_no_events_no_work() -> None:
    draft = find(draft_of("Rain fell."))
    assert credit(draft).events == ()


def test_a_prior_is_found_by_overlap() -> None:
    text = "Gunmen attacked the depot at dawn."
    draft = draft_of(text)
    one = event(draft, "attacked")
    wider = Trigger(span(text, "attacked the depot"), 0, {}, {}, {"alleged": 0.99}, (), 0.9)
    assert credit(replace(draft, events=(one,), triggers=(wider,))).events[0].factuality == "alleged"


def test_the_judge_follows_the_prior_where_nothing_is_observed() -> None:
    nothing = Configuration(frozenset(), ())
    for stands in Factuality:
        prior = dict.fromkeys(map(str, Factuality), 0.01) | {str(stands): 0.9}
        assert judge(nothing, prior)[0] == stands


def test_the_judge_asserts_by_default() -> None:
    assert judge(Configuration(frozenset(), ()), {}) == (Factuality.ASSERTED, "asserted by default")


def test_the_judge_names_what_told() -> None:
    stands, why = judge(Configuration(frozenset({"negation", "unheard of"}), ()), {"negated": 0.6, "asserted": 0.4})
    assert stands == "negated"
    assert why == "negated by encoder, negation"


def test_weights_speak_of_factualities_alone() -> None:
    known = set(Factuality)
    assert all(set(row) <= known for row in weights().values())
    assert "base" in weights()


def test_every_observation_that_weighs_can_be_made() -> None:
    """A weight whose observation the code no longer makes is dead."""
    made: set[str] = set()
    for case in (param.values[0] for param in cases("factuality")):
        assert isinstance(case, dict)
        draft = drafted(case)
        made |= configuration(draft, draft.events[0]).observed
    assert made <= weights().keys() | {"speaking", "doing"}


def test_covering_lists_the_widest_first_and_leaves_out_the_cue() -> None:
    text = "The minister said the governor had told reporters that soldiers burned two houses."
    draft = find(draft_of(text))
    sources = [one.source.text for one in covering(draft, span(text, "burned")) if one.source]
    assert sources == ["The minister", "the governor"]
    assert [one.cue.text for one in covering(draft, span(text, "told")) if one.cue] == ["said"]


def test_own_by_span_name_and_first_person() -> None:
    text = "The army said it had shelled the depot. “We did it,” a man said."
    draft = draft_of(text)
    army = actor(text, "The army")
    assert own(event(draft, "shelled", actors=(actor(text, "it", "The army"),)), army)
    assert not own(event(draft, "shelled", actors=(actor(text, "the depot"),)), army)
    assert own(event(draft, "did", actors=(actor(text, "We"),)), actor(text, "a man"))


@pytest.mark.parametrize(
    ("country", "sectors", "expected"),
    [("NOR", ("GOV",), True), ("NOR", ("MED",), False), ("SWE", ("GOV",), False), (None, ("GOV",), False)],
)
def test_kin_are_officials_of_one_state(country: str | None, sectors: tuple[str, ...], expected: object) -> None:
    text = "Oslo said troops had left the valley."
    draft = find(draft_of(text))
    spoken = draft.attributions[0].model_copy(update={"source": actor(text, "Oslo", country="NOR", sectors=("GOV",))})
    one = event(draft, "left", "RETREAT", (actor(text, "troops", country=country, sectors=sectors),))
    observed = configuration(replace(draft, attributions=(spoken,)), one).observed
    assert ("kin" in observed) is expected


SAID = "Police said that scouts had seen a raid, an envoy wrote."


def credit_to(words: str, cue: str | None = None) -> Credited:
    mention = {"span": span(SAID, cue), "text": cue} if cue else None
    return Credited.model_validate({"span": span(SAID, words), "text": words, "cue": mention})


def crediting_of(*own: str) -> tuple[Credited, ...]:
    one = event(draft_of(SAID), "raid").model_copy(update={"according_to": tuple(map(credit_to, own))})
    return credits_of(one, (credit_to("Police", "said"), credit_to("an envoy", "wrote")))


def test_an_event_that_credits_nobody_itself_takes_the_whole_chain() -> None:
    assert [c.text for c in crediting_of()] == ["Police", "an envoy"]


def test_whom_the_encoder_credits_comes_with_the_cue_of_the_chain() -> None:
    (found,) = crediting_of("Police")
    assert (found.text, found.cue and found.cue.text) == ("Police", "said")


def test_whom_only_the_encoder_credits_has_no_cue() -> None:
    (found,) = crediting_of("scouts")
    assert (found.text, found.cue) == ("scouts", None)


@pytest.mark.parametrize(
    ("name", "sectors", "doer", "media"),
    [
        ("Velmar Times", ("JRN",), "police", True),
        ("Velmar Times", ("JRN",), "Velmar Times", False),
        ("Velmar police", ("COP",), "police", False),
    ],
)
def test_a_paper_claims_only_what_it_did_itself(name: str, sectors: tuple[str, ...], doer: str, *, media: bool) -> None:
    text = "The paper reported that police arrested a man."
    one = event(draft_of(text), "arrested", "COERCE", (actor(text, "police", doer),))
    teller = Credited(span=(0, 9), text="The paper", name=name, sectors=sectors)
    assert _by_media(one, (teller,)) is media
    assert not _by_media(one, ())
