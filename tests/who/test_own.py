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
        ("country\nNGA\n", "a.csv", "row 1: no name"),
        ("name;country\nX;NGA\n", "a.csv", "no column is called name;country"),
        ("name,country,name\nX,NGA,Y\n", "a.csv", "more than one column is called name"),
        ("name\n🙂\n", "a.csv", "row 1: no name"),
        ("key,name\nmy key,X\n", "a.csv", "row 1: key 'my key' has white space"),
        ("name,start\nX,20190501\n", "a.csv", "no day"),
        ("name,start\nX,2019-W10-1\n", "a.csv", "no day"),
        ("name,start,end\nX,2020-01-02,2020-01-01\n", "a.csv", "ends on 2020-01-01, before it starts on 2020-01-02"),
        ("name,country\nX,NGA\nY,NGA\nx,MLI\n", "a.csv", "row 3: its key 'x' is that of row 1"),
        ('name\n"X\n', "a.csv", "can't be read.*unexpected end"),
        ("[[rows]]\nname = 'X'\n", "a.toml", "no rows"),
        ("[[row]]\nname = 'X'\nstart = 2019-02-30\n", "a.toml", "can't be read.*line 3"),
        ("[[row]]\nname = 'X'\nstart = 2019-02-03T10:00:00Z\n", "a.toml", "no day"),
        ("[[row]]\nname = 'X'\nsectors = true\n", "a.toml", "no sector is called True"),
        ("[[row]]\nname = 'X'\nname = 'Y'\n", "a.toml", "can't be read"),
        ("row = " + "[" * 20_000 + "]" * 20_000, "a.toml", "can't be read"),
        ("row = " + "1" * 5000, "a.toml", "can't be read"),
    ],
    ids=lambda value: value[:24],
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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "latin-1"])
def test_a_table_in_another_encoding_is_told_what_to_do(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("name,country\nÉtoile,NGA\n".encode(encoding))
    with pytest.raises(
        InputError, match=r"mine\.csv can't be read as a table of actors: it is not in UTF-8 .* save it"
    ):
        who.adopt(path)


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read as a table"):
        own.read(tmp_path)


def test_a_table_just_within_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(CSV)
    monkeypatch.setattr(own, "LARGEST", len(CSV))
    assert len(own.read(path)) == 1
    monkeypatch.setattr(own, "LARGEST", len(CSV) - 1)
    with pytest.raises(InputError, match="give only the rows that the shipped tables lack"):
        own.read(path)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffname,country\r\nSons of the Delta,NGA\r\n",
        "name,country\n\n\nSons of the Delta,NGA",
        'name,country\n"Sons of\r\nthe Delta",NGA\n',
        "country,name\nNGA,  Sons  of the Delta \n",
    ],
)
def test_how_a_table_is_laid_out_changes_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode())
    (row,) = own.read(path)
    told = {field: value for field, value in row.items() if value}
    assert told == {"key": "sons-of-the-delta", "name": "Sons of the Delta", "country": "NGA"}


def found(text: str, published: str | None = None) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Name, country and way of every mention."""
    actors = who.find(draft_of(text, published)).actors
    return {actor.text: (actor.name, actor.country, actor.via) for actor in actors}


def test_a_name_in_another_script_is_found(tmp_path: Path) -> None:
    adopted(tmp_path, "name,country,aliases\nФронт Дельты,NGA,Δέλτα|三角洲\n", "mine.csv")
    mentions = found("Then Фронт Дельты left, and Δέλτα paid.")
    assert mentions["Фронт Дельты"] == ("Фронт Дельты", "NGA", "table")
    assert mentions["Δέλτα"] == ("Фронт Дельты", "NGA", "alias")


def test_an_own_body_wins_in_a_text_and_the_shipped_one_comes_back(tmp_path: Path) -> None:
    text = "Then Hamas left."
    shipped = found(text)
    adopted(tmp_path, "name,key,country\nHamas,my-hamas,KEN\n", "mine.csv")
    assert found(text)["Hamas"] == ("Hamas", "KEN", "table")
    who.adopt(None)
    assert found(text) == shipped
    assert shipped["Hamas"][1] == "PSE"


def test_a_row_with_a_shipped_key_takes_its_place(tmp_path: Path) -> None:
    adopted(tmp_path, "key,name,country,sectors\nhamas,Kelp Movement,KEN,SOC\n", "mine.csv")
    known = tables.known("hamas")
    assert known is not None
    assert (known.name, known.country, known.sectors) == ("Kelp Movement", "KEN", ("SOC",))
    assert found("Then Hamas left.")["Hamas"] == ("Kelp Movement", "KEN", "alias")


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        ("2031-05-28", "Old Tamuno"),
        ("2031-05-29", None),  # both hold it on the day of the hand-over, so it is nobody in particular
        ("2031-05-30", "Oru Bello"),
        ("2035-05-29", "Oru Bello"),
        ("2035-05-30", None),
    ],
)
def test_an_own_office_is_handed_over_on_its_day(tmp_path: Path, day: str, holder: str | None) -> None:
    rows = ["Old Tamuno,TUV,president,2029-01-01,2031-05-29", "Oru Bello,TUV,president,2031-05-29,2035-05-29"]
    adopted(tmp_path, "\n".join(["name,country,office,start,end", *rows]), "mine.csv")
    name, country, via = found("The Tuvaluan president spoke.", day)["The Tuvaluan president"]
    assert (name, country) == (holder or "Tuvaluan president", "TUV")
    assert (via == "office") is bool(holder)


def test_an_own_office_has_its_other_titles(tmp_path: Path) -> None:
    adopted(tmp_path, "name,country,office,start\nOru Bello,TUV,PM,2031-01-01\n", "mine.csv")
    assert [o.holder for o in tables.office_holders("TUV", "Prime Minister", dt.date(2031, 2, 1))][-1] == "Oru Bello"


def test_an_own_acronym_of_few_letters_needs_its_capitals(tmp_path: Path) -> None:
    adopted(tmp_path, "name,country,aliases\nDelta Initiative,NGA,DID|Didema\n", "mine.csv")
    assert found("What they did helped. Then DID left and Didema paid.").keys() == {"DID", "Didema"}


def test_a_shipped_name_that_is_also_written_small_stays_so(tmp_path: Path) -> None:
    """An acronym of the user's may not make a word of the shipped tables count in capitals only."""
    assert "hamas" not in tables.cased()
    adopted(tmp_path, "name,key,aliases\nDelta Initiative,delta,NATO\n", "mine.csv")
    assert "nato" not in tables.cased()


def test_a_term_of_one_day_is_sound(tmp_path: Path) -> None:
    day = "2031-01-01"
    adopted(tmp_path, f"name,country,office,start,end\nOru Bello,TUV,president,{day},{day}\n", "mine.csv")
    assert [o.end for o in tables.offices_of("oru bello")] == [dt.date.fromisoformat(day)]
