"""Compile the tables of this folder into the one file that dateline reads: ``src/dateline/who/actors.db``.

Run it as ``python knowledge/compile_actors.py``; the build calls `compile_actors`.  It needs only the standard library,
and the same tables give the same bytes.  Hand-written tables win over the converted ones (``*_phoenix.csv``).
"""

from __future__ import annotations

import csv
import importlib.util
import os
import re
import sqlite3
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SCHEMA = 4  # dateline.who.tables reads this number and no other
HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "dateline" / "who" / "actors.db"
NAMES = HERE.parent / "src" / "dateline" / "who" / "names.py"
TABLES = """
CREATE TABLE known (key TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, sectors TEXT, aliases TEXT, parent TEXT,
                    start TEXT, "end" TEXT, wikidata TEXT) WITHOUT ROWID;
CREATE TABLE alias (form TEXT, keys TEXT, cased INTEGER);
CREATE TABLE country (alpha3 TEXT, alpha2 TEXT, name TEXT, official_name TEXT, aliases TEXT, demonyms TEXT,
                      capital TEXT, metonyms TEXT, government TEXT, geonames TEXT, start TEXT, "end" TEXT);
CREATE TABLE country_name (form TEXT, alpha3 TEXT);
CREATE TABLE demonym (form TEXT, alpha3 TEXT);
CREATE TABLE metonym (form TEXT, alpha3 TEXT);
CREATE TABLE office (number INTEGER PRIMARY KEY, form TEXT, country TEXT, office TEXT, holder TEXT, aliases TEXT,
                     start TEXT, "end" TEXT, sectors TEXT, source TEXT);
CREATE TABLE holder (form TEXT, number INTEGER, PRIMARY KEY (form, number)) WITHOUT ROWID;
CREATE TABLE title (form TEXT, means TEXT);
CREATE TABLE surname (form TEXT, names TEXT);
CREATE TABLE agent (form TEXT, sectors TEXT, sort TEXT, generic INTEGER);
CREATE TABLE fact (subject TEXT, what TEXT, object TEXT, date TEXT, by TEXT);
CREATE INDEX office_of_country ON office (country, form);
CREATE INDEX fact_of ON fact (subject);
"""
ACTOR_FIELDS = ("key", "name", "kind", "country", "sectors", "aliases", "parent", "start", "end", "wikidata")
COUNTRY_FIELDS = (
    "alpha3", "alpha2", "name", "official_name", "aliases", "demonyms", "capital", "metonyms", "government",
    "geonames", "start", "end",
)  # fmt: skip
FAMILY_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "KHM"))
GIVEN_LAST = re.compile("-[a-z]+$")  # Ki-moon, Chee-hwa: a given name in two syllables
FACT_FIELDS = ("subject", "what", "object", "date", "by")
OFFICE_FIELDS = ("country", "office", "holder", "aliases", "start", "end", "sectors", "source")

Row = dict[str, str]


def _load_names() -> tuple[Callable[[str], str], Callable[[str], bool]]:
    """`normalise` and `in_capitals` of the package, loaded from the file: at build time nothing is installed."""
    spec = importlib.util.spec_from_file_location("_dateline_names", NAMES)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(NAMES)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.normalise, module.in_capitals


normalise, in_capitals = _load_names()


def read(path: Path) -> list[Row]:
    """The rows of a table, in file order; a missing table has none."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def several(text: str) -> list[str]:
    """The parts of a ``|``-separated field."""
    return [part for part in text.split("|") if part]


def actors(folder: Path) -> list[Row]:
    """Actors by key: the hand-written ones, then the converted ones whose name nobody has written by hand."""
    rows = read(folder / "actors.csv")
    keys = {row["key"] for row in rows}
    taken = {form for row in rows for form in _forms(row)}
    taken.update(form for row in read(folder / "countries.csv") for form in _country_forms(row))
    for row in read(folder / "actors_phoenix.csv"):
        if row["key"] in keys or normalise(row["name"]) in taken:
            continue
        aliases = [alias for alias in several(row["aliases"]) if normalise(alias) not in taken]
        rows.append({**row, "aliases": "|".join(aliases)})
    return sorted(rows, key=lambda row: row["key"])


def _names(row: Row) -> list[str]:
    """What a text may call an actor; a name that only a qualifier in brackets tells from another one isn't among it."""
    own = [] if row["name"].endswith(")") else [row["name"]]
    return [*own, *several(row["aliases"])]


