"""Rows as data: JSON, JSON lines, CSV, Parquet, GeoJSON, and how to cite them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from dateline import __version__
from dateline.store import asking, clock, looking
from dateline.web import wanted as wants
from dateline.web.problems import Problem
from dateline.web.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.store import Selection
    from dateline.web.stores import Stores

    Row = Mapping[str, Any]

Form = Literal["json", "jsonl", "csv", "parquet", "geojson", "cite"]
AT_ONCE = 2_000
"""Rows that are read at once for an answer that streams."""
MOST = 200_000
"""Rows of a file that must be made whole: Parquet and GeoJSON."""
LISTS = frozenset({"contexts", "sectors"})
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
POINTS = frozenset({"events", "incidents"})
"""Tables whose rows have a point on the map."""


class Source:
    """Where the rows of an answer come from.

    Args:
        stores: the readers.
        kind: one of `looking.TABLES`.
        wanted: which rows.
    """

    def __init__(self, stores: Stores, kind: str, wanted: Selection) -> None:
        self.stores = stores
        self.kind = kind
        self.wanted = wanted

    def page(self) -> list[dict[str, Any]]:
        """The rows of the selection's own page."""
        return [plain(row) for row in ask(self.stores, self.kind, self.wanted)]

    def every(self, most: int | None = None) -> Iterator[dict[str, Any]]:
        """All rows of the selection, whatever its page, at most `most` of them."""
        offset = 0
        while True:
            some = replace(self.wanted, limit=AT_ONCE, offset=offset)
            found = ask(self.stores, self.kind, some)
            yield from (plain(row) for row in found)
            offset += len(found)
            if len(found) < AT_ONCE or (most is not None and offset >= most):
                return


def ask(stores: Stores, kind: str, wanted: Selection) -> Sequence[Row]:
    """The rows of a selection; commitments as they stand on the day that counts as today."""
    store = stores()
    if kind == "commitments":
        return asking.commitments(store.engine, wanted, stores.day())
    return store.ask(kind, wanted)


def plain(row: Row) -> dict[str, Any]:
    """A row with its lists as lists."""
    return {name: json.loads(value) if name in LISTS and value else value for name, value in row.items()}


def answer(source: Source, form: Form, url: str) -> Response:
    """The rows in a form; `url` is what was asked for.

    Raises:
        Problem: the rows have no such form.
    """
    name = f"dateline-{source.kind}"
    if form == "json":
        return JSONResponse(_json(source, url))
    if form == "jsonl":
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in source.every())
        return StreamingResponse(lines, media_type="application/jsonl", headers=_as_file(f"{name}.jsonl"))
    if form == "csv":
        return StreamingResponse(_csv(source.every()), media_type="text/csv", headers=_as_file(f"{name}.csv"))
    if form == "parquet":
        return Response(
            _parquet(source), media_type="application/vnd.apache.parquet", headers=_as_file(f"{name}.parquet")
        )
    if form == "geojson":
        return _geojson(source)
    return PlainTextResponse(cite(source, url))


def _as_file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def _json(source: Source, url: str) -> dict[str, Any]:
    rows, wanted = source.page(), source.wanted
    total = looking.count(source.stores().engine, source.kind, wanted, source.stores.day())
    more = wanted.offset + len(rows)
    after = wants.address(url.partition("?")[0], wanted, offset=more) if len(rows) == wanted.limit else None
    return {
        "kind": source.kind,
        "total": min(total, asking.ENOUGH),
        "more": total > asking.ENOUGH,
        "next": after,
        "rows": rows,
    }


def _csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A header and the rows, some hundred lines at a time; a cell that would be a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = False
    for nth, row in enumerate(rows):
        if not header:
            writer.writerow(row)
            header = True
        writer.writerow([_cell(value) for value in row.values()])
        if nth % 500 == 499:  # noqa: PLR2004 - lines in a chunk
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _parquet(source: Source) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - a third of a second
    from pyarrow import parquet  # noqa: PLC0415

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(source.every(MOST))), out, compression="zstd")
    return out.getvalue()


def _geojson(source: Source) -> Response:
    if source.kind not in POINTS:
        message = f"{source.kind} have no points: ask for events or incidents, or for {source.kind} as json"
        raise Problem(404, message)
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {name: value for name, value in row.items() if name not in {"id", "lat", "lon"}},
        }
        for row in source.every(MOST)
        if row["lat"] is not None and row["lon"] is not None
    ]
    return JSONResponse({"type": "FeatureCollection", "features": features}, media_type="application/geo+json")


def cite(source: Source, url: str) -> str:
    """How to cite the rows: the store, when they were looked at, which they are, what made them."""
    sizes = looking.sizes(source.stores().engine)
    given = source.wanted.given()
    chosen = "; ".join(f"{name} {_told(value)}" for name, value in given.items()) or "everything"
    known = str(source.stores.where)
    where = "a PostgreSQL database" if "@" in known or "://" in known else safe(known)
    return "\n".join(
        (
            f"{source.kind.capitalize()} coded from news reports by dateline {__version__}.",
            f"Store: {where}, {sizes['documents']} documents to {source.stores.day()}.",
            f"Coded by: {sizes['version'] or 'nobody yet'}.",
            f"Selection: {safe(chosen)}.",
            f"Address: {safe(url)}",
            f"Accessed: {clock.now()}",
            "Events are what reports say, incidents are derived from them; quote the reports for facts.",
            "",
        )
    )


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
