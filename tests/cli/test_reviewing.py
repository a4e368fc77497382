"""``dateline review``: who judged, what comes out to train on, and how far reviewers agree."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from dateline import review
from dateline.records import Judgement
from dateline.store import open_store
from tests import sample
from tests.web.making import Told, report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

AT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
BURNED = "The Heron Brigade burned the Salt Mill."
FED = "The Plover Guild fed the Teal Guild."


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Three documents: one judged whole by two people, one in part, one by nobody."""
    path = tmp_path / "s.db"
    with open_store(path, create=True) as opened:
        opened.begin("test")
        opened.keep(sample.RECORD)
        whole = report(BURNED, Told(BURNED, "Heron Brigade", "burned", "Salt Mill"), title="Whole")
        opened.keep(whole)
        opened.keep(report(FED, Told(FED, "Plover Guild", "fed", "Teal Guild", type="AID", mode=None), title="None"))
        event = whole.events[0].id
        for by, verdict, field, value in (
            ("Ines", "accept", None, None),
            ("Otto", "correct", "killed", 3),
            ("Ines", "correct", "killed", 3),
        ):
            opened.judge(Judgement(event=event, verdict=verdict, field=field, value=value, by=by, at=AT))  # type: ignore[arg-type]
        opened.judge(Judgement(event="e1", verdict="reject", by="Ines", at=AT))
        taken = opened.judge(Judgement(event="e2", verdict="accept", by="Vera\u202e", at=AT))
        opened.judge(Judgement(event="e2", verdict="withdraw", value=taken, by="Vera\u202e", at=AT))
    return str(path)


def test_judged_documents_come_as_lines(run: Run, store: str, tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    done = run("review", store, "--export", file)
    assert done.exit_code == 0
    (line,) = [json.loads(row) for row in file.read_text("utf-8").splitlines()]
    assert line["title"] == "Whole"
    assert line["text"] == BURNED
    assert [(event["type"], event["killed"]) for event in line["events"]] == [("ASSAULT", 3)]
    assert "1 judged documents with 1 events" in done.stderr
    assert done.stdout == ""


def test_documents_judged_in_part_come_if_asked(run: Run, store: str) -> None:
    done = run("review", store, "--export", "-", "--part")
    told = [json.loads(row) for row in done.stdout.splitlines()]
    assert len(told) == 2
    with open_store(store) as opened:
        assert told == json.loads(json.dumps(list(review.lines(opened, whole=False))))


def test_a_file_that_was_there_stays_where_there_is_no_store(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_text("before")
    done = run("review", tmp_path / "none.db", "--export", file)
    assert done.exit_code == 1
    assert "none.db" in done.stderr
    assert file.read_text() == "before"


def test_agreement_is_told_by_field_with_its_number(run: Run, store: str) -> None:
    lines = run("review", store, "--agreement").stdout.splitlines()
    assert "Ines and Otto: event 100% the same of 1, kappa undefined" in lines
    assert any(": killed 100% the same of 1" in line for line in lines)
    told = [json.loads(row) for row in run("review", store, "--agreement", "-f", "jsonl").stdout.splitlines()]
    assert len(told) == len(lines)
    assert {"one", "other", "field", "n", "same", "kappa", "apart"} == set(told[0])


def test_who_judged_how_much(run: Run, store: str) -> None:
    done = run("review", store)
    assert done.stdout.splitlines() == [
        "Ines: 2 events: 1 accepted, 1 rejected, 1 fields corrected, 0 flagged; last 2026-05-01T12:00:00Z",
        "Otto: 1 events: 0 accepted, 0 rejected, 1 fields corrected, 0 flagged; last 2026-05-01T12:00:00Z",
    ]
    assert "2 events wait" in done.stderr
    told = [json.loads(row) for row in run("review", store, "--format", "jsonl").stdout.splitlines()]
    assert [(row["name"], row["correct"]) for row in told] == [("Ines", 1), ("Otto", 1)]


def test_an_unjudged_store_says_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_store(path, create=True).close()
    assert "--review" in run("review", path).stderr
    assert "two people" in run("review", path, "--agreement").stderr
    done = run("review", path, "--export", "-")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "--part" in done.stderr


@pytest.mark.parametrize("wrong", [["--part"], ["--agreement", "--export", "-"], ["--format", "csv"]])
def test_wrong_usage(run: Run, store: str, wrong: list[str]) -> None:
    assert run("review", store, *wrong).exit_code == 2


def test_names_are_printed_without_signs_that_turn_the_writing(run: Run, store: str) -> None:
    with open_store(store, write=True) as opened:
        opened.judge(Judgement(event="e2", verdict="accept", by="Vera\u202e", at=AT))
    assert "\u202e" not in run("review", store).stdout


def test_a_file_that_cannot_be_written_is_wrong_usage(run: Run, store: str, tmp_path: Path) -> None:
    result = run("review", store, "--export", str(tmp_path / "nowhere" / "x.jsonl"))
    assert result.exit_code == 2
    assert "'--export': can't write to" in result.stderr
