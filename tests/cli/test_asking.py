"""``events``, ``incidents``, ``commitments`` and ``panel``: every form can be read back and says the same."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.store import open_store
from tests.sample import RECORD
from tests.store.making import report

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run

HOSTILE = "=HYPERLINK(\"x\"); 'quoted', \x1b[2Jüber\u2028\u202eesrever"
KINDS = ("events", "incidents", "commitments", "panel")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three reports: one of hostile title and publisher, one without place and date, one that copies another."""
    path = tmp_path_factory.mktemp("asked") / "s.db"
    with pytest.MonkeyPatch.context() as patch, open_store(path, create=True) as opened:
        patch.setenv("SOURCE_DATE_EPOCH", "1900000000")
        opened.begin("1")
        opened.keep(RECORD.model_copy(update={"document": changed(title=HOSTILE, publisher=HOSTILE)}))
        opened.keep(report("a", killed=12))
        opened.keep(report("b", killed=14, more="One more line that the other paper does not have at all."))
    return str(path)


def changed(**fields: Any) -> Any:
    return RECORD.document.model_copy(update=fields)


def asked(store: str, *arguments: str) -> list[dict[str, Any]]:
    """The rows of a command as JSON lines."""
    done = CliRunner().invoke(main, [*arguments, "--format", "jsonl", "--store", store])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def written(store: str, kind: str, form: str, path: Path) -> bytes:
    done = CliRunner().invoke(main, [kind, "--format", form, "--store", store, "--output", str(path)])
    assert (done.exit_code, done.output) == (0, "")
    return path.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_gives_back_the_rows_of_json_lines(store: str, kind: str, tmp_path: Path) -> None:
    rows = asked(store, kind)
    assert rows
    assert pq.read_table(io.BytesIO(written(store, kind, "parquet", tmp_path / "x"))).to_pylist() == rows


@pytest.mark.parametrize("kind", KINDS)
def test_csv_gives_back_the_rows_of_json_lines_but_for_formulas(store: str, kind: str, tmp_path: Path) -> None:
    text = written(store, kind, "csv", tmp_path / "x").decode("utf-8")
    told = list(csv.DictReader(io.StringIO(text, newline="")))
    for row, line in zip(told, asked(store, kind), strict=True):
        for name, value in line.items():
            plain = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
            assert row[name] == (f"'{plain}" if isinstance(value, str) and plain.startswith("=") else plain), name
    if kind == "events":
        assert "'" + HOSTILE in {row["title"] for row in told}


@pytest.mark.parametrize("kind", ["events", "incidents"])
def test_geojson_holds_what_has_a_point_and_nothing_else(store: str, kind: str, tmp_path: Path) -> None:
    told = json.loads(written(store, kind, "geojson", tmp_path / "x"))["features"]
    rows = {row["id"]: row for row in asked(store, kind) if row["lat"] is not None}
    assert 0 < len(told) == len(rows) < len(asked(store, kind))
    for feature in told:
        row = rows[feature["id"]]
        assert feature["geometry"]["coordinates"] == [row.pop("lon"), row.pop("lat")]
        assert feature["properties"] == row


