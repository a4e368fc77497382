"""The five tables: events, incidents, commitments, actors and documents, with facets, pages and every form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from dateline import exchange
from dateline.store import Selection, asking, looking
from dateline.store import facets as narrowing
from dateline.web import formats, pages, words
from dateline.web.formats import Form, Source
from dateline.web.wanted import Asked, Wanted, address, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


router = APIRouter()

SORTS: Mapping[str, Sequence[str]] = {
    "events": ("newest", "oldest", "changed", "uncertain"),
    "incidents": ("newest", "oldest", "changed", "reports"),
    "commitments": ("newest", "oldest"),
    "actors": (),
    "documents": (),
}
FIELDS: Mapping[str, Sequence[str]] = {
    "events": ("text", "party", "place", "since", "until", "min_confidence"),
    "incidents": ("text", "party", "place", "since", "until"),
    "commitments": ("text", "party", "since", "until"),
    "actors": ("party",),
    "documents": ("text", "since", "until"),
}
"""What the form above each table asks for."""
SORT_WORDS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "changed": "changed last",
    "uncertain": "least certain first",
    "reports": "most reports first",
}
ABOUT = {
    "events": "One act as one sentence of one document reports it.",
    "incidents": "What happened, once: the events of many documents that report the same act. Derived by linking.",
    "commitments": "What somebody promised, planned, demanded or threatened by a day, and what came of it.",
    "actors": "Whoever is named: how often each acts, is acted on, and is the source.",
    "documents": "The reports as read, with their versions and copies.",
}
FORM_FIELDS = {"country": "place", "actor": "party"}
"""Facets whose field in a selection is called otherwise."""
LISTS = frozenset({"type", "factuality", "status", "quad"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its code, words, number, address, whether it is chosen, and what it means."""

    value: str
    words: str
    n: int
    href: str
    chosen: bool
    means: str


def _table(kind: str) -> None:
    """Serve one table as a page and as data."""

    @router.get(f"/{kind}.{{form}}", tags=["tables"], summary=f"{kind.capitalize()} as data", name=f"{kind}_data")
    def data(request: Request, form: Form, wanted: Wanted) -> Response:
        """The rows of a selection; json gives one page of them and the address of the next, the others all."""
        return formats.answer(Source(request.app.state.store, kind, wanted), form, str(request.url))

    @router.get(f"/{kind}", include_in_schema=False, response_class=HTMLResponse, name=kind)
    def view(request: Request, wanted: Wanted) -> Response:
        return table(request, kind, wanted)


for _kind in looking.TABLES:
    _table(_kind)


def table(request: Request, kind: str, wanted: Selection) -> HTMLResponse:
    """The page of a table."""
    stores = request.app.state.store
    engine, today = stores().engine, stores.day()
    chosen_by = whole(wanted)
    total = stores.remembered(("count", kind, chosen_by), lambda: looking.count(engine, kind, wanted, today))
    counted = stores.remembered(("facets", kind, chosen_by), lambda: narrowing.of(engine, kind, wanted, today))
    rows = [exchange.plain(row) for row in formats.ask(stores, kind, wanted)]
    return pages.page(
        request,
        "table.html",
        title=kind.capitalize(),
        kind=kind,
        about=ABOUT[kind],
        wanted=wanted,
        rows=rows,
        total=total,
        facets=facets(kind, wanted, counted),
        partial=narrowing.partial(kind, wanted, total),
        counted=narrowing.COUNTED.get(kind),
        chosen=chosen(kind, wanted),
        pager=pager(kind, wanted, len(rows), total),
        forms=forms(kind, wanted),
        fields=FIELDS[kind],
        sorts={sort: SORT_WORDS[sort] for sort in SORTS[kind]},
        hidden=hidden(kind, wanted),
        today=today,
    )


