"""Who takes part in an act: spans put together and trimmed, and the constructions that name an actor themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline import language, reading, what, who
from dateline.language.draft import Draft, Role, RoleName, Trigger
from dateline.what import participants


def drafted(text: str, words: str, kind: str = "ASSAULT", **roles: str | tuple[str, ...]) -> tuple[Draft, Trigger]:
    """A draft of one sentence with its actors found, and a trigger at some words with some roles."""
    held = tuple(
        Role(name, (text.index(part), text.index(part) + len(part)), 0.9)  # type: ignore[arg-type]
        for name, parts in roles.items()
        for part in ((parts,) if isinstance(parts, str) else parts)
    )
    at = text.index(words)
    trigger = Trigger((at, at + len(words)), 0, {kind: 1.0}, {"none": 1.0}, {"asserted": 1.0}, held, 0.9)
    return who.find(replace(language.split(reading.from_text(text)), triggers=(trigger,))), trigger


def acting(
    text: str, words: str, kind: str = "ASSAULT", **roles: str | tuple[str, ...]
) -> tuple[list[str], str | None]:
    found, construction = participants.actors(*drafted(text, words, kind, **roles))
    return [a.text for a in found], construction


@pytest.mark.parametrize(
    ("text", "words", "roles", "found"),
    [
        ("The mayor was shot dead by Kenyan police.", "shot dead", {}, "Kenyan police"),
        ("A demand by the French government came late.", "demand", {}, "the French government"),
        ("Iran was bombed by Israel, aides said.", "bombed", {"actor": "Iran"}, "Israel"),
        ("Charges made by Russia were refused.", "Charges", {"actor": "Russia"}, "Russia"),
    ],
)
def test_whoever_stands_behind_by_acted(text: str, words: str, roles: dict[str, str], found: str) -> None:
    (actor,), construction = acting(text, words, **roles)
    assert construction == "by"
    assert actor in {found, found.removeprefix("the ")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor was shot dead by Friday.", "shot dead"),
        ("The mayor was shot. By Kenyan police no word was said.", "shot"),
        ("The mayor was shot, and by Kenya no word was said.", "shot"),
    ],
)
def test_not_every_by_names_an_agent(text: str, words: str) -> None:
    assert acting(text, words) == ([], None)


def test_an_act_between_keeps_its_own_agent() -> None:
    text = "Police shot a man robbed by Russia."
    draft, shot = drafted(text, "shot", actor="Police")
    robbed = replace(shot, span=(text.index("robbed"), text.index("robbed") + 6), roles=())
    found, construction = participants.actors(replace(draft, triggers=(shot, robbed)), shot)
    assert ([a.text for a in found], construction) == (["Police"], None)


@pytest.mark.parametrize("text", ["Clashes between Chad and Libya went on.", "Clashes between Chad and Libyan troops."])
def test_both_act_in_what_is_between_them(text: str) -> None:
    found, construction = acting(text, "Clashes", actor="Chad")
    assert (len(found), construction) == (2, "between")


@pytest.mark.parametrize("text", ["Clashes between Chad, others said.", "Clashes between two hills and Chad."])
def test_between_alone_names_nobody(text: str) -> None:
    assert acting(text, "Clashes", actor="Chad") == (["Chad"], None)


@pytest.mark.parametrize("mark", ["'s", "’s"])
def test_an_owner_of_an_act_acted(mark: str) -> None:
    assert acting(f"Libya regretted Chad{mark} new attack.", "attack", actor="Libya") == (["Chad"], "owner")


def test_whoever_owns_what_is_suffered_did_not_act() -> None:
    assert acting("Libya regretted Chad's expulsion.", "expulsion", "SANCTION", actor="Libya") == (["Libya"], None)


def test_talks_keep_whom_they_are_with() -> None:
    roles = {"actor": ("Libya", "Chad", "Niger")}
    assert acting("Libya praised Chad's meeting with Niger.", "meeting", "CONSULT", **roles) == (
        ["Chad", "Niger"],
        "owner",
    )


def test_nobody_does_it_to_himself() -> None:
    draft, trigger = drafted("Libya was bombed by Chad.", "bombed", recipient=("Libya", "Chad"))
    doers, _ = participants.actors(draft, trigger)
    assert [a.text for a in participants.recipients(draft, trigger, doers)] == ["Libya"]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("the bank", "Ana Holm"), "the bank director Ana Holm"),
        (("the", "army"), "the army"),
        (("men from", "the east"), "men from the east"),
    ],
)
def test_parts_of_one_phrase_are_put_together(parts: tuple[str, str], text: str) -> None:
    draft, trigger = drafted(f"Then {text} struck.", "struck", actor=parts)
    roles: list[Role] = participants.named(trigger.roles, "actor")
    assert [draft.slice(s) for s in participants.joined(draft, [r.span for r in roles])] == [text]


@pytest.mark.parametrize("gap", [" and ", ", ", " told "])
def test_what_is_joined_by_words_stays_apart(gap: str) -> None:
    draft, trigger = drafted(f"Chad{gap}Libya struck.", "struck", actor=("Chad", "Libya"))
    assert len(participants.joined(draft, [r.span for r in trigger.roles])) == 2


def test_roles_are_told_apart_by_name() -> None:
    name: RoleName = "recipient"
    _, trigger = drafted("Chad struck Libya.", "struck", actor="Chad", recipient="Libya")
    assert [r.span for r in participants.named(trigger.roles, name)] == [(12, 17)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("the army and", "the army"),
        ("and the army", "the army"),
        ("the army, which", "the army, which"),
        ("the", ""),
        ("and", ""),
        ("the army of the", "the army"),
        ("against the army are", "the army"),
        ("Andorra", "Andorra"),
        ("Bella", "Bella"),
        ("by - the army", "the army"),
        ("", ""),
    ],
)
def test_participants_lose_the_joints_at_their_ends(given: str, kept: str) -> None:
    text = f"So {given} it was."
    made = Draft(reading.from_text(text))
    start, end = participants.trimmed(made, (3, 3 + len(given)))
    assert text[start:end] == kept


def test_a_joint_alone_takes_part_in_nothing() -> None:
    draft, trigger = drafted("Chad and Libya struck.", "struck", actor=("Chad", "and"))
    assert [a.text for a in participants.held(draft, trigger, "actor")] == ["Chad"]


def test_events_say_which_construction_named_the_actor() -> None:
    draft, _ = drafted("Libya was bombed by Chad.", "bombed", recipient="Libya")
    (event,) = what.find(draft).events
    assert "actor: by “Chad”" in event.because
