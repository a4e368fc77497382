"""The network that the package carries."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files
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


def test_a_model_without_the_pronoun_head_reads_without_links(tmp_path: Path) -> None:
    with as_file(files("dateline.language") / "weights") as folder:
        for name in ("encoder.onnx", "heads.npz"):
            (tmp_path / name).symlink_to(folder / name)
        with pytest.raises(KnowledgeError, match=r"No model in .*: reinstall dateline"):
            encoder.arrays(tmp_path / "pronoun.npz")
        loaded = encoder.load(tmp_path)
    (whole,), (draft,) = read(TEXT), language.read([language.split(reading.from_text(TEXT))], loaded)
    assert whole.links
    assert draft == replace(whole, links=())


def test_a_model_without_heads_says_what_to_do(tmp_path: Path) -> None:
    with as_file(files("dateline.language") / "weights") as folder:
        (tmp_path / "encoder.onnx").symlink_to(folder / "encoder.onnx")
        with pytest.raises(KnowledgeError, match="make the model again"):
            encoder.load(tmp_path)


def test_what_is_found_stands_in_order_on_words() -> None:
    document = reading.from_text(f"{TEXT}\n\n" * 12).model_copy(update={"repeats": ()})
    (draft,) = language.read([language.split(document)], encoder.shipped())
    assert len(language.cut(draft)) > 1
    for spans in ([t.span for t in draft.triggers], [c.span for c in draft.cues], [e.span for e in draft.entities]):
        assert spans == sorted(spans)
        assert all(draft.slice(span).strip() == draft.slice(span) != "" for span in spans)
    assert [t.sentence for t in draft.triggers] == [draft.sentence_at(t.span[0]) for t in draft.triggers]


def test_a_repeat_is_not_read() -> None:
    text = f"{TEXT}\n\n{TEXT}"
    document = reading.from_text(text).model_copy(update={"repeats": ((len(TEXT) + 2, len(text)),)})
    (draft,) = language.read([language.split(document)], encoder.shipped())
    (once,) = read(TEXT)
    assert [t.span for t in draft.triggers] == [t.span for t in once.triggers]
    assert max(s.span[1] for s in draft.sentences) <= len(TEXT)
