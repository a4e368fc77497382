"""The converter of the Phoenix dictionaries: only well-formed, dated, current names get through."""

from __future__ import annotations

import csv
import datetime as dt
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

FOLDER = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def phoenix() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("from_phoenix_under_test", FOLDER / "from_phoenix.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def dictionaries(tmp_path: Path) -> Path:
    files = {
        "Countries.actors": """# a comment
FREDONIA_  [FRA]
+FREEDONIA_
RUFUS_FIREFLY_  # with a synonym
+R_FIREFLY_
+RUFUS_T._FIREFLY_
+RUFUS_FYREFLY_
	[FRAELI 500101-990101]
	[FRAGOVMIL 030101-041231]
	[FRAGOVMIL >060101]
PRESIDENT_TRENTINO_
	[FRAGOV 030101-041231]
OLD_AMBROSE_
	[FRAGOV 500101-601231]
JOHN_SMITH_
	[GBRGOV 030101-041231]
UNDATED_PERSON_
	[FRAGOV]
""",
        "International.actors": """LEAGUE_OF_SMALL_STATES_ [IGO]
GILLIAN_EXAMPLE_ [IGOUNO]
FLEETING_COUNCIL_ [IGO 900101-910101]
""",
        "MilNonState.actors": """BLUE_RIVER_LIBERATION_FRONT_(BRLF)_ [FRAREB] # somebody
+FRONT_FOR_BLUE_RIVER_
+BROKEN_+NAME_
SOME_BODY_ [IMGREL]
GLORY [FRAREB]
""",
        "agents": """SHEEP_HERDER [~AGR]
MILITIA!PERSON! [~UAF]
AGRICULTURE_MINIST [~GOV]
NEWSMAN [~MED]
STRANGE_THING [~XYZ]
WOLF {WOLVES} [~CRM]
""",
    }
    for name, text in files.items():
        (tmp_path / f"Phoenix.{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_terms_in_office_of_one_person_and_sector_become_one_row(phoenix: ModuleType, dictionaries: Path) -> None:
    assert phoenix.offices(dictionaries, {"FRA", "GBR"}) == [
        {
            "country": "FRA",
            "office": "",
            "holder": "Rufus Firefly",
            "aliases": "Rufus Fyrefly",
            "start": "2003-01-01",
            "end": "2014-01-30",
            "sectors": "GOV|MIL",
            "source": "Phoenix dictionaries 2018",
        }
    ]


def test_only_names_that_say_they_are_organisations_get_through(phoenix: ModuleType, dictionaries: Path) -> None:
    found = {row["name"]: row for row in phoenix.organisations(dictionaries, {"FRA"})}
    assert set(found) == {"Blue River Liberation Front", "League of Small States"}
    front = found["Blue River Liberation Front"]
    assert front["aliases"] == "BRLF|Front for Blue River"
    assert (front["kind"], front["country"], front["sectors"]) == ("armed_group", "FRA", "REB")
    assert found["League of Small States"]["kind"] == "igo"


def test_agent_nouns_get_plurals_and_plovers_sectors(phoenix: ModuleType, dictionaries: Path) -> None:
    found = {row["phrase"]: (row["plural"], row["sectors"]) for row in phoenix.agent_nouns(dictionaries)}
    assert found == {
        "newsman": ("newsmen", "JRN"),
        "sheep herder": ("sheep herders", "AGR"),
        "wolf": ("wolves", "CRM"),
    }


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("030131", dt.date(2003, 1, 31)),
        ("850131", dt.date(1985, 1, 31)),
        ("140131", dt.date(2014, 1, 31)),
        ("150131", dt.date(1915, 1, 31)),
        ("19280101", dt.date(1928, 1, 1)),
        ("031332", None),
    ],
)
def test_dates_in_their_two_spellings(phoenix: ModuleType, digits: str, expected: object) -> None:
    assert phoenix.day(digits) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("030101-041231", (dt.date(2003, 1, 1), dt.date(2004, 12, 31))),
        (">030101", (dt.date(2003, 1, 1), dt.date(2014, 1, 30))),
        ("<030101", (None, dt.date(2003, 1, 1))),
        ("041231-030101", None),
        ("1920030320-20060520", None),
        ("", None),
    ],
)
def test_stretches_of_time(phoenix: ModuleType, text: str, expected: object) -> None:
    assert phoenix.stretch(text) == expected


def test_media_and_health_change_their_codes_on_the_way_to_plover(phoenix: ModuleType) -> None:
    assert phoenix.sectors("MED") == ("JRN",)
    assert phoenix.sectors("HLH") == ("MED",)
    assert phoenix.sectors("GOVXXXMILGOV") == ("GOV", "MIL")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RUFUS_AL-FIREFLY", "Rufus al-Firefly"),
        ("HOUSE_OF_THE_SUN_(HS)", "House of the Sun"),
        ("JEAN-LUC_DE_VILLE", "Jean-Luc de Ville"),
    ],
)
def test_names_are_put_in_proper_case(phoenix: ModuleType, name: str, expected: object) -> None:
    assert phoenix.proper(name) == expected


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("army", "armies"), ("gunman", "gunmen"), ("boss", "bosses"), ("envoy", "envoys"), ("human", "humans")],
)
def test_plurals(phoenix: ModuleType, singular: str, plural: str) -> None:
    assert phoenix.plural_of(singular) == plural


def test_main_writes_the_three_tables(
    phoenix: ModuleType, dictionaries: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    phoenix.main(dictionaries, target)
    with (target / "offices_phoenix.csv").open(encoding="utf-8", newline="") as file:
        assert [row["holder"] for row in csv.DictReader(file)] == ["Rufus Firefly"]
    assert "agents_phoenix.csv: 3 rows" in capsys.readouterr().out
