"""Recorded findings come back as they were, and only for the text they were found in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "evaluation"))
import recorded

from dateline import language, reading
from dateline.language.draft import Cue, Draft, Entity, Role, Trigger
from dateline.language.heads import Findings

TEXT = "Norland bombed Sudria, its envoy said."


def draft(text: str = TEXT) -> Draft:
    return language.split(reading.from_text(text))


def findings() -> Findings:
    trigger = Trigger(
        (8, 14), 0, {"ASSAULT": 1.0}, {"none": 1.0}, {"asserted": 1.0}, (Role("actor", (0, 7), 0.9),), 0.9
    )
    return Findings((trigger,), (Cue((33, 37), 0, ((23, 32),), ((0, 21),), 0.8),), (Entity((0, 7), "place", 0.7),))


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    recorded.write([(draft(), findings())], tmp_path / "f.gz")
    assert recorded.load(tmp_path / "f.gz") == {recorded.key(draft()): findings()}


def test_the_file_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in "ab":
        recorded.write([(draft(), findings())], tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_reader_gives_each_draft_its_findings() -> None:
    (read,) = recorded.reader({recorded.key(draft()): findings()})([draft()])
    assert read.triggers == findings().triggers
    assert read.entities == findings().entities


def test_a_text_without_findings_is_an_error() -> None:
    with pytest.raises(recorded.StaleError, match="again"):
        recorded.reader({recorded.key(draft()): findings()})([draft("Something else happened.")])
