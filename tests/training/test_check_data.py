"""The checker of the made-up reports finds each kind of offence, and the reports themselves have none."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
import check_data

GOOD: dict[str, Any] = {
    "style": "wire",
    "region": "invented",
    "sentences": ["Ostland shelled the port and Merrow shelled the port road.", "It rained."],
    "events": [
        {
            "sentence": 0,
            "trigger": "shelled#2",
            "type": "ASSAULT",
            "alt_type": None,
            "mode": "heavy-weapons",
            "actors": ["Merrow"],
            "recipients": [],
            "place": "the port road",
            "time": None,
            "factuality": "asserted",
            "according_to": [],
        }
    ],
}


def changed(**fields: object) -> dict[str, Any]:
    """The good report with fields of its event changed."""
    return {**GOOD, "events": [{**GOOD["events"][0], **fields}]}


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("shelled", (8, 15)),
        ("shelled#2", (36, 43)),
        ("shelled#3", None),
        ("port road", (48, 57)),
        ("shell", None),
        (" port", None),
        ("", None),
        ("#1", None),
    ],
)
def test_find_counts_whole_words(mention: str, expected: tuple[int, int] | None) -> None:
    assert check_data.find(mention, GOOD["sentences"][0]) == expected


def test_a_good_report_has_no_offender() -> None:
    assert list(check_data.check_report(GOOD)) == []


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"type": "WAR", "mode": None}, "unknown type WAR"),
        ({"mode": "visit"}, "has no mode visit"),
        ({"alt_type": "ASSAULT"}, "bad alt_type"),
        ({"alt_type": "FIGHT"}, "bad alt_type"),
        ({"factuality": "rumoured"}, "unknown factuality"),
        ({"sentence": 2}, "no sentence 2"),
        ({"trigger": "bombed"}, "'bombed' isn't in"),
        ({"place": "the"}, None),
        ({"time": "Monday"}, "'Monday' isn't in"),
        ({"actors": ["Merro"]}, "'Merro' isn't in"),
        ({"according_to": ["Valdoria"]}, "'Valdoria' isn't in"),
        ({"colour": "red"}, "wrong keys ['colour']"),
    ],
)
def test_each_offence_is_told_once(fields: dict[str, Any], part: str | None) -> None:
    problems = list(check_data.check_report(changed(**fields)))
    assert len(problems) == (0 if part is None else 1)
    assert part is None or part in problems[0]


def test_an_event_told_twice_and_loose_blanks_offend() -> None:
    twice = {**GOOD, "events": GOOD["events"] * 2}
    assert any("told twice" in problem for problem in check_data.check_report(twice))
    loose = {**GOOD, "sentences": [*GOOD["sentences"], "Two  blanks."]}
    assert any("loose blanks" in problem for problem in check_data.check_report(loose))
    assert next(iter(check_data.check_report({"events": []}))).startswith("wrong keys")


def test_lines_that_are_no_objects_and_repeated_texts_offend(tmp_path: Path) -> None:
    path = tmp_path / "c-01.jsonl"
    path.write_text("\n".join([json.dumps(GOOD), "{broken", "[]", json.dumps(GOOD)]), "utf-8")
    problems = list(check_data.offenders(list(check_data.read(path))))
    assert [problem.split(": ")[0] for problem in problems] == ["c-01.jsonl:2", "c-01.jsonl:3", "c-01.jsonl:4"]
    assert problems[-1].endswith("the same text as c-01.jsonl:1")


@pytest.mark.parametrize("path", sorted(check_data.HOME.glob("*.jsonl")), ids=lambda path: path.name)
def test_the_reports_have_no_offender(path: Path) -> None:
    assert list(check_data.offenders(list(check_data.read(path)))) == []


def test_the_status_tells_offenders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps(GOOD), "utf-8")
    monkeypatch.setattr("sys.argv", ["check_data.py", str(path)])
    assert check_data.main() == 0
    assert "1 reports, 2 sentences, 1 without events, 1 events" in capsys.readouterr().out
    path.write_text(json.dumps(changed(type="WAR")), "utf-8")
    assert check_data.main() == 1
    assert "unknown type WAR" in capsys.readouterr().err
