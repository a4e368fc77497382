"""The knowledge tables themselves: complete, dated, sourced, and without contradictions."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from dateline.who.names import normalise

FOLDER = Path(__file__).parents[2] / "knowledge"
SECTORS = frozenset(
    {
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL"),
        *("EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
    }
)
NOT_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
KINDS = frozenset(
    {
        *("government", "ministry", "office", "army", "police", "parliament", "court", "party", "igo", "ngo", "media"),
        *("armed_group", "movement", "company", "bloc", "agency", "population"),
    }
)
TABLES = (
    "countries",
    "actors",
    "actors_phoenix",
    "offices",
    "offices_phoenix",
    "agents",
    "agents_phoenix",
    "office_titles",
)


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def several(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def codes() -> set[str]:
    return {row["alpha3"] for row in rows("countries")} | NOT_STATES


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_all_columns_and_a_source(table: str) -> None:
    bad = [row for row in rows(table) if None in row or None in row.values() or not row["source"].strip()]
    assert bad == []


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_and_none_is_there_twice(table: str) -> None:
    found = [tuple(row.values()) for row in rows(table)]
    assert found == sorted(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("table", TABLES)
def test_no_field_has_stray_blanks_or_empty_parts(table: str) -> None:
    for row in rows(table):
        for value in row.values():
            assert value == value.strip(), row
            assert not re.search(r"\|\||^\||\|$", value), row


@pytest.mark.parametrize("table", ["countries", "actors", "actors_phoenix", "offices", "offices_phoenix"])
def test_dates_are_days_and_in_order(table: str) -> None:
    for row in rows(table):
        start, end = (dt.date.fromisoformat(row[name]) if row[name] else None for name in ("start", "end"))
        assert not (start and end and start > end), row


@pytest.mark.parametrize(
    "table", ["actors", "actors_phoenix", "offices", "offices_phoenix", "agents", "agents_phoenix"]
)
def test_sectors_are_plovers(table: str) -> None:
    assert {sector for row in rows(table) for sector in several(row["sectors"])} <= SECTORS


@pytest.mark.parametrize("table", ["actors", "actors_phoenix", "offices", "offices_phoenix"])
def test_countries_of_actors_exist(table: str) -> None:
    assert {row["country"] for row in rows(table)} <= codes()


def test_there_are_enough_actors_of_each_kind() -> None:
    kinds = Counter(row["kind"] for row in rows("actors"))
    assert set(kinds) <= KINDS
    floors = {"armed_group": 600, "party": 330, "igo": 270, "media": 220, "ngo": 150, "company": 140, "agency": 110}
    assert {kind: kinds[kind] for kind, floor in floors.items() if kinds[kind] < floor} == {}
    assert kinds.total() >= 2300


def test_there_are_enough_holders_of_named_offices() -> None:
    named = rows("offices")
    assert all(row["office"] for row in named)
    assert len(named) >= 1000
    assert len({row["country"] for row in named}) >= 150


def test_keys_are_unique_and_parents_exist_and_no_actor_is_its_own_ancestor() -> None:
    parents = {row["key"]: row["parent"] for row in rows("actors")}
    assert len(parents) == len(rows("actors"))
    for key in parents:
        seen: set[str] = set()
        at = key
        while at:
            assert at in parents, (key, at)
            assert at not in seen, key
            seen.add(at)
            at = parents[at]


@pytest.mark.parametrize("column", ["aliases", "demonyms", "metonyms"])
def test_no_name_belongs_to_two_states(column: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("countries"):
        names = several(row[column]) + ([row["name"], row["official_name"]] if column == "aliases" else [])
        for name in names:
            owners[normalise(name)].add(row["alpha3"])
    owners.pop("", None)
    shared = {name: states for name, states in owners.items() if len(states) > 1}
    # Former states share a seat with their successors; the living state is meant when nothing else is said.
    assert {name for name, states in shared.items() if len(states - {"DDR", "SUN", "YUG", "CSK", "ZAR"}) > 1} == set()


def test_no_alias_of_a_hand_written_actor_belongs_to_another() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("actors"):
        own = [] if row["name"].endswith(")") else [row["name"]]
        for name in (*own, *several(row["aliases"])):
            owners[normalise(name)].add(row["key"])
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_no_alias_of_an_actor_is_the_name_of_a_living_state() -> None:
    states = {
        normalise(name)
        for row in rows("countries")
        for name in (row["name"], row["official_name"], *several(row["aliases"]))
    }
    taken = {normalise(alias) for row in rows("actors") for alias in several(row["aliases"])} & states
    assert taken == set()


def test_nobody_holds_the_chief_office_of_a_state_twice_at_a_time() -> None:
    chief: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows("offices"):
        if row["office"] in {"president", "prime minister", "king", "chancellor", "supreme leader"}:
            chief[row["country"], row["office"]].append((row["start"], row["end"] or "9999", row["holder"]))
    rivals = {  # contested for a time, as the record has it
        ("CIV", "president"), ("GMB", "president"),
    }  # fmt: skip
    clashes = {
        (place, first[2], second[2])
        for place, terms in chief.items()
        for first, second in zip(sorted(terms), sorted(terms)[1:], strict=False)
        if second[0] < first[1] and place not in rivals
    }
    assert clashes == set()


def test_identifiers_are_empty_or_of_the_right_shape() -> None:
    assert {row["wikidata"] for row in rows("actors")} == {""}
    assert all(re.fullmatch(r"\d*", row["geonames"]) for row in rows("countries"))


def test_all_sovereign_states_have_a_people_a_capital_and_a_metonym() -> None:
    for code in ("AFG", "COD", "DEU", "IND", "IRN", "IRQ", "ISR", "KOS", "NGA", "PRK", "PSE", "TWN", "UKR", "USA"):
        (row,) = (row for row in rows("countries") if row["alpha3"] == code)
        assert row["demonyms"], code
        assert row["capital"], code
        assert row["metonyms"], code


def test_no_title_means_a_title_that_means_another() -> None:
    titles = {normalise(row["title"]): normalise(row["means"]) for row in rows("office_titles")}
    assert set(titles) & set(titles.values()) == set()