def plain(name: str) -> str:
    """A name without the qualifier in brackets that tells it from a namesake: ``Labour Party (UK)``."""
    return name.rsplit(" (", 1)[0] if name.endswith(")") else name


def _forms(row: Row) -> set[str]:
    return {normalise(name) for name in _names(row)} - {""}


def _country_forms(row: Row) -> set[str]:
    names = (row["name"], row["official_name"], *several(row["aliases"]))
    return {normalise(name) for name in names} - {""}


def offices(folder: Path) -> list[Row]:
    """Office rows, hand-written before converted; a converted one about a person written by hand is left out."""
    rows = read(folder / "offices.csv")
    written = {(row["country"], form) for row in rows for form in _holder_forms(row)}
    for row in read(folder / "offices_phoenix.csv"):
        if not any((row["country"], form) in written for form in _holder_forms(row)):
            rows.append(row)
    return sorted(rows, key=lambda row: (row["country"], row["office"], row["start"], row["holder"]))


def _holder_forms(row: Row) -> set[str]:
    return {normalise(name) for name in (row["holder"], *several(row["aliases"]))} - {""}


def _country_actor(row: Row) -> Row:
    names = [row["official_name"], *several(row["aliases"])]
    aliases = "|".join(name for name in names if name)
    fixed = {"key": row["alpha3"], "country": row["alpha3"], "kind": "country", "sectors": "", "parent": ""}
    return {**fixed, "name": row["name"], "aliases": aliases, "start": row["start"], "end": row["end"], "wikidata": ""}


def alias_rows(known: Iterable[Row]) -> Iterator[tuple[str, str, int]]:
    """Every name in its normal form with the keys that bear it (own names before aliases, living before former)."""
    keys: dict[str, list[tuple[int, str]]] = defaultdict(list)
    open_case: set[str] = set()
    for row in known:
        for rank, name in enumerate(_names(row)):
            form = normalise(name)
            if form and row["key"] not in (key for _, key in keys[form]):
                weight = (row["kind"] != "country") * 4 + bool(row["end"]) * 2 + (rank > 0)
                keys[form].append((weight, row["key"]))
            if not in_capitals(name):
                open_case.add(form)
    for form in sorted(keys):
        if form:
            yield form, " ".join(key for _, key in sorted(keys[form])), int(form not in open_case)


def first_come(rows: Iterable[Row], *fields: str) -> list[tuple[str, str]]:
    """Normalised names out of some fields -> alpha-3; living states come before former ones."""
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (bool(row["end"]), row["alpha3"])):
        for field in fields:
            for name in several(row[field]):
                found.setdefault(normalise(name), row["alpha3"])
    return sorted(found.items())


