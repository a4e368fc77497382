"""Convert the PETRARCH/Phoenix dictionaries (Open Event Data Alliance, MIT, 2013-2018) to rows of our own tables.

    python knowledge/from_phoenix.py FOLDER

`FOLDER` holds the ``Phoenix.*.txt`` files (``Countries.actors``, ``International.actors``, ``MilNonState.actors`` and
``agents``).  It writes ``offices_phoenix.csv``, ``actors_phoenix.csv`` and ``agents_phoenix.csv`` beside
this file.  Only well-formed names are taken; whatever is written by hand wins over them when the tables are compiled.
The dictionaries name sectors, not titles, so `office` stays empty.  A stretch that they leave open ends on the day
they were made, the last for which they vouch.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent
SOURCE = "Phoenix dictionaries 2018"
MADE = dt.date(2014, 1, 30)
FIRST_YEAR = 1985  # who left office before is history, not news

# CAMEO's three letters -> PLOVER's; a code that isn't here says nothing about a sector.
SECTORS = {
    "AGR": "AGR", "BUS": "BUS", "COP": "COP", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "GOV": "GOV",
    "HLH": "MED", "INS": "REB", "JUD": "JUD", "LAB": "LAB", "LEG": "LEG", "MED": "JRN", "MIL": "MIL", "OPP": "OPP",
    "PTY": "PTY", "RAD": "UAF", "REB": "REB", "REF": "REF", "REL": "REL", "SEP": "REB", "SPY": "SPY", "UAF": "UAF",
    "UNR": "UAF", "BUD": "REL", "CHR": "REL", "CTH": "REL", "HIN": "REL", "JEW": "REL", "MOS": "REL", "MUS": "REL",
    "ENV": "CVL", "HRI": "CVL", "DEV": "CVL", "KID": "CVL", "WOM": "CVL", "STU": "EDU", "TRA": "BUS", "LLY": "UAF",
}  # fmt: skip
SPECIAL = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "IMG": "IMG", "MNC": "MNC", "INT": "IMG", "UNO": "UNO"}
WORDS = tomllib.loads((HERE / "phoenix_words.toml").read_text(encoding="utf-8"))
COMMON_NAMES = frozenset(WORDS["common_names"].split())
TITLES = frozenset(WORDS["titles"].split())
ORGANISATIONS = frozenset(WORDS["organisations"].split())
ARMED_GROUPS = frozenset(WORDS["armed_groups"].split())
# Of a member of government we keep only the branches that PLOVER would code in an event.
BRANCHES = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "REB"))
KINDS = {"IGO": "igo", "UNO": "igo", "NGO": "ngo"}

_CODE = re.compile(r"\[([^\]]*)\]")
_STRETCH = re.compile(r"^(?:(\d{6,8})-(\d{6,8})|>(\d{6,8})|<(\d{6,8}))$")
_BRACKETS = re.compile(r"_?\(([^)]*)\)")
_PLAIN = re.compile(r"^[A-Z][A-Z'’\-]*$")


@dataclass
class Entry:
    """One block of a dictionary: the first name, its synonyms, and the codes in force for each stretch of time."""

    name: str
    synonyms: list[str] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)


def entries(path: Path) -> Iterator[Entry]:
    """The blocks of a dictionary of actors, in file order."""
    current: Entry | None = None
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.partition("#")[0].rstrip()
        name = _CODE.sub("", text).strip().strip("_")
        if name and not name.startswith("+"):
            if current:
                yield current
            current = Entry(name)
        elif name and current:
            current.synonyms.append(name[1:].strip().strip("_"))
        if current:
            for code in _CODE.findall(text):
                letters, _, stretch = code.partition(" ")
                current.codes.append((letters.strip(), stretch.strip()))
    if current:
        yield current


def day(digits: str) -> dt.date | None:
    """``030131`` or ``20030131`` -> 2003-01-31; two-digit years run from 1915 to 2014; nonsense -> ``None``."""
    if len(digits) == 6:  # noqa: PLR2004 - yymmdd
        digits = ("20" if int(digits[:2]) <= MADE.year - 2000 else "19") + digits
    try:
        return dt.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def stretch(text: str) -> tuple[dt.date | None, dt.date] | None:
    """The days of ``030101-041231``, ``>050101`` or ``<050101``; anything else -> ``None``."""
    match = _STRETCH.match(text)
    if not match:
        return None
    start, end, since, until = match.groups()
    first = day(start or since) if start or since else None
    last = day(end or until) if end or until else MADE
    if last is None or (first and first > last):
        return None
    return first, last


def sectors(letters: str) -> tuple[str, ...]:
    """PLOVER's sectors of a CAMEO code without its country (``GOVMIL`` -> ``GOV``, ``MIL``), each once."""
    codes = (SECTORS.get(letters[i : i + 3]) for i in range(0, len(letters) - 2, 3))
    return tuple(dict.fromkeys(code for code in codes if code))


