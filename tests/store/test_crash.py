"""A writer that is killed loses nothing that it said it had kept; ``evaluation/crash.py`` does the same at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import crash
import pytest

if TYPE_CHECKING:
    from pathlib import Path


def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    told, fresh = crash.survives(tmp_path, kills=5, reports=30, coded=0)
    assert told > 5
    assert fresh == told


def test_a_loss_would_be_seen(tmp_path: Path) -> None:
    crash.finished(tmp_path / "store.db", 3, 0)
    with pytest.raises(AssertionError, match="lost"):
        crash.check(tmp_path / "store.db", {"never kept"})
    with pytest.raises(AssertionError, match="gone"):
        crash.check(tmp_path / "other.db", {"never kept"})


def test_a_difference_would_be_seen(tmp_path: Path) -> None:
    for name, count in (("one.db", 4), ("other.db", 5)):
        crash.finished(tmp_path / name, count, 0)
    assert list(crash.lines(tmp_path / "one.db")) != list(crash.lines(tmp_path / "other.db"))
