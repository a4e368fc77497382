"""A user's own table of actors and offices, laid over the shipped ones: where both speak, the user's wins.

One CSV or TOML file.  A row is an actor, or, where `office` is filled, a person (`name`) in an office of `country`.
CSV has a head line with the names of its columns, TOML a list of tables called ``row``::

    [[row]]
    name = "Sons of the Delta"
    kind = "armed_group"
    country = "NGA"
    sectors = ["REB"]
    aliases = ["SOD", "Delta Sons"]
    start = 2019-03-01
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeAlias

from dateline.errors import InputError
from dateline.ontology import sectors
from dateline.who.names import in_capitals, normalise

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FIELDS = ("key", "name", "kind", "country", "sectors", "aliases", "parent", "office", "start", "end")
LARGEST = 16 * 2**20
"""Most bytes of a table."""
_TOLD = 5
_COUNTRY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEY = re.compile(r"[\W_]+")

Row: TypeAlias = dict[str, str]
Given: TypeAlias = dict[str | None, Any]


def read(path: Path) -> list[Row]:
    """The rows of a table, each with every field of `FIELDS` as text; several values in one are parted by ``|``.

    Raises:
        InputError: the file can't be read, or some rows are wrong; it says which, and why.
    """
    try:
        if path.stat().st_size > LARGEST:
            message = f"{path} has more than {LARGEST >> 20} MB: give only the rows that the shipped tables lack"
            raise InputError(message)
        text = path.read_text("utf-8-sig")
        rows = list(_toml(text) if path.suffix.lower() == ".toml" else _csv(text))
    except UnicodeDecodeError as error:
        message = f"{path} can't be read as a table of actors: it is not in UTF-8 ({error}); save it so"
        raise InputError(message) from error
    except (OSError, ValueError, RecursionError, csv.Error) as error:  # tomllib's own errors are values' too
        message = f"{path} can't be read as a table of actors: {error}"
        raise InputError(message) from error
    wrong = [f"row {number}: {why}" for number, row in enumerate(rows, 1) if (why := _trouble(row))]
    wrong = wrong or list(_twice(rows))
    if not rows or wrong:
        told = "; ".join(wrong[:_TOLD]) + (f"; and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else "")
        message = f"{path}: {told or 'no rows'} (the columns are {', '.join(FIELDS)})"
        raise InputError(message)
    return [_whole(row) for row in rows]


def _csv(text: str) -> Iterator[Given]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    names = reader.fieldnames or ()
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        message = f"more than one column is called {', '.join(twice)}"
        raise csv.Error(message)
    yield from reader


def _toml(text: str) -> Iterator[Given]:
    found = tomllib.loads(text).get("row", [])
    for row in found if isinstance(found, list) else [found]:
        yield dict(row) if isinstance(row, dict) else {None: row}


def _text(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _whole(row: Given) -> Row:
    found = {field: " ".join(_text(row.get(field)).split()) for field in FIELDS}
    return found | {"key": found["key"] or _KEY.sub("-", normalise(found["name"])).strip("-")}


def _trouble(row: Given) -> str:
    """What is wrong with a row; empty if nothing is."""
    unknown = [str(name) for name in row if name not in FIELDS]
    if unknown:
        return f"no column is called {', '.join(unknown)}"
    found = _whole(row)
    if trouble := _name_trouble(found["name"], found["key"]):
        return trouble
    if found["country"] and not _COUNTRY.fullmatch(found["country"]):
        return f"country {found['country']!r} is no code of three capitals"
    if found["office"] and not found["country"]:
        return "an office needs its country"
    if odd := [s for s in found["sectors"].split("|") if s and s not in sectors()]:
        return f"no sector is called {', '.join(odd)}; they are {', '.join(sectors())}"
    return _period_trouble(found["start"], found["end"])


def _name_trouble(name: str, key: str) -> str:
    """What is wrong with a row's name and key; empty if nothing is."""
    if not normalise(name) or not key:
        return "no name"
    return f"key {key!r} has white space in it" if " " in key else ""


def _period_trouble(start: str, end: str) -> str:
    """What is wrong with the days of a row; empty if nothing is."""
    odd = next((day for day in (start, end) if not _is_day(day)), None)
    if odd is not None:
        return f"{odd!r} is no day (YYYY-MM-DD)"
    return f"it ends on {end}, before it starts on {start}" if end and start > end else ""


def _is_day(text: str) -> bool:
    try:
        return not text or bool(_DAY.fullmatch(text) and dt.date.fromisoformat(text))
    except ValueError:
        return False


def _twice(rows: Iterable[Given]) -> Iterator[str]:
    """Which sound rows are of an actor that a row before them is of: only one of the two could be kept."""
    first: dict[str, int] = {}
    for number, row in enumerate(map(_whole, rows), 1):
        if not row["office"] and (before := first.setdefault(row["key"], number)) != number:
            yield f"row {number}: its key {row['key']!r} is that of row {before}: give one of them another key"


def lay_over(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write rows into a database of the tables (`dateline.who.tables`), before whatever bears the same names."""
    for row in rows:
        if row["office"]:
            _office(connection, row)
        else:
            _actor(connection, row)


def _names(row: Row) -> list[str]:
    return [name for name in (row["name"], *row["aliases"].split("|")) if normalise(name)]


def _actor(connection: sqlite3.Connection, row: Row) -> None:
    kept = [row[f] for f in ("key", "name", "kind", "country", "sectors", "aliases", "parent", "start", "end")]
    connection.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')", kept)
    for name in _names(row):
        form = normalise(name)
        found = connection.execute("SELECT keys, cased FROM alias WHERE form = ?", (form,)).fetchone()
        others = [key for key in found[0].split() if key != row["key"]] if found else []
        cased = int(in_capitals(name) and (not found or bool(found[1])))
        connection.execute("DELETE FROM alias WHERE form = ?", (form,))
        connection.execute("INSERT INTO alias VALUES (?, ?, ?)", (form, " ".join([row["key"], *others]), cased))


def _office(connection: sqlite3.Connection, row: Row) -> None:
    """Put a person into an office; other terms of that person in it go."""
    titles = dict(connection.execute("SELECT form, means FROM title"))
    form = titles.get(normalise(row["office"]), normalise(row["office"]))
    forms = list(dict.fromkeys(normalise(name) for name in _names(row)))
    for name in forms:
        connection.execute(
            "DELETE FROM holder WHERE form = ? AND number IN (SELECT number FROM office WHERE country = ? AND form = ?"
            " AND source <> 'own')",
            (name, row["country"], form),
        )
    connection.execute(
        "DELETE FROM office WHERE country = ? AND form = ? AND source <> 'own'"
        " AND number NOT IN (SELECT number FROM holder)",
        (row["country"], form),
    )
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM office").fetchone()
    told = [row[f] for f in ("country", "office", "name", "aliases", "start", "end", "sectors")]
    connection.execute("INSERT INTO office VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'own')", (number, form, *told))
    connection.executemany("INSERT OR REPLACE INTO holder VALUES (?, ?)", [(name, number) for name in forms])
    family = forms[0].split()[-1]
    found = connection.execute("SELECT names FROM surname WHERE form = ?", (family,)).fetchone()
    names = dict.fromkeys([forms[0], *(found[0].split("|") if found else [])])
    connection.execute("DELETE FROM surname WHERE form = ?", (family,))
    connection.execute("INSERT INTO surname VALUES (?, ?)", (family, "|".join(names)))
