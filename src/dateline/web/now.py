"""The first page: what changed this week, what falls due, what is contested."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from dateline import exchange
from dateline.store import Selection, asking, clock, looking
from dateline.web import pages
from dateline.web.wanted import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.web.stores import Stores

router = APIRouter()

SHOWN = 30
"""Changes that the page shows."""
WEEK = 7
EVERYTHING = "all"
"""The type under which a country's types are counted together."""
TOLD = ("asserted", "claimed", "alleged")
"""The factualities of what is told to have happened: what only may happen is no change."""


@cache
def limits() -> Mapping[str, Any]:
    """The thresholds of ``changes.toml``."""
    return tomllib.loads((pages.HOME / "changes.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Change:
    """A country and type in this week against the weeks before.

    The country ``""`` is everywhere, what is placed in no country too.  `week` counts incidents; `means` are those of
    the mean week of each span that `changes.toml` names, ``None`` where the store is too young; `level` is the change
    against the first of them in words; `quad` is 0 for all types.
    """

    country: str
    type: str
    quad: int
    week: int
    means: tuple[float | None, ...]
    level: str

    @property
    def few(self) -> bool:
        """Whether there are too few to say."""
        return self.level == "too few to say"

    @property
    def weight(self) -> tuple[bool, bool, float, int, str, str]:
        """The order on the page: sure changes first, those everywhere before a country's, the largest first."""
        shift = abs(self.week - (self.means[0] or 0.0))
        return self.few, bool(self.country), -shift, -self.week, self.country, self.type


def changes(rows: Iterable[Mapping[str, Any]], today: dt.date, weeks: int) -> list[Change]:
    """What changed, the surest and largest first.

    Args:
        rows: incidents by country, type and day, as `looking.weekly` gives them.
        today: the last day of this week.
        weeks: how many whole weeks before this one the store covers.
    """
    spans = limits()["weeks"]
    now: Counter[tuple[str, str]] = Counter()
    before = [Counter[tuple[str, str]]() for _ in spans]
    quads: dict[str, int] = {}
    for row in rows:
        ago = (today - dt.date.fromisoformat(row["day"])).days // WEEK
        quads[row["type"]] = row["quad"]
        for key in ((row["country"], row["type"]), (row["country"], EVERYTHING)):
            if ago == 0:
                now[key] += row["n"]
            for counts, span in zip(before, spans, strict=True):
                if 1 <= ago <= min(span, weeks):
                    counts[key] += row["n"]
    keys = set(now).union(*before)
    found = []
    for key in keys:
        means = tuple(c[key] / min(s, weeks) if weeks else None for c, s in zip(before, spans, strict=True))
        found.append(Change(*key, quads.get(key[1], 0), now[key], means, level(now[key], means[0])))
    return sorted(found, key=lambda change: change.weight)


def level(week: int, mean: float | None) -> str:
    """A week against the mean week before, in words; with few in both there is nothing to say."""
    told = limits()
    if mean is None or max(week, mean) < told["few"]:
        return "too few to say"
    ratio = (week - mean) / mean if mean else float("inf")
    size = "much " if abs(ratio) >= told["much"] else ""
    if abs(ratio) < told["more"]:
        return "about the same"
    return f"{size}{'more' if ratio > 0 else 'less'}"


def week(stores: Stores) -> tuple[dt.date, int, list[Change]]:
    """The day that stands for today, how many weeks before it the store covers, and what changed."""
    return stores.remembered("week", lambda: _week(stores))


def _week(stores: Stores) -> tuple[dt.date, int, list[Change]]:
    engine = stores().engine
    today = dt.date.fromisoformat(stores.day())
    first = looking.first_day(engine)
    most = max(limits()["weeks"])
    known = (today - dt.timedelta(days=WEEK - 1) - dt.date.fromisoformat(first)).days // WEEK if first else 0
    since = today - dt.timedelta(days=WEEK * (most + 1) - 1)
    weeks = max(0, min(known, most))
    return today, weeks, changes(looking.weekly(engine, str(since), str(today)), today, weeks)


@router.get("/now.json", tags=["overview"], summary="What changed this week")
def data(request: Request) -> JSONResponse:
    """This week against the weeks before, by country and type: incidents told to have happened."""
    today, weeks, found = week(request.app.state.store)
    told = {"today": str(today), "weeks_before": weeks, "weeks": limits()["weeks"], "few": limits()["few"]}
    return JSONResponse({**told, "changes": [asdict(change) for change in found]})


@router.get("/", include_in_schema=False, response_class=HTMLResponse)
def now(request: Request) -> HTMLResponse:
    """The first page."""
    stores = request.app.state.store
    engine = stores().engine
    today, weeks, every = week(stores)
    shown = [change for change in every if change.week or change.means[0]][:SHOWN]
    ahead = today + dt.timedelta(days=limits()["ahead"])
    return pages.page(
        request,
        "now.html",
        title="Now",
        sizes=looking.sizes(engine),
        today=str(today),
        stands_in=str(today) < clock.today(),
        weeks=weeks,
        limits=limits(),
        sure=[(change, link(change, today)) for change in shown if not change.few],
        few=[(change, link(change, today)) for change in shown if change.few],
        more=len(every) - len(shown),
        due=looking.due(engine, str(today), str(ahead), str(today)),
        past=asking.commitments(engine, Selection(status=("lapsed",), limit=10), str(today)),
        contested=asking.incidents(engine, Selection(status=("contested",), limit=10)),
        latest=[exchange.plain(row) for row in asking.documents(engine, Selection(limit=8))],
    )


def link(change: Change, today: dt.date) -> str:
    """The address of the incidents of this week that a change counts."""
    types: Sequence[str] = () if change.type == EVERYTHING else (change.type,)
    since = today - dt.timedelta(days=WEEK - 1)
    chosen = Selection(place=change.country or None, type=tuple(types), since=since, until=today, factuality=TOLD)
    return f"/incidents?{query(chosen)}"
