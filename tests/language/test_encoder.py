"""The network that the package carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import language, reading
from dateline.errors import KnowledgeError
from dateline.language import encoder
from dateline.language.draft import Draft

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Rebel fighters attacked an army post near the border on Monday, killing three soldiers. "
    "The defence minister condemned the attack. “We will hunt them down,” he told reporters."
)


def read(*texts: str) -> list[Draft]:
    return list(language.read([language.split(reading.from_text(t)) for t in texts], encoder.shipped()))


def test_a_plain_report_has_its_triggers() -> None:
    (draft,) = read(TEXT)
    kinds = {draft.slice(t.span): max(t.types, key=lambda k: t.types[k]) for t in draft.triggers}
    assert kinds.get("attacked") == "ASSAULT"
    assert kinds.get("condemned") == "ACCUSE"


def test_roles_stand_in_their_triggers_sentence() -> None:
    (draft,) = read(TEXT)
    for trigger in draft.triggers:
        start, end = draft.sentences[trigger.sentence].span
        assert all(start <= r.span[0] < r.span[1] <= end for r in trigger.roles)


def test_the_attacker_is_the_actor() -> None:
    (draft,) = read(TEXT)
    trigger = next(t for t in draft.triggers if draft.slice(t.span) == "attacked")
    assert any("fighters" in draft.slice(r.span) for r in trigger.roles if r.name == "actor")


def test_documents_read_together_are_read_as_alone() -> None:
    other = "The two presidents met in Lisbon and signed a trade agreement."
    together, alone = read(TEXT, other), [*read(TEXT), *read(other)]
    for one, two in zip(together, alone, strict=True):
        assert [t.span for t in one.triggers] == [t.span for t in two.triggers]
        assert [c.span for c in one.cues] == [c.span for c in two.cues]


def test_probabilities_are_probabilities() -> None:
    (draft,) = read(TEXT)
    assert draft.triggers
    for trigger in draft.triggers:
        assert 0 <= trigger.score <= 1
        for chances in (trigger.types, trigger.modes, trigger.factuality):
            assert 0 < sum(chances.values()) <= 1.01


def test_a_document_without_sentences_is_read_as_empty() -> None:
    (draft,) = language.read([Draft(reading.from_text("x"))], encoder.shipped())
    assert not [*draft.triggers, *draft.cues, *draft.entities]


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="reinstall"):
        encoder.load(tmp_path)
