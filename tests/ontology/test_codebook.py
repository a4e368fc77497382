"""The codebook page says what the ontology and the schema say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline import ontology
from dateline.records import Event, Factuality, Precision, Record, RelationKind

if TYPE_CHECKING:
    from enum import StrEnum
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_codebook", DOCS / "make_codebook.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE: Any = script()
PAGE = MAKE.codebook()


def test_the_page_is_not_stale() -> None:
    stored = (DOCS / "codebook.md").read_text("utf-8")
    assert stored == PAGE, "docs/codebook.md is stale: run python docs/make_codebook.py"


def test_every_field_has_a_meaning_and_none_is_stray() -> None:
    assert MAKE.undescribed() == []
    assert MAKE.stray() == []


def test_a_field_without_a_meaning_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MAKE, "_meanings", lambda: {"Event": {"colour": "none"}, "weight": "none"})
    assert {"Event.killed", "Factuality.denied"} <= set(MAKE.undescribed())
    assert MAKE.stray() == ["Event.colour", "weight"]


def test_every_noun_of_the_schema_is_on_the_page() -> None:
    assert set(MAKE._nouns()) == set(MAKE.NOUNS)
    for name in (*Record.model_fields, *Event.model_fields):
        assert f"| `{name}` |" in PAGE


@pytest.mark.parametrize("words", [Factuality, RelationKind, Precision])
def test_every_word_of_a_closed_list_is_on_the_page(words: type[StrEnum]) -> None:
    section = PAGE.partition(f"\n### {words.__name__}\n")[2].partition("\n#")[0]
    assert section.count("\n| `") == len(words)
    assert all(f"| `{word}` |" in section for word in words)


def test_every_type_mode_context_and_sector_is_on_the_page() -> None:
    for kind in ontology.event_types().values():
        assert f"\n### {kind.label}\n" in PAGE
        assert kind.definition in PAGE
        for mode in kind.modes.values():
            assert f"| `{mode.label}` | {mode.caption} |" in PAGE
        for words in (*kind.rules, *kind.decisions, *(example.sentence for example in kind.examples)):
            assert words in PAGE
    for label in (*ontology.contexts(), *ontology.sectors(), *ontology.nonstates(), *ontology.territories()):
        assert f"| `{label}` |" in PAGE


def test_every_mend_is_on_the_page_and_nothing_else_of_the_bridge() -> None:
    bridge = PAGE.partition("## From CAMEO")[2]
    noted = [row for row in ontology.cameo().values() if row.note]
    assert bridge.count("\n| `") == len(noted)
    for row in noted:
        assert f"| `{row.code}` | {row.caption} |" in bridge
    assert "| `03` |" not in bridge


def test_tables_are_well_formed() -> None:
    width = 0
    for line in PAGE.splitlines():
        cells = line.replace("\\|", "").count("|") if line.startswith("|") else 0
        assert cells in {width, 0} or width == 0, line
        width = cells


def test_links_of_the_page_lead_somewhere() -> None:
    heads = {line.lstrip("# ").lower().replace(" ", "-") for line in PAGE.splitlines() if line.startswith("#")}
    targets = {part.split(")")[0] for part in PAGE.split("](#")[1:]}
    assert len(targets) >= 22
    assert targets - heads == set()


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ({"type": "string"}, "text"),
        ({"type": "string", "format": "date"}, "date"),
        ({"anyOf": [{"$ref": "#/$defs/Place"}, {"type": "null"}]}, "Place or nothing"),
        ({"type": "array", "items": {"$ref": "#/$defs/Actor"}}, "list of Actor"),
        ({"type": "array", "prefixItems": [{"type": "integer"}], "items": {}}, "span"),
        ({"enum": ["a", "b"]}, "one of several words"),
    ],
)
def test_kinds_are_told_in_words(field: dict[str, Any], kind: str) -> None:
    assert MAKE._kind(field) == kind


def test_check_tells_a_stale_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(MAKE, "PAGE", tmp_path / "codebook.md")
    assert MAKE.main([]) == 0
    assert MAKE.main(["--check"]) == 0
    (tmp_path / "codebook.md").write_text("old", "utf-8")
    assert MAKE.main(["--check"]) == 1
    assert "stale" in capsys.readouterr().err
