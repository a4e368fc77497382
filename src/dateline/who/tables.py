"""Look-up of the knowledge tables: states, actors, offices with their holders, and nouns for agents.

The tables are CSV files in ``knowledge/``; ``knowledge/compile_actors.py`` makes ``actors.db`` (SQLite) from them,
which this module reads once, read-only.  Every name is looked up in the form that `normalise` gives it.  Dates are
inclusive ISO 8601 days; ``None`` is an open end.  Countries are ISO 3166-1 alpha-3 codes, those of former states ISO
3166-3's, or PLOVER's codes for what isn't a state (``IGO``, ``UNO``, ``EUR``, ``NGO``, ``ISM``, ``IMG``, ``MNC``).
Sectors are PLOVER's.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import KnowledgeError
from dateline.who import own
from dateline.who.names import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Agent",
    "Country",
    "Fact",
    "Known",
    "Office",
    "adopt",
    "agent_sectors",
    "agents",
    "alias_index",
    "capitals",
    "cased",
    "countries",
    "country_names",
    "demonyms",
    "facts_of",
    "generic_agents",
    "known",
    "normalise",
    "office_holders",
    "offices_of",
    "own_rows",
    "search",
    "surnames",
]

DATABASE = Path(__file__).with_name("actors.db")
SCHEMA = 4
_OFFICE = 'office.country, office, holder, aliases, start, "end", sectors, source'


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
class Fact:
    """What befell an actor on one day: `what` is done (``designated``), as what `object`, by whom (a code)."""

    what: str
    object: str
    date: dt.date
    by: str


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
def _connection(process: int) -> sqlite3.Connection:
    """The database, opened once in each process (a connection must not cross a fork) and never written."""
    del process
    if not DATABASE.is_file():
        raise KnowledgeError(_message("missing"))
    try:
        connection = sqlite3.connect(f"{DATABASE.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise KnowledgeError(_message(f"damaged ({error})")) from error
    if version != SCHEMA:
        connection.close()
        raise KnowledgeError(_message(f"of schema {version}, not {SCHEMA}"))
    return _with_own(connection) if _OWN else connection


_OWN: list[own.Row] = []
"""The rows of the user's own table."""


