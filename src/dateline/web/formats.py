"""Rows as answers: a page of JSON, every row in a format of `exchange`, and how to cite them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from fastapi.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from dateline import exchange
from dateline.store import asking, looking
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
"""Rows of a file that must be made whole: Parquet."""


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
        return [exchange.plain(row) for row in ask(self.stores, self.kind, self.wanted)]

    def every(self, most: int | None = None) -> Iterator[dict[str, Any]]:
        """All rows of the selection, whatever its page, at most `most` of them."""
        offset = 0
        while True:
            some = replace(self.wanted, limit=AT_ONCE, offset=offset)
            found = ask(self.stores, self.kind, some)
            yield from (exchange.plain(row) for row in found)
            offset += len(found)
            if len(found) < AT_ONCE or (most is not None and offset >= most):
                return


def ask(stores: Stores, kind: str, wanted: Selection) -> Sequence[Row]:
    """The rows of a selection; commitments as they stand on the day that counts as today."""
    store = stores()
    if kind == "commitments":
        return asking.commitments(store.engine, wanted, stores.day())
    return store.ask(kind, wanted)


def answer(source: Source, form: Form, url: str) -> Response:
    """The rows in a form; `url` is what was asked for.

    Raises:
        Problem: the rows have no such form.
    """
    if form == "json":
        return JSONResponse(_json(source, url))
    if form == "cite":
        return PlainTextResponse(cite(source, url))
    if form == "geojson" and source.kind not in exchange.POINTS:
        message = f"{source.kind} have no points: ask for events or incidents, or for {source.kind} as json"
        raise Problem(404, message)
    told = exchange.pieces(source.every(MOST if form == "parquet" else None), form)
    kept = {"content-disposition": f'attachment; filename="dateline-{source.kind}.{form}"'}
    return StreamingResponse(told, media_type=exchange.MEDIA[form], headers=kept)


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


def cite(source: Source, url: str) -> str:
    """How to cite the rows."""
    cited = looking.cited(source.stores().engine, source.kind, source.wanted, source.stores.where)
    return safe(exchange.citation(replace(cited, address=url)))