def office_rows(rows: list[Row], titles: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """The office rows with their numbers and the normal form of the office's title, synonyms made one."""
    for number, row in enumerate(rows):
        form = normalise(row["office"])
        yield (number, titles.get(form, form), *(row[field] for field in OFFICE_FIELDS))


def title_rows(folder: Path) -> list[tuple[str, str]]:
    """Titles that mean the same office: normal form -> normal form of the title under which it is kept."""
    return sorted((normalise(row["title"]), normalise(row["means"])) for row in read(folder / "office_titles.csv"))


def holder_rows(rows: list[Row]) -> list[tuple[str, int]]:
    """Full names and aliases of the holders -> numbers of their office rows."""
    return sorted({(form, number) for number, row in enumerate(rows) for form in _holder_forms(row)})


def surname_rows(rows: list[Row], ordinary: frozenset[str]) -> list[tuple[str, str]]:
    """Family names, and aliases of one word -> full names; only of people in a named office, the rest are too many."""
    families: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        short = {*_family_names(row), *(normalise(a) for a in several(row["aliases"]) if " " not in a)}
        for form in short - ordinary if row["office"] else ():
            families[form].add(normalise(row["holder"]))
    return [(form, "|".join(sorted(families[form]))) for form in sorted(families)]


def _family_names(row: Row) -> set[str]:
    """``Thomas-Greenfield``, ``Xi`` (first in Chinese, Korean and Khmer), ``al-Sudani`` and ``Sudani``."""
    words = row["holder"].split()
    first = row["country"] in FAMILY_FIRST or GIVEN_LAST.search(words[-1])
    family = normalise(words[0] if first else words[-1])
    return {family, family.removeprefix("al ")}


def ordinary_words(folder: Path) -> frozenset[str]:
    """Family names that are also everyday words."""
    path = folder / "ordinary_words.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["family_names"] if path.is_file() else ())


def agent_rows(folder: Path) -> list[tuple[str, str, str, int]]:
    """Agent nouns, singular and plural; a hand-written phrase wins over a converted one."""
    found: dict[str, tuple[str, str, int]] = {}
    for table in ("agents.csv", "agents_phoenix.csv"):
        for row in read(folder / table):
            for phrase in (row["phrase"], *several(row["plural"])):
                value = (row["sectors"], row["sort"], int(row["generic"] or 0))
                found.setdefault(normalise(phrase), value)
    return [(form, *found[form]) for form in sorted(found)]


def fact_rows(folder: Path, keys: set[str]) -> list[tuple[str, ...]]:
    """Dated facts about actors, by subject and date.

    Raises:
        ValueError: a subject is in no table of actors.
    """
    rows = read(folder / "facts.csv")
    if unknown := {row["subject"] for row in rows} - keys:
        message = f"facts.csv: no actor has the key {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return sorted((*(row[field] for field in FACT_FIELDS),) for row in rows)


def compile_actors(knowledge_dir: Path, target: Path) -> None:
    """Write the tables in `knowledge_dir` to the SQLite file `target`, replacing it whole."""
    countries = read(knowledge_dir / "countries.csv")
    known = [*(_country_actor(row) for row in countries), *actors(knowledge_dir)]
    office_list = offices(knowledge_dir)
    contents: dict[str, list[tuple[object, ...]]] = {
        "known": [tuple({**row, "name": plain(row["name"])}[field] for field in ACTOR_FIELDS) for row in known],
        "alias": list(alias_rows(known)),
        "country": [tuple({**row, "name": plain(row["name"])}[field] for field in COUNTRY_FIELDS) for row in countries],
        "country_name": list(first_come(countries, "name", "official_name", "aliases")),
        "demonym": list(first_come(countries, "demonyms")),
        "metonym": list(first_come(countries, "metonyms")),
        "office": list(office_rows(office_list, dict(title_rows(knowledge_dir)))),
        "title": list(title_rows(knowledge_dir)),
        "holder": list(holder_rows(office_list)),
        "surname": list(surname_rows(office_list, ordinary_words(knowledge_dir))),
        "agent": list(agent_rows(knowledge_dir)),
        "fact": list(fact_rows(knowledge_dir, {row["key"] for row in known})),
    }
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    _write(fresh, contents)
    os.replace(fresh, target)  # noqa: PTH105 - one atomic step, so that a reader never sees half a file


def _write(path: Path, contents: dict[str, list[tuple[object, ...]]]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(f"PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA user_version={SCHEMA};")
        connection.executescript(TABLES)
        for table, rows in contents.items():
            if rows:
                marks = ",".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own names
        connection.commit()
    finally:
        connection.close()


def main() -> int:
    """Compile and say how big the result is."""
    compile_actors(HERE, TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