def _with_own(shipped: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of the shipped tables in memory, with the user's rows over them."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    shipped.backup(copy)
    shipped.close()
    own.lay_over(copy, _OWN)
    copy.commit()
    return copy


def adopt(rows: Sequence[own.Row]) -> None:
    """Lay rows of a user's table over the shipped ones from now on; no rows: the shipped tables alone."""
    _OWN[:] = rows
    for held in list(globals().values()):
        if hasattr(held, "cache_clear"):
            held.cache_clear()


def own_rows() -> tuple[own.Row, ...]:
    """The rows of the user's own table, if one was adopted."""
    return tuple(_OWN)


def search(text: str, most: int = 20) -> list[str]:
    """Names of actors and holders of offices in the tables that hold all words of `text`; that very name first."""
    form = normalise(text)
    words = [f"%{word}%" for word in form.split()]
    if not words:
        return []
    having = " AND ".join(["form LIKE ?"] * len(words))
    query = f"SELECT form FROM alias WHERE {having} UNION SELECT form FROM holder WHERE {having} LIMIT 5000"  # noqa: S608 - no values in it
    found = [row[0] for row in _rows(query, *words, *words)]
    return sorted(found, key=lambda name: (name != form, len(name), name))[:most]


def _rows(query: str, *values: str) -> list[tuple[Any, ...]]:
    connection = _connection(os.getpid())
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.Error as error:
        raise KnowledgeError(_message(f"damaged ({error})")) from error


def _message(trouble: str) -> str:
    return f"the actor tables at {DATABASE} are {trouble}: run `make install` (or `python knowledge/compile_actors.py`)"


@cache
def alias_index() -> Mapping[str, tuple[str, ...]]:
    """Normalised name -> keys of the actors and states that bear it, the likeliest first."""
    return {form: tuple(keys.split()) for form, keys in _rows("SELECT form, keys FROM alias")}


@cache
def cased() -> frozenset[str]:
    """Normalised names that count only when the text writes them in capitals (``us``, ``is``, ``who``)."""
    return frozenset(form for (form,) in _rows("SELECT form FROM alias WHERE cased"))


@lru_cache(maxsize=1 << 14)
def known(key: str) -> Known | None:
    """The actor (or state) with this key, or ``None``."""
    rows = _rows("SELECT * FROM known WHERE key = ?", key)
    if not rows:
        return None
    key, name, kind, country, sectors, aliases, parent, start, end, wikidata = rows[0]
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
    return {row[0]: _country(row) for row in _rows("SELECT * FROM country")}


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
    return dict(_rows("SELECT form, alpha3 FROM country_name"))


@cache
def demonyms() -> Mapping[str, str]:
    """Normalised adjective or noun of nationality -> alpha-3 code (``iraqi``, ``iraqis`` -> ``IRQ``)."""
    return dict(_rows("SELECT form, alpha3 FROM demonym"))


@cache
def capitals() -> Mapping[str, str]:
    """Normalised metonym of a government -> alpha-3 code (``washington``, ``kremlin``, ``downing street``)."""
    return dict(_rows("SELECT form, alpha3 FROM metonym"))


def _office(row: tuple[Any, ...]) -> Office:
    country, office, holder, aliases, start, end, sectors, source = row
    return Office(
        country, office or None, holder, _several(aliases), _date(start), _date(end), _several(sectors), source
    )


@cache
def _ever_held(country: str, office: str) -> tuple[Office, ...]:
    query = f"SELECT {_OFFICE} FROM office WHERE country = ? AND form = ? ORDER BY start, holder"  # noqa: S608
    return tuple(_office(row) for row in _rows(query, country, office))


@cache
def _titles() -> Mapping[str, str]:
    return dict(_rows("SELECT form, means FROM title"))


def office_holders(country: str, office: str, on: dt.date | None = None) -> tuple[Office, ...]:
    """Who held an office of a country on a day, by start; titles of the same office (``secretary of state``) are one.

    Without a day: everyone who ever held it.
    """
    form = normalise(office)
    return tuple(held for held in _ever_held(country, _titles().get(form, form)) if held.held(on))


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """Normalised family name -> normalised full names of the holders of a named office who bear it."""
    return {form: _several(names) for form, names in _rows("SELECT form, names FROM surname")}


@lru_cache(maxsize=1 << 14)
def offices_of(name: str) -> tuple[Office, ...]:
    """The offices of a person by full name or alias as `normalise` gives it, the earliest first; none: ``()``."""
    query = f"SELECT {_OFFICE} FROM holder JOIN office USING (number) WHERE holder.form = ? ORDER BY start, number"  # noqa: S608
    return tuple(_office(row) for row in _rows(query, name))


@lru_cache(maxsize=1 << 12)
def facts_of(name: str) -> tuple[Fact, ...]:
    """The dated facts about every actor that bears a name, as `normalise` gives it; by key and date."""
    query = "SELECT what, object, date, by FROM fact WHERE subject = ? ORDER BY date"
    rows = [row for key in alias_index().get(name, ()) for row in _rows(query, key)]
    return tuple(Fact(what, object_, dt.date.fromisoformat(date), by) for what, object_, date, by in rows)


@cache
def agents() -> Mapping[str, Agent]:
    """Normalised noun phrase, singular and plural -> what it says of whoever acts."""
    return {row[0]: Agent(row[0], _several(row[1]), row[2], bool(row[3])) for row in _rows("SELECT * FROM agent")}


@cache
def agent_sectors() -> Mapping[str, tuple[str, ...]]:
    """Normalised noun phrase, singular and plural -> PLOVER sectors (``gunmen`` -> ``("UAF",)``)."""
    return {form: agent.sectors for form, agent in agents().items()}


@cache
def generic_agents() -> frozenset[str]:
    """Normalised noun phrases that only say "people" and name no part in public life (``residents``)."""
    return frozenset(form for form, agent in agents().items() if agent.generic)
