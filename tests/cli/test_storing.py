"""``dateline add`` and its kin, as somebody uses them: a store filled, added to again, asked, compared, exported."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from dateline import coder, keeper
from dateline.cli import main
from dateline.store import open_store
from tests.sample import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dateline.records import Document, Event, Record

    from .conftest import Run

REPORT = """\
Shells hit market in Torvik

TORVIK, 4 May 2026 - Shells fired by the Marsh Brigade killed four people in a market in Torvik on Monday, police said.
The Marsh Brigade denied that it had shelled the town. The government promised to reopen the road by 10 June 2026.
"""
OTHER = """\
Rain keeps ferries in port

SALMIR, 5 May 2026 - Hundreds of dockers marched through Salmir on Tuesday to protest against new port fees.
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, and a copy of the first with its own publisher."""
    folder = tmp_path_factory.mktemp("reports")
    lines = [
        {"text": REPORT, "url": "https://one.example/a", "publisher": "One"},
        {"text": OTHER, "url": "https://one.example/b", "publisher": "One"},
        {"text": REPORT, "url": "https://two.example/a", "publisher": "Two"},
    ]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return folder


@pytest.fixture(scope="module")
def store(reports: Path) -> str:
    """A store with them."""
    path = reports / "news.db"
    result = CliRunner().invoke(main, ["add", str(reports / "reports.jsonl"), "--store", str(path)])
    assert result.exit_code == 0, result.output
    assert "2 new, 1 copies of others" in result.output
    return str(path)


def test_adding_again_adds_nothing(run: Run, reports: Path, store: str) -> None:
    assert "3 known already; 0 events added" in run("add", str(reports), "--store", store).output


def test_what_cannot_be_read_is_told_and_the_rest_is_added(run: Run, reports: Path, tmp_path: Path) -> None:
    result = run("add", str(tmp_path / "no.txt"), str(reports), "--store", str(tmp_path / "s.db"))
    assert result.exit_code == 1
    assert "no.txt does not exist" in result.output
    assert "2 new" in result.output


def test_a_store_without_texts_keeps_quotes_only(run: Run, reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    run("add", str(reports), "--no-text", "--store", str(path))
    with open_store(path) as opened:
        rows = opened.engine.rows("SELECT text FROM documents")
        assert [row["text"] for row in rows] == [None] * 3
        assert all(event["evidence"] for event in opened.events().to_pylist())


def test_events_are_shown_with_their_words(run: Run, store: str) -> None:
    shown = run("events", "--type", "PROTEST", "--store", store).output
    assert "2026-05-05 PROTEST" in shown
    assert "dockers marched through Salmir" in shown


def test_a_selection_leaves_out_what_does_not_fit(run: Run, store: str) -> None:
    lines = run("events", "--until", "2026-05-04", "--format", "jsonl", "--store", store).output.splitlines()
    assert lines
    assert {json.loads(line)["title"] for line in lines} == {"Shells hit market in Torvik"}


def test_lists_are_lists_for_programs(run: Run, store: str) -> None:
    lines = run("events", "--format", "jsonl", "--store", store).output.splitlines()
    assert {type(json.loads(line)["contexts"]) for line in lines} == {list}
    assert "[" not in run("events", "--format", "csv", "--store", store).output.splitlines()[1].split(",")[7]


@pytest.mark.parametrize("kind", ["events", "incidents", "commitments", "panel"])
def test_an_answer_can_be_cited(run: Run, store: str, kind: str) -> None:
    told = run(kind, "--since", "2026-01-02", "--format", "cite", "--store", store).output
    assert "Selection: since 2026-01-02." in told
    assert "Store: news.db, 3 documents" in told


def test_incidents_count_a_copy_as_one_source(run: Run, store: str) -> None:
    told = [json.loads(line) for line in run("incidents", "-f", "jsonl", "--store", store).output.splitlines()]
    shelling = next(row for row in told if row["type"] == "ASSAULT")
    assert (shelling["documents"], shelling["sources"], shelling["independent"]) == (2, 2, 1)


def test_commitments_are_shown_with_what_became_of_them(run: Run, store: str) -> None:
    shown = run("commitments", "--store", store).output
    assert "reopen the road" in shown
    assert "lapsed" in shown


def test_a_panel_counts_by_unit_and_period(run: Run, store: str) -> None:
    result = run("panel", "--by", "dyad", "--per", "week", "--store", store)
    assert result.exit_code == 0
    assert run("panel", "--by", "street", "--store", store).exit_code == 2


@pytest.mark.parametrize("kind", ["events", "incidents", "commitments", "panel"])
def test_nothing_found_is_said(run: Run, store: str, kind: str) -> None:
    result = run(kind, "--since", "2031-01-01", "--store", store)
    assert (result.exit_code, result.output) == (0, f"no {kind} fit\n")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--near", "1,2"), "is no circle"),
        (("--near", "91,2,3"), "latitude"),
        (("--since", "May"), "is no day"),
        (("--type", "FIGHT"), "is no type: it is one of ACCUSE"),
        (("--factuality", "true"), "is no factuality"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "exchange them"),
    ],
)
def test_a_wrong_value_is_one_clear_line(run: Run, store: str, wrong: tuple[str, ...], told: str) -> None:
    result = run("events", *wrong, "--store", store)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())


def test_a_store_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("events", "--store", str(tmp_path / "no.db"))
    assert (result.exit_code, "make a store with" in result.output) == (1, True)


def test_an_export_is_the_same_for_the_same_reports(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    exported = []
    for name in ("a.db", "b.db"):
        run("add", str(reports / "reports.jsonl"), "--store", str(tmp_path / name))
        exported.append(run("export", "--store", str(tmp_path / name)).output)
    assert exported[0] == exported[1]
    assert {json.loads(line)["table"] for line in exported[0].splitlines()} >= {"documents", "events", "incidents"}


def test_an_export_as_parquet_is_a_file_a_table(run: Run, store: str, tmp_path: Path) -> None:
    result = run("export", "--parquet", str(tmp_path / "out"), "--store", store)
    assert "events.parquet" in result.output
    assert (tmp_path / "out" / "incidents.parquet").stat().st_size


def test_another_version_codes_again_and_the_difference_is_told(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = str(tmp_path / "s.db")
    monkeypatch.setattr(keeper, "version", lambda: "0.0+older")
    run("add", str(reports), "--store", store)
    monkeypatch.undo()
    assert "2 coded again" in run("recode", "--store", store).output
    assert "no document has two codings that differ" in run("diff", "--store", store).output
    assert "nothing to do" in run("recode", "--store", store).output


def test_the_difference_of_a_document_that_is_not_there_is_refused(run: Run, store: str) -> None:
    result = run("diff", "feed", "--store", store)
    assert (result.exit_code, "no document feed" in result.output) == (1, True)


def recorded(events: tuple[Event, ...]) -> Callable[[Document], Record]:
    """What codes every document as the sample, with other events."""
    return lambda document: RECORD.model_copy(update={"document": document, "events": events})


def test_each_coding_is_held_against_the_one_before(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by one version, lost by the next, found again by the third: both changes are told, and counted."""
    store, threat = str(tmp_path / "s.db"), RECORD.events[1]
    (tmp_path / "r.txt").write_text(RECORD.document.text, "utf-8")
    for version, events in (("1", (threat,)), ("2", ()), ("3", (threat,))):
        records = recorded(events)
        monkeypatch.setattr(keeper, "version", partial(str, version))
        monkeypatch.setattr(coder.Coder, "code_all", lambda _, documents, records=records: map(records, documents))
        done = run("add", str(tmp_path / "r.txt"), "-s", store) if version == "1" else run("recode", "-s", store)
        assert done.exit_code == 0
    told = [json.loads(line) for line in run("diff", "-f", "jsonl", "--store", store).output.splitlines()]
    assert [(row["versions"], row["change"]) for row in told] == [(["1", "2"], "went"), (["2", "3"], "came")]
    assert run("diff", "--store", store).output.endswith("came\n2 records differ\n")
    assert "event e2 “threatened” went" in run("diff", told[0]["document"], "--store", store).output
