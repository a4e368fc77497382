"""``dateline explain``: why an event was coded so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.cli.explaining import lines
from tests.sample import CLAIM, RECORD, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

EXPECTED = """\
CLAIMED  ASSAULT-destroy  “destroys property”
“VELMAR - The Kestrel Front said on Monday that it had [burned] a fuel depot near Velmar, killing two guards.”

trigger       “burned” [97:103]
actor         “The Kestrel Front” [52:69] → Kestrel Front (OST REB, via table)
place         “Velmar” [122:128] → Velmar, OST (city)
time          “Monday” [78:84] → 2026-05-04 (2026-05-04)
according to  “The Kestrel Front” [52:69] → The Kestrel Front (OST REB, via table), by “said” [70:74]
harm          2 killed
confidence    0.81

because
  1. type: the encoder gives ASSAULT 0.81, runner-up COERCE 0.09
  2. factuality: the actor says so itself"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A report in a file."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_an_explanation_shows_words_offsets_and_every_reason() -> None:
    assert "\n".join(lines(CLAIM, RECORD)) == EXPECTED


def test_an_event_without_reasons_says_so() -> None:
    bare = CLAIM.model_copy(update={"because": (), "place": None, "time": None, "killed": None, "count": None})
    shown = list(lines(bare, RECORD))
    assert shown[-1] == "  (no reasons were kept)"
    assert not [line for line in shown if line.startswith(("place", "time", "harm"))]


def test_control_characters_are_taken_out() -> None:
    hostile = CLAIM.model_copy(update={"because": ("a\x1b[2Jb",)})
    assert "\x1b" not in "\n".join(lines(hostile, RECORD))


@pytest.mark.usefixtures("no_model")
def test_explain_finds_the_event_by_its_id(run: Run, report: str) -> None:
    done = run("explain", "e1", report)
    assert done.exit_code == 0
    assert done.stdout.rstrip() == EXPECTED


@pytest.mark.usefixtures("no_model")
def test_an_unknown_event_names_the_known_ones(run: Run, report: str) -> None:
    done = run("explain", "e9", report)
    assert done.exit_code == 2
    assert "it has e1, e2" in " ".join(done.stderr.split())


@pytest.mark.usefixtures("no_model")
def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    done = run("explain", "e1", str(tmp_path / "none.txt"))
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
