"""The pages over a large store: how long the server takes for each, how heavy it is, when a browser shows it.

    python evaluation/pages.py STORE [--browser] [--write docs/page.md]

Each page is asked for `ASKED` times, with another address every time where it has many.  `first` is the first time
that a page is asked for after the store changed, with nothing remembered; the percentile counts it too.  A page's
weight is what its first view sends, compressed: itself, its style sheets, scripts and data.  With --browser, Chromium
opens each page with an empty cache: the time until its words can be read.  STORE is made by evaluation/store.py --home.
"""

from __future__ import annotations

import argparse
import gzip
import math
import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.store import Store

ASKED = 20
"""Times that each page is asked for."""
OWN = "http://127.0.0.1:8377"
ASSET = re.compile(r'(?:href|src)="(/(?:static|vendor)/[^"]+)"')
DATA = {"the map": "/map.json", "the map of a country": "/map.json"}
"""Pages whose scripts ask for data at once, and where: with the page's own query."""
DRAWN = "/vendor/world-110m.json"
"""What the map's script asks for beside its data."""
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
WORDS = "drones said president harbour police ceasefire forces minister village convoy attack border".split()
"""Words that the example reports have, often and seldom."""
READABLE = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def write(page: Path, told: str) -> None:
    """Put a table into a page, in place of the one between its marks."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{told}\n{END}{rest.partition(END)[2]}", "utf-8")


@dataclass
class Page:
    """What was measured of one page: milliseconds of the server, in order, bytes, milliseconds of the browser."""

    served: list[float] = field(default_factory=list)
    weight: int = 0
    shown: float | None = None

    @property
    def p95(self) -> float:
        """The 95th percentile of the server's milliseconds."""
        return p95(self.served)


def addresses(store: Store) -> dict[str, list[str]]:
    """The pages, each with its addresses: all that an analyst comes by."""

    def column(sql: str) -> list[str]:
        return [str(row["value"]) for row in store.engine.rows(f"{sql} LIMIT {ASKED}")]

    def common(name: str) -> list[str]:
        known = f"FROM events WHERE {name} IS NOT NULL"
        return column(f"SELECT {name} AS value {known} GROUP BY 1 ORDER BY count(*) DESC, 1")

    def some(table: str, key: str) -> list[str]:
        size = store.engine.rows(f"SELECT max({key}) AS n FROM {table}")[0]["n"]  # noqa: S608
        step = max(1, size // ASKED)
        return column(f"SELECT id AS value FROM {table} WHERE {key} % {step} = 0 ORDER BY {key}")  # noqa: S608

    countries, kinds = common("country"), common("type")
    months = column("SELECT DISTINCT month AS value FROM tallies WHERE month <> '' ORDER BY 1 DESC")
    return {
        "now": ["/"],
        "events": ["/events"],
        "events of a country": [f"/events?place={c}" for c in countries],
        "events of a type": [f"/events?type={k}" for k in kinds],
        "events of a month": [f"/events?since={m}-01&until={m}-28" for m in months],
        "events with a word": [f"/events?text={w}" for w in WORDS],
        "incidents": ["/incidents"],
        "incidents of a country": [f"/incidents?place={c}" for c in countries],
        "incidents of a type": [f"/incidents?type={k}" for k in kinds],
        "the map": ["/map"],
        "the map of a country": [f"/map?place={c}" for c in countries],
        "the network": ["/network"],
        "the network of a country": [f"/network?place={c}" for c in countries],
        "commitments": ["/commitments"],
        "actors": ["/actors"],
        "documents": ["/documents"],
        "an event": [f"/event/{one}" for one in some("events", "ev")],
        "an incident": [f"/incident/{one}" for one in some("incidents", "inc")],
        "an actor": [f"/actor/{one}" for one in some("actors", "actor")],
        "a place": [f"/place/{c}" for c in countries],
        "a report": [f"/document/{one}" for one in some("documents", "doc")],
        "a commitment": [f"/commitment/{one}" for one in some("commitments", "com")],
    }


def measure(where: Path, *, browser: bool = False) -> dict[str, Page]:
    """What each page of a store takes."""
    with open_store(where) as store:
        asked = addresses(store)
    found: dict[str, Page] = {}
    with TestClient(create_app(where), base_url=OWN, headers={"accept": "text/html"}) as client:
        for name, several in asked.items():
            made = found[name] = Page()
            for nth in range(ASKED):
                began = time.perf_counter()
                answer = client.get(several[nth % len(several)])
                made.served.append(1000 * (time.perf_counter() - began))
                answer.raise_for_status()
                if nth == 0:
                    made.weight = _weight(client, name, several[0], answer.text)
    if browser:
        _look(where, {name: several[0] for name, several in asked.items()}, found)
    return found


def _weight(client: TestClient, name: str, address: str, text: str) -> int:
    """Compressed bytes of a page and of all that it asks for at once."""
    parts = sorted(set(ASSET.findall(text)))
    if name in DATA:
        parts += [DRAWN, f"{DATA[name]}?{address.partition('?')[2]}"]
    sent = [text.encode(), *(client.get(part).content for part in parts)]
    return sum(len(gzip.compress(content, 6)) for content in sent)


def _look(where: Path, asked: dict[str, str], found: dict[str, Page]) -> None:
    """Let Chromium open each page, its cache empty."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.web.serving import browsing, serving  # noqa: PLC0415 - the browser's own library

    with serving(where) as own, browsing() as chromium:
        for name, address in asked.items():
            context = chromium.new_context(bypass_csp=True)  # which would refuse to wait for an expression
            page = context.new_page()
            page.goto(own + address, wait_until="load")
            page.wait_for_function(f"({READABLE})() !== null")
            found[name].shown = page.evaluate(READABLE)
            context.close()


def table(found: dict[str, Page], events: int) -> Iterator[str]:
    """What was measured, as Markdown."""
    yield f"Measured with {events:,} events, each page asked for {ASKED} times."
    yield ""
    yield "| page | first, ms | median | 95th percentile | readable in Chromium after, ms | compressed, kB |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, page in found.items():
        shown = "" if page.shown is None else f"{page.shown:.0f}"
        times = f"{page.served[0]:.0f} | {statistics.median(page.served):.0f} | {page.p95:.0f}"
        yield f"| {name} | {times} | {shown} | {page.weight / 1000:.0f} |"


def main() -> None:
    """Measure, print, and write the table into a page if one is named."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", type=Path)
    options.add_argument("--browser", action="store_true")
    options.add_argument("--write", type=Path)
    asked = options.parse_args()
    with open_store(asked.store) as store:
        events = store.engine.rows("SELECT count(*) AS n FROM events")[0]["n"]
    told = "\n".join(table(measure(asked.store, browser=asked.browser), events))
    print(told)
    if asked.write:
        write(asked.write, told)


if __name__ == "__main__":
    main()