def facets(kind: str, wanted: Selection, counted: Mapping[str, narrowing.Facet]) -> dict[str, list[Choice]]:
    """The facets of a table, each value with the address of the selection that it makes, or that leaving it makes."""
    found: dict[str, list[Choice]] = {}
    for name, values in counted.items():
        choices = [_choice(kind, wanted, name, value) for value in values if value[0] != ""]
        if choices:
            found[name] = choices
    return found


def _choice(kind: str, wanted: Selection, name: str, counted: tuple[str, str, int]) -> Choice:
    value, shown, n = counted
    on, changes = _toggled(wanted, name, value)
    shown = shown if name == "actor" else words.facet(name, value)
    return Choice(value, shown, n, address(f"/{kind}", wanted, **changes), on, words.means(name, value))


def _toggled(wanted: Selection, name: str, value: str) -> tuple[bool, dict[str, Any]]:
    """Whether a value is chosen, and what changes when it is clicked."""
    if name == "month":
        first, last = month(value)
        on = (str(wanted.since), str(wanted.until)) == (first, last)
        return on, {"since": None if on else first, "until": None if on else last}
    field = FORM_FIELDS.get(name, name)
    if name in LISTS:
        typed: Any = int(value) if name == "quad" else value
        have: tuple[Any, ...] = getattr(wanted, field)
        on = typed in have
        return on, {field: tuple(v for v in have if v != typed) if on else (*have, typed)}
    on = getattr(wanted, field) == value
    return on, {field: None if on else value}


def month(value: str) -> tuple[str, str]:
    """The first and last day of a month like ``2026-03``."""
    import calendar  # noqa: PLC0415 - small, and only here

    year, nth = int(value[:4]), int(value[5:7])
    return f"{value}-01", f"{value}-{calendar.monthrange(year, nth)[1]:02d}"


def chosen(kind: str, wanted: Selection) -> list[tuple[str, str, str]]:
    """What a selection leaves out by: the field, its value in words, the address without it."""
    usual = wanted_fields()
    found = []
    for name, value in wanted.given().items():
        shown = (
            ", ".join(f"{part:g}" if isinstance(part, float) else str(part) for part in value)
            if isinstance(value, tuple)
            else str(value)
        )
        found.append((name, shown, address(f"/{kind}", wanted, **{name: usual[name]})))
    return found


def wanted_fields() -> dict[str, Any]:
    """The fields of a selection as they are by default."""
    usual = Selection()
    return {name: getattr(usual, name) for name in Asked.model_fields}


def hidden(kind: str, wanted: Selection) -> list[tuple[str, str]]:
    """The parts of a selection that the form doesn't show, so that sending it keeps them."""
    shown = {*FIELDS[kind], "sort", "limit", "offset"}
    found: list[tuple[str, str]] = []
    for name, value in wanted.given().items():
        if name == "near":
            found.append((name, ",".join(f"{part:g}" for part in value)))
        elif name not in shown:
            found += [(name, str(part)) for part in (value if isinstance(value, tuple) else (value,))]
    return found


def pager(kind: str, wanted: Selection, shown: int, total: int) -> dict[str, Any]:
    """Where a page lies in its selection, and the addresses of its neighbours."""
    before = max(0, wanted.offset - wanted.limit)
    after = wanted.offset + wanted.limit
    return {
        "first": wanted.offset + 1 if shown else 0,
        "last": wanted.offset + shown,
        "before": address(f"/{kind}", wanted, offset=before) if wanted.offset else None,
        "after": address(f"/{kind}", wanted, offset=after)
        if after < total or (total > asking.ENOUGH and shown == wanted.limit)
        else None,
    }


def forms(kind: str, wanted: Selection) -> list[tuple[str, str]]:
    """The forms in which the rows can be had, each with its address."""
    names = ["json", "csv", "parquet", *(["geojson"] if kind in exchange.POINTS else []), "cite"]
    return [(name, address(f"/{kind}.{name}", wanted, offset=wanted.offset)) for name in names]
