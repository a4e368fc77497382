"""The compiled tables as the resolver sees them."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import KnowledgeError
from dateline.who import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = json.loads((Path(__file__).parents[1] / "cases" / "actors.json").read_text(encoding="utf-8"))


def actor(key: str) -> tables.Known:
    """The actor with a key, which must be there."""
    found = tables.known(key)
    assert found is not None
    return found


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database of the test's own, with nothing cached before or after."""
    place = tmp_path / "actors.db"
    monkeypatch.setattr(tables, "DATABASE", place)
    cached = [thing for thing in vars(tables).values() if hasattr(thing, "cache_clear")]
    for function in cached:
        function.cache_clear()
    yield place
    for function in cached:
        function.cache_clear()


@pytest.mark.parametrize("case", CASES["aliases"], ids=lambda case: case["text"])
def test_names_find_their_actor(case: Any) -> None:
    keys = tables.alias_index().get(tables.normalise(case["text"]), ())
    assert keys, case["why"]
    found = actor(keys[0])
    assert (found.name, found.country) == (case["name"], case["country"]), case["why"]
    assert list(found.sectors) == case["sectors"], case["why"]


@pytest.mark.parametrize("case", CASES["offices"], ids=lambda case: f"{case['country']} {case['office']} {case['on']}")
def test_offices_are_held_on_a_day(case: Any) -> None:
    on = dt.date.fromisoformat(case["on"])
    assert [held.holder for held in tables.office_holders(case["country"], case["office"], on)] == case["holders"]


@pytest.mark.parametrize("case", CASES["agents"], ids=lambda case: case["text"])
def test_nouns_have_sectors(case: Any) -> None:
    form = tables.normalise(case["text"])
    assert list(tables.agent_sectors()[form]) == case["sectors"]
    assert (form in tables.generic_agents()) is case["generic"]
    assert tables.agents()[form].sort == case["sort"]


@pytest.mark.parametrize("case", CASES["nationalities"], ids=lambda case: case["text"])
def test_nationalities(case: Any) -> None:
    assert tables.demonyms()[tables.normalise(case["text"])] == case["country"]


@pytest.mark.parametrize("case", CASES["metonyms"], ids=lambda case: case["text"])
def test_metonyms_of_governments(case: Any) -> None:
    assert tables.capitals()[tables.normalise(case["text"])] == case["country"]


@pytest.mark.parametrize("case", CASES["ordinary_words"])
def test_ordinary_words_name_nobody(case: str) -> None:
    assert case not in tables.alias_index()


def test_acronyms_that_are_words_need_capitals() -> None:
    assert {"us", "is", "who", "un"} <= tables.cased()
    assert "nato" not in tables.cased()


def test_every_key_of_the_index_is_known_and_every_parent_too() -> None:
    keys = {key for found in tables.alias_index().values() for key in found}
    parents = {actor(key).parent for key in keys}
    assert [parent for parent in parents if parent and tables.known(parent) is None] == []


def test_an_unknown_key_name_or_office_gives_nothing() -> None:
    assert tables.known("no-such-actor") is None
    assert tables.offices_of("nobody at all") == ()
    assert tables.office_holders("USA", "dogcatcher") == ()
    assert tables.office_holders("ZZZ", "president", dt.date(2020, 1, 1)) == ()


def test_hostile_look_ups_are_only_look_ups() -> None:
    assert tables.offices_of("x' OR '1'='1") == ()
    assert tables.known('"; DROP TABLE known; --') is None
    assert tables.known("USA") is not None


def test_former_states_end() -> None:
    soviet = actor("SUN")
    assert soviet.existed(dt.date(1980, 6, 1))
    assert not soviet.existed(dt.date(2000, 6, 1))
    assert soviet.existed(None)


def test_a_state_has_its_names_and_what_stands_for_it() -> None:
    russia = tables.countries()["RUS"]
    assert "Russian" in russia.demonyms
    assert "Kremlin" in russia.metonyms
    assert russia.geonames == "2017370"
    assert tables.country_names()["russian federation"] == "RUS"


def test_family_names_lead_to_full_names() -> None:
    assert tables.surnames()["zelensky"] == ("volodymyr zelensky",)
    (held,) = tables.offices_of("volodymyr zelensky")
    assert (held.country, held.office, held.end) == ("UKR", "president", None)


def test_someone_with_several_offices_has_them_by_start() -> None:
    starts = [held.start for held in tables.offices_of("boris johnson") if held.start]
    assert len(starts) >= 2
    assert starts == sorted(starts)


def test_converted_people_have_sectors_but_no_title() -> None:
    converted = [held for held in tables.offices_of("zalmai rassoul") if held.source.startswith("Phoenix")]
    assert converted
    assert all(held.office is None and held.end and held.end <= dt.date(2014, 1, 30) for held in converted)


def test_a_missing_database_says_how_to_make_it(elsewhere: Path) -> None:
    with pytest.raises(KnowledgeError, match="missing: run `make install`"):
        tables.alias_index()
    assert not elsewhere.exists()


def test_a_damaged_database_says_how_to_make_it_again(elsewhere: Path) -> None:
    elsewhere.write_bytes(b"not a database at all" * 100)
    with pytest.raises(KnowledgeError, match="damaged"):
        tables.known("USA")


def test_a_database_of_another_schema_is_refused(elsewhere: Path) -> None:
    connection = sqlite3.connect(elsewhere)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(KnowledgeError, match="schema 99"):
        tables.agents()


def test_a_database_without_its_tables_is_damaged(elsewhere: Path) -> None:
    connection = sqlite3.connect(elsewhere)
    connection.execute(f"PRAGMA user_version = {tables.SCHEMA}")
    connection.close()
    with pytest.raises(KnowledgeError, match="damaged"):
        tables.demonyms()
    tables._connection.cache_clear()


def test_the_database_can_stand_in_a_folder_with_odd_characters(
    elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "50% ? #1"
    odd.mkdir()
    shutil.copy(Path(tables.__file__).with_name("actors.db"), odd / "actors.db")
    monkeypatch.setattr(tables, "DATABASE", odd / "actors.db")
    assert not elsewhere.exists()
    assert actor("USA").name == "United States"


def _name(key: str) -> str:
    return actor(key).name


def test_another_process_opens_its_own() -> None:
    assert actor("FRA").name == "France"
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(_name, ["DEU"]) == ["Germany"]
