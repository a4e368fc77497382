"""``dateline code``: formats, options, exit codes, and what happens to inputs that can't be read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import dateline
from dateline import errors, reading
from dateline.cli import coding
from dateline.coder import LAYERS
from tests.sample import RECORD, TEXT

if TYPE_CHECKING:
    from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("no_model")


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A report in a file."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_a_table_is_what_comes_by_default(run: Run, report: str) -> None:
    done = run("code", report)
    assert done.exit_code == 0
    assert "CLAIMED      Kestrel Front" in done.stdout
    assert done.stderr == ""


def test_jsonl_is_one_line_a_document(run: Run, report: str) -> None:
    lines = run("code", report, report, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["events"][0]["id"] for line in lines] == ["e1", "e1"]


def test_csv_is_one_row_an_event(run: Run, report: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("code", report, "-f", "csv").stdout)))
    assert [row["type"] for row in rows] == ["ASSAULT", "THREATEN"]


def test_standard_input_is_read_for_a_dash(run: Run) -> None:
    done = run("code", "-", "-f", "jsonl", stdin=TEXT)
    assert json.loads(done.stdout)["document"]["title"] == TEXT.splitlines()[0]


def test_published_dates_what_has_no_date(run: Run, report: str) -> None:
    done = run("code", report, "-f", "jsonl", "--published", "2024-06")
    published = json.loads(done.stdout)["document"]["published"]
    assert (published["start"], published["end"]) == ("2024-06-01", "2024-06-30")


def test_published_leaves_a_documents_own_date(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": "2023-02-03"}))
    done = run("code", str(path), "-f", "jsonl", "--published", "2024-06")
    assert json.loads(done.stdout)["document"]["published"]["end"] == "2023-02-03"


def test_a_date_that_is_none_is_wrong_usage(run: Run, report: str) -> None:
    done = run("code", report, "--published", "soonish")
    assert done.exit_code == 2
    assert "soonish" in done.stderr


def test_min_confidence_drops_less_certain_events(run: Run, report: str) -> None:
    done = run("code", report, "-f", "jsonl", "--min-confidence", "0.5")
    assert [event["id"] for event in json.loads(done.stdout)["events"]] == ["e1"]
    assert coding.surer(RECORD, 0.4) == RECORD


@pytest.mark.parametrize("confidence", ["1.5", "-1", "high"])
def test_a_confidence_out_of_range_is_wrong_usage(run: Run, report: str, confidence: str) -> None:
    assert run("code", report, "--min-confidence", confidence).exit_code == 2


def test_an_unknown_layer_names_the_known_ones(run: Run, report: str) -> None:
    done = run("code", report, "--layers", "events,evnts")
    assert done.exit_code == 2
    assert "evnts" in done.stderr
    assert all(layer in done.stderr for layer in LAYERS)


@pytest.mark.parametrize("layers", ["events", "events,places", " events , places "])
def test_layers_are_parted_by_commas(layers: str) -> None:
    assert coding.coder(layers).layers == {name.strip() for name in layers.split(",")}


def test_a_missing_model_is_one_clear_line(run: Run, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        message = "The model is missing; install dateline again."
        raise errors.KnowledgeError(message)

    monkeypatch.setattr("dateline.coder.Coder", broken)
    done = run("code", report)
    assert done.exit_code == 1
    assert done.stderr == "Error: The model is missing; install dateline again.\n"


def test_an_unknown_format_is_wrong_usage(run: Run, report: str) -> None:
    assert run("code", report, "--format", "xml").exit_code == 2


def test_no_path_is_wrong_usage(run: Run) -> None:
    assert run("code").exit_code == 2


def test_what_cannot_be_read_is_one_line_and_the_others_are_coded(run: Run, report: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("code", str(tmp_path / "none.txt"), str(tmp_path / "empty.txt"), report, "-f", "jsonl")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    first, second = done.stderr.splitlines()
    assert first.startswith("dateline: ")
    assert "none.txt" in first
    assert "empty.txt" in second


def test_a_broken_line_of_jsonl_spares_the_others(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"text": TEXT, "id": 7}) + "\n{broken\n" + json.dumps({"text": TEXT}) + "\n")
    done = run("code", str(path), "-f", "jsonl")
    assert (done.exit_code, len(done.stdout.splitlines()), len(done.stderr.splitlines())) == (1, 2, 1)


def test_output_goes_to_a_file(run: Run, report: str, tmp_path: Path) -> None:
    target = tmp_path / "records.jsonl"
    done = run("code", report, "-f", "jsonl", "-o", str(target))
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(target.read_text("utf-8"))["events"]


def test_an_output_that_cannot_be_written_is_wrong_usage(run: Run, report: str, tmp_path: Path) -> None:
    done = run("code", report, "-o", str(tmp_path / "nowhere" / "records.jsonl"))
    assert done.exit_code == 2
    assert "nowhere" in done.stderr


def test_a_failure_leaves_no_half_written_file(
    run: Run, report: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        message = "in the middle"
        raise RuntimeError(message)

    monkeypatch.setattr(reading, "read", fail)
    assert isinstance(run("code", report, "-o", str(tmp_path / "out.txt")).exception, RuntimeError)
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_device_is_written_to_and_not_replaced(run: Run, report: str) -> None:
    assert run("code", report, "-o", os.devnull).exit_code == 0
    assert Path(os.devnull).is_char_device()


def test_progress_shows_only_to_who_watches(report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def track(*_: object, **__: object) -> list[object]:
        shown.append("progress")
        return []

    monkeypatch.setattr("rich.progress.Progress.track", track)
    wishes = coding.Wishes("jsonl", None, None, 0, report, quiet=False)
    for watching in (False, True):
        monkeypatch.setattr("sys.stderr", _Terminal(watching=watching))
        with coding._progress([], wishes):
            pass
    assert shown == ["progress"]


class _Terminal(io.StringIO):
    """A standard error that is, or isn't, a terminal."""

    def __init__(self, *, watching: bool) -> None:
        super().__init__()
        self.watching = watching

    def isatty(self) -> bool:
        return self.watching


def test_a_closed_pipe_ends_quietly() -> None:
    code = "import sys; from dateline.cli import main; main(['ontology', 'ASSAULT'], prog_name='dateline')"
    reader, writer = os.pipe()
    os.close(reader)
    home = str(Path(dateline.__file__).parent.parent)
    command = [sys.executable, "-c", code]
    done = subprocess.run(  # noqa: S603 - our own words
        command, stdout=writer, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": home}, check=False, text=True
    )
    os.close(writer)
    assert "Traceback" not in done.stderr


def test_the_records_of_jsonl_fit_the_schema(run: Run, report: str) -> None:
    printed = json.loads(run("code", report, "-f", "jsonl").stdout)
    schema = json.loads(run("schema").stdout)
    assert set(printed) == set(schema["required"])
