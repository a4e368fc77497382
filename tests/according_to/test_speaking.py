from __future__ import annotations

from typing import TYPE_CHECKING

from dateline import who
from dateline.according_to import speaking

from .drafting import actor, draft_of, span

if TYPE_CHECKING:
    import pytest

    from dateline.language.draft import Draft, Span
    from dateline.records import Actor

TEXT = "Ada Brenner spoke. She left."


def test_plain_words_are_their_own_name() -> None:
    found = speaking.plain(draft_of(TEXT), span(TEXT, "Ada Brenner"))
    assert (found.text, found.name, found.via) == ("Ada Brenner", "Ada Brenner", "text")


def test_a_pronoun_is_no_name() -> None:
    assert speaking.plain(draft_of(TEXT), span(TEXT, "She")).name is None


def test_nobody_is_nobody() -> None:
    assert speaking.speaker(draft_of(TEXT), None, None) is None


def test_a_speaker_stands_where_it_is_named() -> None:
    found = speaking.speaker(draft_of(TEXT), span(TEXT, "Ada Brenner"), None)
    assert found is not None
    assert found.span == (0, 11)


def test_a_carried_speaker_lends_the_name() -> None:
    found = speaking.speaker(draft_of(TEXT), span(TEXT, "She"), span(TEXT, "Ada Brenner"))
    assert found is not None
    assert (found.text, found.name, found.via) == ("She", "Ada Brenner", "pronoun")


def test_a_carried_speaker_alone_stands_where_it_was_named() -> None:
    found = speaking.speaker(draft_of(TEXT), None, span(TEXT, "Ada Brenner"))
    assert found is not None
    assert (found.span, found.name) == ((0, 11), "Ada Brenner")


def test_who_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    known = actor(TEXT, "Ada Brenner", "Ada Brenner", country="NOR")

    def resolve(draft: Draft, where: Span) -> Actor:
        assert draft.slice(where) == "She"
        return known

    monkeypatch.setattr(who, "resolve", resolve)
    assert speaking.actor(draft_of(TEXT), span(TEXT, "She")) == known


def test_an_answer_without_words_is_none() -> None:
    text = "?"
    assert speaking.actor(draft_of(text), (0, 1)).text == "?"
