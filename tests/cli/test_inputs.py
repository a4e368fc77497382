"""Inputs on the command line: what comes through, what is told on standard error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import dateline
from dateline.cli.inputs import Inputs, check_date, published_option
from tests.sample import TEXT

HERE = str(Path(dateline.__file__).parent.parent)


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A report in a file."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_documents_come_in_order(report: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Nothing was reported from Velmar on Monday.\n")
    assert [d.text for d in Inputs((str(other), report))] == ["Nothing was reported from Velmar on Monday.\n", TEXT]


def test_a_failure_is_counted_and_told_in_one_line(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = Inputs(("/nowhere/at-all.txt", report))
    assert [document.text for document in inputs] == [TEXT]
    assert inputs.failed == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("dateline: /nowhere/at-all.txt ")
    assert told.err.count("\n") == 1


def test_a_hostile_file_name_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(Inputs(("no\x1b[2J\nsuch",))) == []
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert told.count("\n") == 1


def test_a_date_is_given_to_what_has_none(report: str) -> None:
    (document,) = Inputs((report,), published="2026-05")
    assert (str(document.published.start), str(document.published.end)) == ("2026-05-01", "2026-05-31")


@pytest.mark.parametrize("value", ["2026-05-04", "2026-05", "2026", "2026-05-04T10:00:00Z", None])
def test_dates_of_every_precision_are_accepted(value: str | None) -> None:
    assert check_date(_context(), _option(), value) == value


@pytest.mark.parametrize("value", ["", "soonish", "2026-13-40", "99999"])
def test_what_is_no_date_is_wrong_usage(value: str) -> None:
    with pytest.raises(click.BadParameter, match="YYYY-MM-DD"):
        check_date(_context(), _option(), value)


def _context() -> click.Context:
    return click.Context(click.Command("code"))


def _option() -> click.Option:
    command = published_option(click.command("code")(lambda published: published))
    (option,) = command.params
    assert isinstance(option, click.Option)
    return option


def dateline_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m dateline`` as a user would."""
    command = [sys.executable, "-m", "dateline", *arguments]
    environment = {**os.environ, "PYTHONPATH": HERE}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603 - ours


def test_python_dash_m_is_the_command() -> None:
    assert dateline_command("--version").stdout == f"dateline {dateline.__version__}\n"


def test_exit_codes_reach_the_shell() -> None:
    assert dateline_command("ontology", "AID").returncode == 0
    assert dateline_command("code", "/nowhere/at-all.txt").returncode == 1
    assert dateline_command("ontology", "AYD").returncode == 2
