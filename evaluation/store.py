"""The store at size: what adding a document costs, how long common questions take, how much room an event needs.

    python evaluation/store.py [--events 1000000] [--home FOLDER] [--write docs/store.md]

`grown` fills one store to half the events and, as a copy of it, another to all of them; then the same documents are
added to an empty store, to the half and to the whole in turn, so that a slow minute of the machine hits all three.
Each question is asked with `ASKED` different values, and its 95th percentile is told.  `figures` does all this with
`SMALL` events; its figures are ratios, since seconds are the machine's.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import reading
from dateline.coder import Coder
from dateline.records import Document
from dateline.store import Selection, Store, asking, facets, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.records import Record

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import grown  # noqa: E402 - this folder is no package
import pages  # noqa: E402

SMALL, LARGE = 40_000, 1_000_000
VARIANTS, FEW = 40, 10
"""How many times each example is given other actors, places and words; for a small store."""
ADDED = 60
"""Documents that are added to each store."""
ASKED = 20
"""Values that each question is asked with."""


@dataclass
class Measured:
    """What was measured: seconds of filling, milliseconds of adding by store, of asking by question, pages, bytes."""

    events: int
    filling: tuple[float, float]
    adding: dict[str, list[float]]
    asking: dict[str, list[float]]
    shown: dict[str, pages.Page]
    tables: list[tuple[str, float]]
    size: float

    @property
    def dearer(self) -> float:
        """How much dearer adding to the whole store is than to the half: 1.1 is ten percent."""
        return statistics.median(self.adding["whole"]) / statistics.median(self.adding["half"])


def examples() -> list[Record]:
    """The example reports, coded."""
    found = reading.read(sorted(map(str, (HERE.parent / "examples").iterdir())))
    return list(Coder().code_all(document for document in found if isinstance(document, Document)))


def measure(events: int, home: Path, count: int = VARIANTS) -> Measured:
    """Fill stores in a folder, with so many variants of each example, add to them and ask them."""
    variants = list(grown.variants(examples(), count))
    half, whole = home / "half.db", home / "whole.db"
    began, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    growing = _grown(half, grown.Growing(variants), events // 2)
    latest = list(growing.latest)
    shutil.copy(half, whole)
    _grown(whole, growing, events)
    spent = resource.getrusage(resource.RUSAGE_SELF)
    filling = time.perf_counter() - began, spent.ru_utime + spent.ru_stime - cpu.ru_utime - cpu.ru_stime
    with open_store(whole) as store:
        tables = [(row["name"], row["bytes"] / events) for row in store.engine.rows(_TABLES)]
        asked = questions(store)
    shown = pages.measure(whole)
    adding = added(home, latest, growing.latest)
    return Measured(events, filling, adding, asked, shown, tables, sum(size for _, size in tables))


_TABLES = """
SELECT s.tbl_name AS name, sum(d.pgsize) AS bytes FROM dbstat d
JOIN sqlite_master s ON s.name = d.name GROUP BY 1 ORDER BY 2 DESC
"""


def _grown(where: Path, growing: grown.Growing, events: int) -> grown.Growing:
    with open_store(where, create=True) as store:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -1000000"):
            store.engine.run(f"PRAGMA {setting}")
        growing.grow(store, events)
    return growing


def added(
    home: Path, half: list[tuple[grown.Variant, int]], whole: list[tuple[grown.Variant, int]]
) -> dict[str, list[float]]:
    """Milliseconds of a core that each document took to be kept and linked, by store.

    The documents tell what the last weeks of each store told, the same in all; the stores take turns.
    """
    weeks = [{id(variant): week for variant, week in latest} for latest in (half, whole)]
    both = {id(variant): variant for variant, _ in whole if id(variant) in weeks[0]}
    told = [(variant, weeks[0][key], weeks[1][key]) for key, variant in both.items()][-ADDED:]
    stores = {name: open_store(home / f"{name}.db", create=True) for name in ("empty", "half", "whole")}
    spent: dict[str, list[float]] = {name: [] for name in stores}
    for store in stores.values():
        store.begin("measured")
    for variant, early, late in told:
        for name, week in (("empty", late), ("half", early), ("whole", late)):
            record = grown.shifted(variant.record, week, name)
            began = time.process_time()
            stores[name].keep(record)
            spent[name].append(1000 * (time.process_time() - began))
    for store in stores.values():
        store.close()
    return spent


def questions(store: Store) -> dict[str, list[float]]:
    """Milliseconds that each question took, with another value every time."""
    asked = _asked(store)
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for nth in range(ASKED):
        for name, ask in asked.items():
            began = time.perf_counter()
            ask(nth)
            spent[name].append(1000 * (time.perf_counter() - began))
    return spent


def _asked(store: Store) -> dict[str, Callable[[int], object]]:
    """The ten questions; each takes the number of its value, common values first."""
    engine = store.engine

    def top(columns: str, source: str) -> list[tuple[Any, ...]]:
        sql = f"SELECT {columns}, count(*) AS n FROM {source} GROUP BY {columns} ORDER BY n DESC LIMIT {ASKED}"  # noqa: S608
        return [tuple(row.values())[:-1] for row in engine.rows(sql)]

    actors = top("a.id", "mentions m JOIN actors a ON a.actor = m.actor WHERE m.role = 'actor'")
    countries = top("country", "events WHERE country IS NOT NULL")
    points = top("lat, lon", "events WHERE lat IS NOT NULL")
    dyads = top("from_country, to_country", "events WHERE from_country IS NOT NULL AND to_country IS NOT NULL")
    kinds = top("type", "events")
    last = dt.date.fromisoformat(engine.rows("SELECT max(start_day) AS day FROM events WHERE dated = 0")[0]["day"])
    chance = random.Random(3)  # noqa: S311
    some = [row["id"] for row in engine.rows("SELECT id FROM events ORDER BY ev LIMIT 4000")]

    def of(values: list[tuple[Any, ...]], nth: int) -> tuple[Any, ...]:
        return values[nth % len(values)]

    def within(nth: int, days: int) -> dict[str, dt.date]:
        until = last - dt.timedelta(days=40 * nth)
        return {"since": until - dt.timedelta(days=days), "until": until}

    def ask(kind: str, **fields: Any) -> object:  # noqa: ANN401 - a selection's
        return store.ask(kind, Selection(**fields))

    def year(nth: int) -> dict[str, Any]:
        return {"place": of(countries, nth)[0], **within(nth, 365)}

    return {
        "the latest 50 events": lambda nth: ask("events", offset=nth * 50),
        "an actor's newest events": lambda nth: ask("events", actor=of(actors, nth)[0]),
        "a dyad by month": lambda nth: asking.panel(
            engine, Selection(actor=of(dyads, nth)[0], recipient=of(dyads, nth)[1]), "dyad", "month"
        ),
        "a country by month": lambda nth: asking.panel(engine, Selection(place=of(countries, nth)[0])),
        "within 100 km and half a year": lambda nth: ask("events", near=(*of(points, nth), 100.0), **within(nth, 182)),
        "full text, 20 newest": lambda nth: ask("events", text=pages.WORDS[nth % len(pages.WORDS)], limit=20),
        "a type in half a year": lambda nth: ask("events", type=of(kinds, nth), **within(nth, 182)),
        "facets of a country's year": lambda nth: facets.values(engine, Selection(**year(nth))),
        "contested incidents": lambda nth: ask("incidents", status=("contested",), offset=nth * 50),
        "commitments due in a quarter": lambda nth: ask("commitments", status=("open", "lapsed"), **within(nth, 91)),
        "one event with everything": lambda _: _everything(store, chance.choice(some)),
        "first page with facets": lambda _: _first_page(store),
    }


def _everything(store: Store, event: str) -> object:
    engine = store.engine
    (row,) = engine.rows(
        "SELECT d.id AS document, i.id AS incident FROM events e JOIN documents d ON d.doc = e.doc "
        "JOIN incidents i ON i.inc = e.incident WHERE e.id = :id",
        {"id": event},
    )
    return (
        *(asking.one(engine, "events", event), asking.one(engine, "incidents", row["incident"])),
        *(asking.mentions(engine, event), asking.judgements(engine, event), asking.history(engine, row["incident"])),
        *(asking.record(engine, row["document"]), asking.text(engine, row["document"])),
    )


def _first_page(store: Store) -> object:
    everything = Selection()
    return (
        *(store.ask("events", everything), asking.count(store.engine, "events", everything)),
        facets.of(store.engine, "events", everything, ""),
    )


def table(found: Measured) -> Iterator[str]:
    """What was measured, as Markdown."""
    wall, cpu = found.filling
    yield f"Measured with {found.events:,} events, filled in {wall:.0f} s ({cpu:.0f} s of one core)."
    yield ""
    yield "| adding a document (12 events) to | median ms of one core | documents a second |"
    yield "|---|--:|--:|"
    for name, spent in found.adding.items():
        median = statistics.median(spent)
        yield f"| the {name} store | {median:.1f} | {1000 / median:.0f} |"
    yield ""
    yield f"A store twice as large makes adding {found.dearer - 1:+.0%} dearer."
    yield ""
    yield "| question | median ms | 95th percentile |"
    yield "|---|--:|--:|"
    for name, spent in found.asking.items():
        yield f"| {name} | {statistics.median(spent):.1f} | {pages.p95(spent):.1f} |"
    yield ""
    yield "| table, with its indices | bytes an event |"
    yield "|---|--:|"
    for name, size in found.tables:
        if size >= 1:
            yield f"| {name} | {size:.0f} |"
    yield f"| **all** | **{found.size:.0f}** |"


def figures() -> dict[str, float]:
    """Ratios that hold on any machine, with a small store."""
    with tempfile.TemporaryDirectory() as home:
        found = measure(SMALL, Path(home), FEW)
    print("\n".join(table(found)))
    return {
        "store.dearer": found.dearer,
        "store.bytes_per_event": found.size,
        "store.page": max(page.p95 for page in found.shown.values()) / statistics.median(found.adding["whole"]),
        "store.page_kb": max(page.weight for page in found.shown.values()) / 1000,
        "store.slowest": max(pages.p95(spent) for spent in found.asking.values())
        / statistics.median(found.adding["whole"]),
    }


def main() -> None:
    """Measure, print, and write the tables into a page if one is named."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=LARGE)
    options.add_argument("--home", type=Path)
    options.add_argument("--write", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        told = "\n".join(table(measure(asked.events, asked.home or Path(scratch))))
    print(told)
    if asked.write:
        pages.write(asked.write, told)


if __name__ == "__main__":
    main()