def proper(name: str) -> str:
    """``NOURI_AL-MALIKI`` -> ``Nouri al-Maliki``; brackets go."""
    words = [word for word in re.split(r"[_\s]+", _BRACKETS.sub("", name)) if word]
    small = {"OF", "THE", "AND", "FOR", "IN", "DE", "DA", "DO", "DOS", "DES", "DU", "DEL", "BIN", "VAN", "VON", "LA"}
    shaped = ["-".join(_cased(part) for part in word.split("-")) for word in words]
    return " ".join(word.lower() if words[i] in small and i else word for i, word in enumerate(shaped))


def _cased(part: str) -> str:
    if part in {"AL", "EL", "UL"}:
        return part.lower()
    return part[:1] + part[1:].lower()


def is_person(name: str) -> bool:
    """Whether a dictionary's name looks like a person's: two to four plain words, none of them a title."""
    words = name.split("_")
    return 2 <= len(words) <= 4 and all(_PLAIN.match(w) and len(w) > 1 and w not in TITLES for w in words)  # noqa: PLR2004


def offices(folder: Path, states: set[str]) -> list[dict[str, str]]:
    """Dated stretches of people in public office since 1985, one row a person and sector."""
    spans: dict[tuple[str, str, str], list[tuple[dt.date | None, dt.date]]] = {}
    aliases: dict[tuple[str, str, str], set[str]] = {}
    for entry in entries(folder / "Phoenix.Countries.actors.txt"):
        if not is_person(entry.name):
            continue
        for country, parts, first, last in _terms(entry, states - COMMON_NAMES):
            who = (country, proper(entry.name), "|".join(parts))
            spans.setdefault(who, []).append((first, last))
            aliases.setdefault(who, set()).update(proper(name) for name in entry.synonyms if is_person(name))
    return [_office(who, spans[who], aliases[who]) for who in sorted(spans)]


def _terms(entry: Entry, states: set[str]) -> Iterator[tuple[str, tuple[str, ...], dt.date | None, dt.date]]:
    for letters, days in entry.codes:
        country, when = letters[:3], stretch(days)
        parts = tuple(part for part in sectors(letters[3:]) if part in BRANCHES)
        if country in states and parts and when and when[1].year >= FIRST_YEAR:
            yield country, parts, *when


def _office(
    who: tuple[str, str, str], terms: list[tuple[dt.date | None, dt.date]], aliases: set[str]
) -> dict[str, str]:
    starts = [first for first, _ in terms if first]
    return {
        "country": who[0], "office": "", "holder": who[1], "aliases": "|".join(sorted(aliases - {who[1]})),
        "start": min(starts).isoformat() if len(starts) == len(terms) else "",
        "end": max(last for _, last in terms).isoformat(), "sectors": who[2], "source": SOURCE,
    }  # fmt: skip