@pytest.mark.parametrize("kind", ["commitments", "panel"])
def test_what_has_no_points_leaves_an_older_file_alone(run: Run, store: str, kind: str, tmp_path: Path) -> None:
    older = tmp_path / "map.geojson"
    older.write_text("kept")
    result = run(kind, "--format", "geojson", "--store", store, "--output", str(older))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "these rows have no points" in result.stderr
    assert older.read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["map.geojson"]


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "parquet", "geojson"])
def test_a_file_that_cannot_be_written_is_wrong_usage(run: Run, store: str, form: str, tmp_path: Path) -> None:
    result = run("events", "-f", form, "--store", store, "-o", str(tmp_path / "none" / "x"))
    assert result.exit_code == 2
    assert "can't write to" in result.output
    assert "No such file or directory" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("form", "empty"), [("jsonl", b""), ("csv", b""), ("geojson", b'{"type": "FeatureCollection", "features": [\n]}\n')]
)
def test_no_rows_make_a_file_all_the_same(run: Run, store: str, form: str, empty: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert run("events", "--since", "2040-01-01", "-f", form, "-s", store, "-o", str(path)).exit_code == 0
    assert path.read_bytes() == empty


def test_no_rows_of_parquet_are_a_table_without_rows(run: Run, store: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert run("incidents", "--until", "1999-01-01", "-f", "parquet", "-s", store, "-o", str(path)).exit_code == 0
    assert pq.read_table(path).num_rows == 0


def test_pages_put_together_are_the_whole(store: str) -> None:
    whole = asked(store, "events", "--sort", "oldest")
    pages = [asked(store, "events", "--sort", "oldest", "-n", "1", "--offset", str(nth)) for nth in range(5)]
    assert [row for page in pages for row in page] == whole
    assert [len(page) for page in pages] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("options", "killed"),
    [
        (("--type", "ASSAULT", "--party", "kestrel"), [2, 12, 14]),
        (("-F", "claimed", "-F", "alleged"), [2]),
        (("-F", "claimed", "-F", "asserted", "--min-confidence", "0.82"), [12, 14]),
        (("--near", "41.5,-7.25,1", "--since", "2026-05-04", "--until", "2026-05-04"), [2]),
        (("--near", "41.5,-7.25,1", "--since", "2026-05-05"), [12, 14]),
        (("--place", "OST", "--source", "a.example"), [12]),
        (("--place", "9000001", "--text", '"the army barracks"'), [12, 14]),
        (("--place", "9000001", "--text", '"barracks army"'), []),
        (("--recipient", "army barracks", "--mode", "explosives", "--status", "candidate"), [12, 14]),
        (("--recipient", "army barracks", "--status", "withdrawn"), []),
        (("--source", HOSTILE, "--type", "ASSAULT"), [2]),
    ],
)
def test_options_together_leave_in_what_fits_all(store: str, options: tuple[str, ...], killed: list[int]) -> None:
    assert sorted(row["killed"] for row in asked(store, "events", *options)) == killed


@pytest.mark.parametrize("option", ["--type=AID", "--mode=meet", "--place=OST", "--near=1,2,3", "-Fdenied"])
def test_a_commitment_has_no_type_or_place(run: Run, store: str, option: str) -> None:
    """Else every commitment would be shown as if it fitted."""
    result = run("commitments", option, "--store", store)
    assert result.exit_code == 2
    assert "commitments can't be told by their" in " ".join(result.output.split())


def test_commitments_are_told_by_party_source_day_and_words(store: str) -> None:
    fitting = ("--actor", "Reyl", "--recipient", "Kestrel Front", "--source", HOSTILE, "--text", "ARRESTS UNLESS")
    assert len(asked(store, "commitments", *fitting, "--since", "2026-05-10", "--until", "2026-05-10")) == 1
    for wrong in (("--since", "2026-05-11"), ("--until", "2026-05-09"), ("--actor", "Kestrel"), ("--text", "arrest_")):
        assert asked(store, "commitments", *wrong) == []


@pytest.mark.parametrize(("per", "period"), [("day", "2031-05-06"), ("week", "2031-05-05"), ("month", "2031-05")])
@pytest.mark.parametrize(("by", "unit"), [("country", {"country": "OST"}), ("dyad", {"from_country": "OST"})])
def test_a_panel_counts_a_copy_as_one_source(store: str, by: str, unit: dict[str, str], per: str, period: str) -> None:
    (cell,) = asked(store, "panel", "--by", by, "--per", per, "--since", "2031-01-01")
    assert {name: cell[name] for name in unit} == unit
    assert (cell["period"], cell["events"], cell["incidents"], cell["sources"]) == (period, 2, 1, 1)
    assert (cell["material_conflict"], cell["verbal_conflict"]) == (2, 0)


def test_a_panel_counts_more_than_a_page_of_events(store: str) -> None:
    whole = asked(store, "panel", "--type", "ASSAULT", "--factuality", "claimed", "--factuality", "asserted")
    assert sum(cell["events"] for cell in whole) == 3
    assert asked(store, "panel", "--by", "adm1") == []


def test_a_hostile_report_cannot_move_the_cursor(run: Run, store: str) -> None:
    for kind in ("events", "incidents", "commitments"):
        shown = run(kind, "--store", store).output
        assert "Kestrel" in shown
        assert not {"\x1b", "\u202e", "\u2028"} & set(shown), kind


def test_a_parquet_export_answers_as_the_store_does(run: Run, store: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "out")
    assert run("export", "--parquet", folder, "--store", store).exit_code == 0
    for options in (("events",), ("events", "--near", "41.5,-7.25,9"), ("incidents",), ("commitments",), ("panel",)):
        assert sorted(map(str, asked(folder, *options))) == sorted(map(str, asked(store, *options))), options


def test_the_store_may_stand_in_the_environment(run: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_STORE", store)
    assert "Kestrel Front" in run("events").output
    assert "does not exist" in run("events", "--store", "elsewhere.db").output
