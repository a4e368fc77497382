"""What is seen of mentions and pronouns, number by number."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.who.cast import Cast
from dateline.who.reference import References
from dateline.who.traits import MENTION, PAIR, PRONOUN, Traits, is_owner
from dateline.who.words import read_words
from tests.who.helpers import draft_of


def traits_of(text: str) -> Traits:
    return References(Cast(draft_of(text))).persons.traits


def mention(text: str, name: str, nth: int = 1) -> dict[str, float]:
    """What is seen of the nth mention of a name."""
    traits = traits_of(text)
    places = [i for i, m in enumerate(traits.mentions) if m.actor.text == name]
    return dict(zip(MENTION, traits.seen[places[nth - 1]].tolist(), strict=True))


def pronoun(text: str, form: str) -> dict[str, float]:
    """What is seen of the first pronoun of a form."""
    return dict(zip(PRONOUN, traits_of(text).asked(read_words(text).forms.index(form)).tolist(), strict=True))


def pair(text: str, form: str, name: str) -> dict[str, float]:
    """What is seen of a pronoun together with the first mention of a name."""
    persons = References(Cast(draft_of(text))).persons
    choice = persons.choice(read_words(text).forms.index(form), set())
    (row,) = (n for n, i in enumerate(choice.mentions.tolist()) if persons.traits.mentions[i].actor.text == name)
    return dict(zip(PAIR, choice.traits[row].tolist(), strict=False))


MEN = "Robert Ames met Peter Cole in the rain."


@pytest.mark.parametrize(
    ("text", "name", "seen"),
    [
        (MEN, "Robert Ames", {"named", "person", "verb", "subject", "most", "first", "opening", "leads"}),
        (MEN, "Peter Cole", {"named", "person", "most", "first"}),
        ("Then Robert Ames's car (of Peter Cole) left.", "Robert Ames", {"named", "person", "owning", "leads"}),
        ("Then Robert Ames's car (of Peter Cole) left.", "Peter Cole", {"preposition", "belonging", "bracketed"}),
        ("Robert Ames and Peter Cole came.", "Robert Ames", {"and"}),
        ("Robert Ames and Peter Cole came.", "Peter Cole", {"joined", "preposition", "subject"}),
        ("Robert Ames, mayor of Dover, wept.", "Robert Ames", {"comma", "introduced"}),
        ("“Go and ask Robert Ames,” they said.", "Robert Ames", {"quoted"}),
        ("Then the Kelp Front fell.", "the Kelp Front", {"group", "named"}),
        ("Robert Ames came. Ames left.", "Ames", {"single", "person", "leads"}),
        ("The actress left.", "The actress", {"subject"}),
    ],
)
def test_what_is_seen_of_a_mention(text: str, name: str, seen: set[str]) -> None:
    traits = traits_of(text)
    if name not in {m.actor.text for m in traits.mentions}:
        name = name.removeprefix("the ")
    assert seen <= {key for key, value in mention(text, name).items() if value}


@pytest.mark.parametrize(
    ("name", "unseen"),
    [
        ("Robert Ames", {"group", "owning", "preposition", "comma", "quoted", "rank"}),
        ("Peter Cole", {"verb", "leads", "opening", "bracketed", "joined", "introduced"}),
    ],
)
def test_what_is_not_there_is_not_seen(name: str, unseen: set[str]) -> None:
    assert not unseen & {key for key, value in mention(MEN, name).items() if value}


def test_how_often_a_name_is_named() -> None:
    text = "Robert Ames came. Peter Cole left. Ames wept."
    assert mention(text, "Ames")["often"] == pytest.approx(np.log(2))
    assert mention(text, "Ames")["most"]
    assert not mention(text, "Ames")["first"]
    assert mention(text, "Peter Cole")["often"] == 0
    assert not mention(text, "Peter Cole")["most"]


def test_the_rank_of_a_mention_in_its_sentence() -> None:
    assert mention(MEN, "Peter Cole")["rank"] == pytest.approx(np.log(2))
    assert mention(f"Rain fell. {MEN}", "Robert Ames")["rank"] == 0


@pytest.mark.parametrize(
    ("text", "form", "seen"),
    [
        ("Rain fell. She left.", "She", {"subject", "female", "opens", "early", "verb"}),
        ("Rain fell on his old car.", "his", {"possessive", "early"}),
        ("Rain fell on her car.", "her", {"possessive", "female", "preposition"}),
        ("Rain fell on her.", "her", {"object", "female", "preposition"}),
        ("The rebels attacked him.", "him", {"object", "acted"}),
        ("The rebels left when he came.", "he", {"subject", "clause"}),
        ("“It is late,” he said.", "he", {"subject", "says"}),
        ("“He is late,” they said.", "He", {"quoted"}),
        ("Rain fell (and he left).", "he", {"bracketed"}),
        ("In his letter it rained.", "his", {"led", "possessive", "preposition"}),
        ("The man shot himself.", "himself", {"reflexive"}),
    ],
)
def test_what_is_seen_of_a_pronoun(text: str, form: str, seen: set[str]) -> None:
    assert seen <= {key for key, value in pronoun(text, form).items() if value}


@pytest.mark.parametrize(
    ("form", "unseen"),
    [("She", {"possessive", "object", "says", "led", "clause", "quoted"}), ("her", {"subject", "object", "opens"})],
)
def test_a_pronoun_has_one_form(form: str, unseen: set[str]) -> None:
    found = pronoun("Rain fell. She left and took along all of her books.", form)
    assert not unseen & {key for key, value in found.items() if value}


@pytest.mark.parametrize(
    ("text", "form", "name", "seen", "unseen"),
    [
        (f"{MEN} He left.", "He", "Robert Ames", {"before", "paragraph", "gender", "no_comma"}, {"here", "next"}),
        (f"{MEN} He left.", "He", "Peter Cole", {"before", "next"}, {"here", "behind"}),
        ("Robert Ames left his car.", "his", "Robert Ames", {"here", "next", "distance_here"}, {"before"}),
        (
            "Robert Ames, who wept, left his car.",
            "his",
            "Robert Ames",
            {"commas", "clauses"},
            {"no_comma", "no_clause"},
        ),
        ("After his speech Robert Ames wept.", "his", "Robert Ames", {"here", "behind", "behind_here"}, {"before"}),
        ("He wept. Robert Ames left.", "He", "Robert Ames", {"behind", "behind_far"}, {"here", "before"}),
        (f"{MEN} It rained. He left.", "He", "Robert Ames", {"two"}, {"before", "far"}),
        (f"{MEN} It rained. It froze. He left.", "He", "Robert Ames", {"far"}, {"two"}),
        (f"{MEN}\n\nHe left.", "He", "Robert Ames", {"before"}, {"paragraph"}),
        ("Then Zorbek Velm left his car.", "his", "Zorbek Velm", {"here"}, {"gender", "linked"}),
        ("“It is late,” said Robert Ames. Peter Cole wept. He left.", "He", "Robert Ames", {"speaker"}, {"pronoun"}),
    ],
)
def test_what_is_seen_of_both(text: str, form: str, name: str, seen: set[str], unseen: set[str]) -> None:
    found = {key for key, value in pair(text, form, name).items() if value}
    assert (seen - found, unseen & found) == (set(), set())


def test_words_and_mentions_between() -> None:
    found = pair(f"{MEN} He left.", "He", "Robert Ames")
    assert found["distance"] == pytest.approx(np.log(1 + 7))  # met Peter Cole in the rain and a full stop
    assert found["distance_here"] == 0
    assert found["between"] == pytest.approx(np.log(2))
    assert pair("After his old speech Robert Ames wept.", "his", "Robert Ames")["between"] == 0


@pytest.mark.parametrize(
    ("words", "index", "owns"),
    [
        (("his",), 0, True),
        (("her", "car"), 0, True),
        (("her", "and"), 0, False),
        (("her", "."), 0, False),
        (("saw", "her"), 1, False),
        (("him", "car"), 0, False),
    ],
)
def test_a_possessive_is_told_from_an_object(words: tuple[str, ...], index: int, *, owns: bool) -> None:
    assert is_owner(words, index) == owns


def test_a_text_without_mentions_has_none() -> None:
    assert traits_of("Rain fell.").seen.shape == (0, len(MENTION))