def organisations(folder: Path, states: set[str]) -> list[dict[str, str]]:
    """Armed groups and international bodies whose very name says that they are one."""
    rows: dict[str, dict[str, str]] = {}
    for file, telling in (("MilNonState", ARMED_GROUPS), ("International", ORGANISATIONS)):
        for entry in entries(folder / f"Phoenix.{file}.actors.txt"):
            words = set(re.split(r"[_\s-]+", entry.name))
            code = entry.codes[0][0] if entry.codes else ""
            country = SPECIAL.get(code[:3], code[:3] if code[:3] in states else "")
            kind = "armed_group" if telling is ARMED_GROUPS else KINDS.get(country, "")
            if country and kind and len(words) > 1 and words & telling and not any(days for _, days in entry.codes):
                row = _organisation(entry, country, code, kind)
                if row:
                    rows.setdefault(row["key"], row)
    return list(rows.values())


def _organisation(entry: Entry, country: str, code: str, kind: str) -> dict[str, str] | None:
    name = proper(entry.name)
    key = "phoenix-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if len(name) > 80 or not re.fullmatch(r"[\w\s'’.,&/\-]+", name) or "+" in name:  # noqa: PLR2004 - not a name
        return None
    short = [s for s in _BRACKETS.findall(entry.name) if re.fullmatch(r"[A-Z][A-Z/\-]{2,9}", s)]
    longer = [proper(s) for s in entry.synonyms if len(re.split(r"[_\s-]+", s)) > 1 and "+" not in s]
    parts = sectors(code[3:]) or (("REB",) if kind == "armed_group" else ())
    return {
        "key": key, "name": name, "kind": kind, "country": country,
        "sectors": "|".join(parts), "aliases": "|".join(dict.fromkeys([*short, *longer])), "parent": "",
        "start": "", "end": "", "wikidata": "", "source": SOURCE,
    }  # fmt: skip


def agent_nouns(folder: Path) -> list[dict[str, str]]:
    """Nouns for agents with their sectors; `generic` where they only name civilians."""
    rows = {}
    for line in (folder / "Phoenix.agents.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.partition("#")[0].strip()
        match = re.match(r"^([A-Z_\- ']+?)(?:\{([A-Z_\- ']+)\})?\s*\[~([A-Z]+)\]$", text)
        if not match:
            continue
        noun, plural, code = match.groups()
        parts, phrase = sectors(code), noun.replace("_", " ").strip().lower()
        if parts and len(phrase) > 2 and not phrase.endswith("minist"):  # noqa: PLR2004 - shorter ones are fragments
            more = plural.replace("_", " ").strip().lower() if plural else plural_of(phrase)
            generic = "1" if parts == ("CVL",) else "0"
            rows[phrase] = {
                "phrase": phrase, "plural": more, "sectors": "|".join(parts), "sort": "person", "generic": generic,
                "source": SOURCE,
            }  # fmt: skip
    return [rows[phrase] for phrase in sorted(rows)]


def plural_of(phrase: str) -> str:
    """The regular plural of an English noun phrase (``army`` -> ``armies``, ``gunman`` -> ``gunmen``)."""
    if phrase.endswith("man") and not phrase.endswith("human"):
        return phrase[:-3] + "men"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase + "es"
    return phrase + "s"


def write(path: Path, rows: Iterable[dict[str, str]]) -> int:
    """Write rows sorted, each once; gives their number."""
    found = list(rows)
    fields = list(found[0])
    unique = sorted({tuple(row[name] for name in fields) for row in found})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows(unique)
    return len(unique)


def main(folder: Path, target: Path = HERE) -> None:
    """Convert the dictionaries in `folder` to the three tables in `target`."""
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as file:
        states = {row["alpha3"] for row in csv.DictReader(file)}
    for name, rows in (
        ("offices", offices(folder, states)),
        ("actors", organisations(folder, states)),
        ("agents", agent_nouns(folder)),
    ):
        print(f"{name}_phoenix.csv: {write(target / f'{name}_phoenix.csv', rows)} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
