"""``dateline actors`` and a user's own table on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run

TABLE = "name,country,sectors,aliases\nSons of the Delta,NGA,REB,Delta Sons\n"


pytestmark = pytest.mark.usefixtures("shipped_afterwards")


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """A table of one actor."""
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, "utf-8")
    return str(path)


def test_an_actor_is_shown_with_what_the_tables_hold(run: Run) -> None:
    shown = run("actors", "Kataib Hezbollah", "--most", "1").output
    assert "Kataib Hezbollah  [kataib-hezbollah]" in shown
    assert "armed group · IRQ · UAF REB" in shown
    assert "designated foreign terrorist organization by USA on 2009-07-02" in shown


def test_a_person_is_shown_with_terms_of_office(run: Run) -> None:
    shown = run("actors", "Jen", "Psaki").output
    assert "White House press secretary · USA" in shown
    assert run("actors", "Jen", "Psaki", "--on", "2024-01-01").exit_code == 1


def test_nobody_is_told(run: Run) -> None:
    result = run("actors", "Qwzrblx")
    assert (result.exit_code, result.output) == (1, "nobody is called Qwzrblx\n")


def test_without_a_name_or_table_it_tells_how_to_ask(run: Run) -> None:
    assert "dateline actors Hashd" in run("actors").output


def test_a_sound_table_is_told(run: Run, mine: str) -> None:
    assert run("actors", "--knowledge", mine).output == "the table is sound: 1 actors, 0 terms of office\n"
    assert "Sons of the Delta" in run("actors", "Delta", "Sons", "--knowledge", mine).output


def test_a_broken_table_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,colour\nX,red\n")
    result = run("actors", "X", "--knowledge", str(path))
    assert result.exit_code == 1
    assert "row 1: no column is called colour" in result.output


def test_reports_are_coded_with_it(run: Run, mine: str, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Delta Sons attacked a barge near Warri on Monday, the police said.\n")
    shown = run("code", str(report), "--format", "jsonl", "--layers", "actors", "--knowledge", mine)
    record = json.loads(shown.stdout.splitlines()[-1])
    assert ("Sons of the Delta", "NGA") in {(a["name"], a["country"]) for a in record["actors"]}


def test_only_who_existed_on_the_day_is_shown(run: Run) -> None:
    assert "Soviet Union  [SUN]" in run("actors", "Soviet Union", "--on", "1980-06-01", "--most", "1").output
    assert "[SUN]" not in run("actors", "Soviet Union", "--on", "2000-06-01", "--most", "1").output


def test_a_term_is_shown_to_its_last_day(run: Run) -> None:
    shown = run("actors", "Liz Truss", "--on", "2022-10-01", "--most", "1").output
    assert shown == "Liz Truss\n  prime minister · GBR · GOV · since 2022-09-06 until 2022-10-25\n"


def test_a_table_in_another_encoding_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("name\nÉtoile\n".encode("latin-1"))
    result = run("actors", "X", "--knowledge", str(path))
    assert result.exit_code == 1
    assert "mine.csv can't be read as a table of actors: it is not in UTF-8" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("most", ["0", "1001", "many"])
def test_most_has_bounds(run: Run, most: str) -> None:
    assert run("actors", "Front", "--most", most).exit_code == 2
    assert len(run("actors", "Front", "--most", "2").output.split("\n\n")) <= 2
