"""Help, version, ontology and schema: what a user can find out without a report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline import __version__
from dateline.cli import main
from dateline.ontology import event_types
from dateline.records import json_schema

if TYPE_CHECKING:
    from tests.cli.conftest import Run

COMMANDS = sorted(main.commands)
README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_help_names_every_command_and_shows_examples(run: Run) -> None:
    text = run("--help").stdout
    assert all(re.search(rf"^  {command} ", text, re.MULTILINE) for command in COMMANDS)
    assert "Exit codes" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_with_examples_and_its_python_twin(run: Run, command: str) -> None:
    for flag in ("--help", "-h"):
        text = run(command, flag).stdout
        assert f"  dateline {command}" in text
        assert "In Python: " in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"dateline {command}" in README


def test_help_of_code_explains_every_option(run: Run) -> None:
    text = run("code", "--help").stdout
    options = [option for parameter in main.commands["code"].params for option in parameter.opts if option[:2] == "--"]
    assert len(options) == 7
    assert all(option in text for option in options)


def test_no_command_at_all_shows_the_help(run: Run) -> None:
    assert "Commands:" in run().output


def test_an_unknown_command_is_wrong_usage(run: Run) -> None:
    done = run("cdoe", "report.txt")
    assert done.exit_code == 2
    assert "cdoe" in done.stderr


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout.split()[-1] == __version__


def test_the_schema_is_the_schema(run: Run) -> None:
    assert json.loads(run("schema").stdout) == json_schema()


def test_the_ontology_lists_every_type_with_its_quad(run: Run) -> None:
    lines = run("ontology").stdout.splitlines()[1:]
    assert [line.split()[:2] for line in lines] == [[t.label, str(t.quad)] for t in event_types().values()]


@pytest.mark.parametrize("label", list(event_types()))
def test_a_type_is_shown_whole(run: Run, label: str) -> None:
    kind = event_types()[label]
    shown = " ".join(run("ontology", label.lower()).stdout.split())
    told = [kind.definition, *kind.rules, *(m.definition for m in kind.modes.values()), *kind.decisions]
    told += [miss.why for miss in kind.near_misses]
    assert all(" ".join(part.split()) in shown for part in told)


def test_lines_of_the_ontology_fit_a_terminal(run: Run) -> None:
    for label in event_types():
        assert max(map(len, run("ontology", label).stdout.splitlines())) <= 96


def test_an_unknown_type_names_the_known_ones(run: Run) -> None:
    done = run("ontology", "THRETEN")
    assert done.exit_code == 2
    assert "THREATEN" in done.stderr
