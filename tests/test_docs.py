"""The pages: their links lead somewhere, their commands exist, their code runs."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

import dateline
from dateline.cli import main

HOME = Path(__file__).parent.parent
PAGES = sorted([*HOME.glob("*.md"), *(HOME / "docs").glob("*.md"), *(HOME / "changelog.d").glob("*.md")])
SCRIPTS = sorted(path for path in (HOME / "scripts").iterdir() if path.is_file())


def page(name: str) -> str:
    return (HOME / name).read_text("utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(HOME)))
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (path.parent / link).exists()] == []


def test_every_page_stands_in_the_index() -> None:
    index = page("docs/README.md")
    assert [p.name for p in (HOME / "docs").glob("*.md") if p.name != "README.md" and f"({p.name})" not in index] == []


def test_the_readme_names_only_commands_and_options_that_exist() -> None:
    used = re.findall(r"^    dateline (\w+)(.*?)(?:#|$)", page("README.md"), re.MULTILINE)
    assert {command for command, _ in used} == set(main.commands)
    for command, rest in used:
        known = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--?\w[\w-]*", rest)) <= known


def test_the_readme_names_only_targets_that_exist() -> None:
    targets = set(re.findall(r"^(\w+):", page("Makefile"), re.MULTILINE))
    assert {"demo", "test", "figures", "clean"} <= targets
    assert (
        set(re.findall(r"\bmake (demo|test|figures|\w+(?=`))", page("README.md") + page("CONTRIBUTING.md"))) <= targets
    )


def test_the_readme_can_be_read_in_three_minutes() -> None:
    prose = re.sub(r"^(    |```).*$", "", page("README.md"), flags=re.MULTILINE)
    assert len(prose.split()) < 600


def test_the_readmes_lines_of_python_run(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", page("README.md"), re.DOTALL)
    assert len([line for line in code.splitlines() if line]) <= 5
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own page
    assert "ASSAULT" in capsys.readouterr().out


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_short_can_be_run_and_say_what_they_do(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 15
    assert lines[0].startswith("#!")
    assert lines[1].startswith("# ")
    assert os.name == "nt" or path.stat().st_mode & stat.S_IXUSR


def test_the_citation_has_the_version() -> None:
    assert f"\nversion: {dateline.__version__}\n" in page("CITATION.cff")


def test_the_licence_is_whole() -> None:
    text = page("LICENSE")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.splitlines()) == 202
