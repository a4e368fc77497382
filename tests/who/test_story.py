"""One invented report from end to end: who is found, whom each stands for, and what ties them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import who
from tests.who.helpers import draft_of, place

HOME = Path(__file__).resolve().parents[2]
REPORT = """Norway accuses rebels after raid on harbour

OSLO, Norway – Norway's foreign minister, Ole Vang, accused a Togolese-backed militia on Monday of a raid on a harbour.

“We know who did this, and we will answer,” Vang told reporters. “They came at night,” he added.

The Red Valley Front (RVF), also known as the Dawn Movement, said in a statement that it had sent 40 fighters.
The group, which is part of the Kelp Coast Alliance, has attacked ships before.
Its leader, Zorbek Tallin, lives in Togo.

Togo denied the charge. Its government called it “an old tale”, and Togolese diplomats left Oslo.

“I have never met these men,” said Irma Lund, a harbour worker. She saw two boats, she said.
Police later arrested a suspect. The Kelp Coast Alliance rejected the RVF's account.

Norway and Togo will meet in June. The two countries have no treaty, and Lund doubts that they will sign one.
"""


def resolved(part: str, nth: int = 1) -> str | None:
    return who.resolve(draft_of(REPORT), place(REPORT, part, nth)).name


@pytest.mark.parametrize(
    ("part", "nth", "name"),
    [
        ("Vang", 2, "Ole Vang"),
        ("We", 1, "Ole Vang"),
        ("we will", 1, "Ole Vang"),
        ("he", REPORT[: REPORT.index(" he added")].count("he") + 1, "Ole Vang"),
        ("it had", 1, "Red Valley Front"),
        ("The group", 1, "Red Valley Front"),
        ("Its leader", 1, "Red Valley Front’s leader"),
        ("Its government", 1, "Togo’s government"),
        ("I have", 1, "Irma Lund"),
        ("She", 1, "Irma Lund"),
        ("a suspect", 1, "suspect"),
        ("the RVF's", 1, "Red Valley Front"),
        ("The two countries", 1, "Norway and Togo"),
        ("Lund", 2, "Irma Lund"),
        ("Togolese diplomats", 1, "Togolese diplomats"),
        ("a Togolese-backed militia", 1, "Togolese-backed militia"),
    ],
)
def test_whom_the_report_speaks_of(part: str, nth: int, name: str) -> None:
    words = part.split(" ")
    exact = words[0] if words[0] in {"we", "it", "I"} else part
    draft = draft_of(REPORT)
    start, _ = place(REPORT, part, nth)
    assert who.resolve(draft, (start, start + len(exact))).name == name


def test_what_the_report_ties() -> None:
    relations = who.relate(draft_of(REPORT)).relations
    assert [(r.subject.name, r.relation.value, r.object.name) for r in relations] == [
        ("Ole Vang", "holds office", "Norway's foreign minister"),
        ("Togolese-backed militia", "supported by", "Togo"),
        ("Red Valley Front", "also known as", "RVF"),
        ("Red Valley Front", "also known as", "Dawn Movement"),
        ("Red Valley Front", "part of", "Kelp Coast Alliance"),
    ]


def test_who_is_found_in_the_report() -> None:
    names = {actor.name for actor in who.find(draft_of(REPORT)).actors}
    assert {"Norway", "Togo", "Ole Vang", "Red Valley Front", "Kelp Coast Alliance", "Irma Lund"} <= names
    assert not names & {"Oslo", "Monday", "June", "OSLO"}


def test_countries_of_the_report() -> None:
    actors = who.find(draft_of(REPORT)).actors
    countries = {actor.text: actor.country for actor in actors if actor.country}
    assert countries["Togolese diplomats"] == "TGO"
    assert countries["Norway"] == "NOR"
    assert set(countries.values()) == {"NOR", "TGO"}


def test_a_repeated_half_changes_nothing() -> None:
    twice = draft_of(REPORT + REPORT, repeats=((len(REPORT), 2 * len(REPORT)),))
    once = draft_of(REPORT)
    assert [a.span for a in who.find(twice).actors] == [a.span for a in who.find(once).actors]
    assert who.relate(twice).relations == who.relate(once).relations


def test_the_report_is_read_the_same_with_windows_line_ends() -> None:
    names = [actor.name for actor in who.find(draft_of(REPORT)).actors]
    assert [actor.name for actor in who.find(draft_of(REPORT.replace("\n", "\r\n"))).actors] == names


def told(text: str = REPORT) -> str:
    """All that the room makes of a report, as text."""
    draft = who.relate(who.settle(who.find(draft_of(text, "2024-05-06"))))
    return json.dumps([one.model_dump(mode="json") for one in (*draft.actors, *draft.relations)]) + str(draft.home)


def test_another_seed_of_hashes_tells_the_same() -> None:
    path = os.pathsep.join((str(HOME / "src"), str(HOME)))
    printed = {
        subprocess.run(
            [sys.executable, "-c", "from tests.who.test_story import told; print(told())"],
            check=True,
            capture_output=True,
            text=True,
            cwd=HOME,
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert printed == {told()}
    assert "Red Valley Front" in printed.pop()
