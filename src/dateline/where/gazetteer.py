"""Look places up by name in the compiled gazetteer.

``gazetteer.db`` is made at build time by ``knowledge/compile_gazetteer.py``; it is opened at the first look-up,
read-only, and only the pages that a look-up needs are read.  Look-ups are remembered.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.where.names import normalise

DATABASE = Path(__file__).with_name("gazetteer.db")
MAIN, ALTERNATE, CODE = 0, 1, 2
MOST = 60
"""How many namesakes a look-up gives at most, the most populous first."""

_COLUMNS = "p.rank, p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin2, p.feature, p.population"
_BY_NAME = f"SELECT {_COLUMNS}, n.kind FROM names n JOIN places p ON p.rank = n.place WHERE n.name = ? LIMIT {MOST}"  # noqa: S608
_BY_RANK = f"SELECT {_COLUMNS}, 0 FROM places p WHERE p.rank = ?"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    `rank` is its key in the file (1 is the most populous), which `admin1` and `admin2` refer to; `id` is its GeoNames
    id; `lat` and `lon` are degrees, ``None`` when no source in hand gives them; `kind` tells how the name looked up
    relates to it: `MAIN`, `ALTERNATE`, or `CODE` (an abbreviation, to be trusted only after a comma).
    """

    rank: int
    id: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: int | None
    admin2: int | None
    feature: str
    population: int
    kind: int

    def lies_in(self, other: Candidate) -> bool:
        """Whether this place is part of the country or subdivision `other`."""
        if other.feature == "PCLI":
            return self.country == other.country and self.rank != other.rank
        return other.rank in (self.admin1, self.admin2)


@cache
def _connection() -> sqlite3.Connection:
    """The open gazetteer.

    Raises:
        KnowledgeError: the file is missing; it is made by installing the package.
    """
    if not DATABASE.is_file():
        message = f"The gazetteer {DATABASE} is missing; install dateline again (pip install .) to make it."
        raise KnowledgeError(message)
    # nothing writes the file, so threads may share it and SQLite need not lock it
    return sqlite3.connect(f"{DATABASE.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _candidate(row: tuple[int | str | None, ...]) -> Candidate:
    rank, key, name, lat, lon, *rest = row
    degrees = [None if fixed is None else int(fixed) / 100_000 for fixed in (lat, lon)]
    return Candidate(rank, key, name, *degrees, *rest)  # type: ignore[arg-type]


@lru_cache(maxsize=32768)
def by_key(key: str) -> tuple[Candidate, ...]:
    """The places of a key (see `names.normalise`), the most populous first, at most `MOST`.

    Raises:
        KnowledgeError: the gazetteer is missing or damaged.
    """
    try:
        return tuple(map(_candidate, _connection().execute(_BY_NAME, (key,))))
    except sqlite3.DatabaseError as error:
        message = f"The gazetteer {DATABASE} is damaged ({error}); install dateline again (pip install .)."
        raise KnowledgeError(message) from error


def look_up(name: str) -> tuple[Candidate, ...]:
    """The places that a name as written may mean, the most populous first."""
    return by_key(normalise(name))


@lru_cache(maxsize=4096)
def by_rank(rank: int) -> Candidate | None:
    """The place of a rank, such as a candidate's `admin1`."""
    row = _connection().execute(_BY_RANK, (rank,)).fetchone()
    return _candidate(row) if row else None
