"""Common noun phrases: where they begin, their head, nation and owner; and what nouns say."""

from __future__ import annotations

import pytest

from dateline.who.cast import Cast
from dateline.who.nouns import noun
from tests.who.helpers import draft_of


def phrases(text: str) -> list[str]:
    cast = Cast(draft_of(text))
    return [cast.text_of(phrase.first, phrase.after) for phrase in cast.phrases]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He met the soldiers.", ["the soldiers"]),
        ("He met some tired old soldiers.", ["some tired old soldiers"]),
        ("He met tired old soldiers.", ["soldiers"]),
        ("He met Kenyan soldiers.", ["Kenyan soldiers"]),
        ("He met brave Kenyan soldiers.", ["Kenyan soldiers"]),
        ("He met the two soldiers.", ["the two soldiers"]),
        ("He met all those soldiers.", ["those soldiers"]),
        ("He met his soldiers.", ["his soldiers"]),
        ("He met its affiliated militia groups.", ["its affiliated militia groups"]),
        ("He met the armed group.", ["the armed group"]),
        ("Kenya armed the group.", ["the group"]),
        ("The government attacked rebels.", ["The government", "rebels"]),
        ("He met Kenya's soldiers.", ["Kenya's soldiers"]),
        ("He met militia commanders.", ["militia commanders"]),
        ("He met US-backed rebels.", ["US-backed rebels"]),
        ("He met 300 soldiers.", ["300 soldiers"]),
        ("He saw the police car.", []),
        ("He saw an army base.", []),
        ("They said that soldiers fled.", ["soldiers"]),
        ("She has been accused of it.", []),
        ("The accused fled.", ["The accused"]),
        ("Then foreign minister Zorbek fled.", []),
        ("He met soldiers and police.", ["soldiers", "police"]),
    ],
)
def test_where_phrases_begin_and_end(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_what_a_phrase_says_of_its_owner_and_nation() -> None:
    cast = Cast(draft_of("He met Kenya's soldiers, Ghanaian rebels and his guards."))
    owned, native, his = cast.phrases
    assert (owned.owner, owned.nation, owned.determiner) == ((2, 3), "KEN", "")
    assert (native.owner, native.nation) == (None, "GHA")
    assert (his.determiner, his.owner, his.definite) == ("his", (9, 10), True)


@pytest.mark.parametrize(
    ("word", "form", "kind", "plural", "gender"),
    [
        ("soldiers", "soldier", "people", True, None),
        ("spokesman", "spokesman", "person", False, "male"),
        ("women", "woman", "people", True, "female"),
        ("police", "police", "people", True, None),
        ("group", "group", "group", False, None),
        ("country", "country", "state", False, None),
        ("government", "government", "government", False, None),
        ("president", "president", "person", False, None),
        ("parliament", "parliament", "group", False, None),
    ],
)
def test_what_a_noun_says(word: str, form: str, kind: str, gender: str | None, *, plural: bool) -> None:
    said = noun(word)
    assert said is not None
    assert (said.form, said.kind, said.plural, said.gender) == (form, kind, plural, gender)


@pytest.mark.parametrize("word", ["table", "the", "quickly", "", "weather"])
def test_what_no_actor_is_called(word: str) -> None:
    assert noun(word) is None
