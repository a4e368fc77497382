"""A user's own table over the shipped ones."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dateline import who
from dateline.errors import InputError
from dateline.who import own, tables

from .helpers import draft_of

if TYPE_CHECKING:
    from pathlib import Path

TOML = """
[[row]]
name = "Sons of the Delta"
kind = "armed_group"
country = "NGA"
sectors = ["REB"]
aliases = ["Delta Sons", "SOD"]
start = 2019-03-01

[[row]]
name = "Oru Tamuno"
office = "president"
country = "NGA"
sectors = ["GOV"]
start = 2031-05-29
"""
CSV = "name,country,sectors,aliases\nDawn Brigade,MLI,REB|UAF,Brigade of Dawn|DB\n"


pytestmark = pytest.mark.usefixtures("shipped_afterwards")


def adopted(tmp_path: Path, text: str, name: str = "mine.toml") -> int:
    """How many rows a table of this text has, once it is adopted."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return who.adopt(path)


def test_own_actors_are_found_by_every_name(tmp_path: Path) -> None:
    assert adopted(tmp_path, TOML) == 2
    made = who.find(draft_of("Delta Sons burned a barge. SOD denied it."))
    assert {a.name for a in made.actors} >= {"Sons of the Delta"}
    known = tables.known("sons-of-the-delta")
    assert known is not None
    assert (known.country, known.sectors, known.start) == ("NGA", ("REB",), dt.date(2019, 3, 1))
    assert "sod" in tables.cased()


def test_own_names_win(tmp_path: Path) -> None:
    (shipped, *_) = tables.alias_index()["hamas"]
    adopted(tmp_path, "name,key,country\nHamas,my-hamas,PSE\n", "mine.csv")
    assert tables.alias_index()["hamas"][:2] == ("my-hamas", shipped)


def test_own_holders_take_the_office(tmp_path: Path) -> None:
    adopted(tmp_path, TOML)
    day = dt.date(2031, 6, 1)
    assert "Oru Tamuno" in [o.holder for o in tables.office_holders("NGA", "president", day)]
    assert [o.start for o in tables.offices_of("oru tamuno")] == [dt.date(2031, 5, 29)]
    assert "oru tamuno" in tables.surnames()["tamuno"]


def test_two_terms_of_one_person_are_kept(tmp_path: Path) -> None:
    rows = [
        f"Oru Tamuno,NGA,president,{start},{end}" for start, end in (("2031-01-01", "2034-12-31"), ("2036-01-01", ""))
    ]
    adopted(tmp_path, "\n".join(["name,country,office,start,end", *rows]), "mine.csv")
    assert [o.start.year for o in tables.offices_of("oru tamuno") if o.start] == [2031, 2036]


def test_own_terms_replace_shipped_ones(tmp_path: Path) -> None:
    before = tables.offices_of("jen psaki")
    assert before
    adopted(tmp_path, "name,country,office,start\nJen Psaki,USA,White House press secretary,2021-01-21\n", "mine.csv")
    (after,) = [o for o in tables.offices_of("jen psaki") if o.office == "White House press secretary"]
    assert after.start == dt.date(2021, 1, 21)


def test_without_a_table_all_is_as_shipped(tmp_path: Path) -> None:
    adopted(tmp_path, CSV, "mine.csv")
    assert tables.known("dawn-brigade")
    assert who.adopt(None) == 0
    assert tables.known("dawn-brigade") is None
    assert tables.own_rows() == ()


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("name,colour\nX,red\n", "a.csv", "row 1: no column is called colour"),
        ("name,country\n,NGA\n", "a.csv", "row 1: no name"),
        ("name,country\nX,Nigeria\n", "a.csv", "no code of three capitals"),
        ("name,office\nX,president\n", "a.csv", "an office needs its country"),
        ("name,sectors\nX,ARMY\n", "a.csv", "no sector is called ARMY"),
        ("name,start\nX,May 2019\n", "a.csv", "no day"),
        ("name,country\n", "a.csv", "no rows"),
        ("name,country\nX,NGA,more\n", "a.csv", "no column"),
        ("[[row]\n", "a.toml", "can't be read"),
        ("row = 3\n", "a.toml", "no column"),
        ("\n".join(["name,country", *["X,nga"] * 8]), "a.csv", "and 3 more"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, text: str, name: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        adopted(tmp_path, text, name)
    assert tables.own_rows() == ()


def test_a_file_that_is_none_or_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="can't be read"):
        own.read(tmp_path / "none.csv")
    monkeypatch.setattr(own, "LARGEST", 3)
    (tmp_path / "large.csv").write_text(CSV)
    with pytest.raises(InputError, match="MB"):
        own.read(tmp_path / "large.csv")


def test_search_gives_the_very_name_first() -> None:
    found = tables.search("Hamas")
    assert found[0] == "hamas"
    assert all("hamas" in name for name in found)
    assert tables.search("psaki jen") == ["jen psaki"]
    assert tables.search(" ") == []
    assert tables.search("100% no_such") == []
