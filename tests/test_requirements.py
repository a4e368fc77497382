"""The pins: complete, hashed, the same everywhere, and from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
LOCKS = ("runtime", "build", "dev", "figures")


def lock(name: str) -> str:
    return (HOME / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """Every pinned package of a lock with its version."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock(name), re.MULTILINE))


def asked(requirement: str) -> str:
    """The package that a requirement names, as locks write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock(name).strip())
    assert {entry.split("==")[0] for entry in entries} == set(pins(name))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_index(name: str) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted", lock(name))


def test_everything_that_the_package_needs_is_pinned() -> None:
    needed = {asked(requirement) for requirement in PROJECT["project"]["dependencies"]}
    assert needed <= set(pins("runtime"))


def test_everything_that_the_build_needs_is_pinned_as_it_asks() -> None:
    needed = dict(requirement.split("==") for requirement in PROJECT["build-system"]["requires"])
    assert needed.items() <= pins("build").items()
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


@pytest.mark.parametrize(("smaller", "larger"), [("runtime", "dev"), ("build", "dev"), ("dev", "figures")])
def test_one_version_of_each_package_everywhere(smaller: str, larger: str) -> None:
    assert pins(smaller).items() <= pins(larger).items()


def test_the_checking_tools_are_pinned() -> None:
    tools = {asked(requirement) for requirement in PROJECT["dependency-groups"]["dev"] if isinstance(requirement, str)}
    assert tools <= set(pins("dev"))
    assert not tools & set(pins("runtime"))
