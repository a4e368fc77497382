"""Look-up of the knowledge tables: states, actors, offices with their holders, and nouns for agents.

The tables are CSV files in ``knowledge/``; ``knowledge/compile_actors.py`` makes ``actors.db`` (SQLite) from them,
which this module reads once, read-only.  Every name is looked up in the form that `normalise` gives it.  Dates are
inclusive ISO 8601 days; ``None`` is an open end.  Countries are ISO 3166-1 alpha-3 codes, those of former states ISO
3166-3's, or PLOVER's codes for what isn't a state (``IGO``, ``UNO``, ``EUR``, ``NGO``, ``ISM``, ``IMG``, ``MNC``).
Sectors are PLOVER's.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import KnowledgeError
from dateline.who.names import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Agent",
    "Country",
    "Known",
    "Office",
    "agent_sectors",
    "agents",
    "alias_index",
    "capitals",
    "cased",
    "countries",
    "country_names",
    "demonyms",
    "generic_agents",
    "known",
    "normalise",
    "office_holders",
    "offices_of",
    "surnames",
]

DATABASE = Path(__file__).with_name("actors.db")
SCHEMA = 1
_NAMES = ("known", "alias", "country", "demonym", "metonym", "office", "holder", "surname", "agent")


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the tables; a state's `key` is its alpha-3 code and its `kind` is ``country``.

    `sectors` are PLOVER's codes in order of weight, `parent` the key of what it belongs to, `start` and `end` the days
    between which it existed.  `wikidata` is empty unless a source in hand gave it.
    """

    key: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...]
    parent: str | None
    start: dt.date | None
    end: dt.date | None
    wikidata: str | None

    def existed(self, on: dt.date | None) -> bool:
        """Whether it existed on a day; an unknown day or an open end counts as yes."""
        return _within(on, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: its names, what its people are called, and what stands for its government."""

    alpha3: str
    alpha2: str | None
    name: str
    official_name: str | None
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    metonyms: tuple[str, ...]
    government: str
    geonames: str | None
    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Office:
    """One person in one office for one stretch of time; `office` is empty where the source names only a sector."""

    country: str
    office: str | None
    holder: str
    aliases: tuple[str, ...]
    start: dt.date | None
    end: dt.date | None
    sectors: tuple[str, ...]
    source: str

    def held(self, on: dt.date | None) -> bool:
        """Whether the office was held on a day; an unknown day or an open end counts as yes."""
        return _within(on, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun for whoever acts: `sort` is person, group or institution; `generic` ones only say "people"."""

    phrase: str
    sectors: tuple[str, ...]
    sort: str
    generic: bool


def _within(on: dt.date | None, start: dt.date | None, end: dt.date | None) -> bool:
    return on is None or ((start is None or start <= on) and (end is None or on <= end))


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def _tables() -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the database, rows in their written order."""
    if not DATABASE.is_file():
        raise KnowledgeError(_message("missing"))
    try:
        connection = sqlite3.connect(f"{DATABASE.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            tables = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in _NAMES}  # noqa: S608
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise KnowledgeError(_message(f"damaged ({error})")) from error
    if version != SCHEMA:
        raise KnowledgeError(_message(f"of schema {version}, not {SCHEMA}"))
    return tables


def _message(trouble: str) -> str:
    return f"the actor tables at {DATABASE} are {trouble}: run `make install` (or `python knowledge/compile_actors.py`)"


@cache
def alias_index() -> Mapping[str, tuple[str, ...]]:
    """Normalised name -> keys of the actors and states that bear it, the likeliest first."""
    return {form: tuple(keys.split()) for form, keys, _ in _tables()["alias"]}


@cache
def cased() -> frozenset[str]:
    """Normalised names that count only when the text writes them in capitals (``us``, ``is``, ``who``)."""
    return frozenset(form for form, _, capitals_only in _tables()["alias"] if capitals_only)


@cache
def _known_rows() -> dict[str, tuple[Any, ...]]:
    return {row[0]: row for row in _tables()["known"]}


@cache
def known(key: str) -> Known | None:
    """The actor (or state) with this key, or ``None``."""
    row = _known_rows().get(key)
    if row is None:
        return None
    key, name, kind, country, sectors, aliases, parent, start, end, wikidata = row
    return Known(
        key,
        name,
        kind,
        country or None,
        _several(sectors),
        _several(aliases),
        parent or None,
        _date(start),
        _date(end),
        wikidata or None,
    )


@cache
def countries() -> Mapping[str, Country]:
    """Alpha-3 code -> state or territory, former ones too."""
    return {row[0]: _country(row) for row in _tables()["country"]}


def _country(row: tuple[Any, ...]) -> Country:
    alpha3, alpha2, name, official, aliases, demonyms_, capital, metonyms, government, geonames, start, end = row
    return Country(
        alpha3,
        alpha2 or None,
        name,
        official or None,
        _several(aliases),
        _several(demonyms_),
        capital or None,
        _several(metonyms),
        government,
        geonames or None,
        _date(start),
        _date(end),
    )


@cache
def country_names() -> Mapping[str, str]:
    """Normalised name of a state or territory -> its alpha-3 code."""
    found: dict[str, str] = {}
    for country in countries().values():
        for name in (country.name, country.official_name, *country.aliases):
            if name:
                found.setdefault(normalise(name), country.alpha3)
    return found


@cache
def demonyms() -> Mapping[str, str]:
    """Normalised adjective or noun of nationality -> alpha-3 code (``iraqi``, ``iraqis`` -> ``IRQ``)."""
    return dict(_tables()["demonym"])


@cache
def capitals() -> Mapping[str, str]:
    """Normalised metonym of a government -> alpha-3 code (``washington``, ``kremlin``, ``downing street``)."""
    return dict(_tables()["metonym"])


@cache
def _office_rows() -> Mapping[tuple[str, str], tuple[int, ...]]:
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for number, row in enumerate(_tables()["office"]):
        place = (row[0], normalise(row[1]))
        found[place] = (*found.get(place, ()), number)
    return found


@cache
def _office(number: int) -> Office:
    country, office, holder, aliases, start, end, sectors, source = _tables()["office"][number]
    return Office(
        country, office or None, holder, _several(aliases), _date(start), _date(end), _several(sectors), source
    )


def office_holders(country: str, office: str, on: dt.date | None = None) -> tuple[Office, ...]:
    """Who held an office (any spelling of ``president``, ``foreign minister``) of a country on a day, by start.

    Without a day: everyone who ever held it.
    """
    holders = (_office(number) for number in _office_rows().get((country, normalise(office)), ()))
    return tuple(holder for holder in holders if holder.held(on))


@cache
def _holders() -> Mapping[str, tuple[int, ...]]:
    return {form: tuple(int(number) for number in numbers.split()) for form, numbers in _tables()["holder"]}


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """Normalised family name -> normalised full names of the office holders who bear it."""
    return {form: _several(names) for form, names in _tables()["surname"]}


def offices_of(name: str) -> tuple[Office, ...]:
    """The offices of a person by full name or alias as `normalise` gives it, the earliest first; none: ``()``."""
    return tuple(_office(number) for number in _holders().get(name, ()))


@cache
def agents() -> Mapping[str, Agent]:
    """Normalised noun phrase, singular and plural -> what it says of whoever acts."""
    return {
        form: Agent(form, _several(sectors), sort, bool(generic)) for form, sectors, sort, generic in _tables()["agent"]
    }


@cache
def agent_sectors() -> Mapping[str, tuple[str, ...]]:
    """Normalised noun phrase, singular and plural -> PLOVER sectors (``gunmen`` -> ``("UAF",)``)."""
    return {form: _several(sectors) for form, sectors, _, _ in _tables()["agent"]}


@cache
def generic_agents() -> frozenset[str]:
    """Normalised noun phrases that only say "people" and name no part in public life (``residents``)."""
    return frozenset(form for form, _, _, generic in _tables()["agent"] if generic)
