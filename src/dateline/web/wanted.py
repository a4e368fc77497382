"""A query string as a selection and back: one selection in the address serves every view."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache, lru_cache
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from dateline.ontology import loader
from dateline.records import Factuality
from dateline.store import Selection
from dateline.store.selection import SORTS, STANDINGS, STATUSES

MOST = 1_000
"""Rows of one page at most."""
FARTHEST = 1_000_000
"""Rows that may be skipped at most; beyond, narrow the selection or export it."""
LONGEST = 300
"""Characters of one value at most."""
NEAR = r"^\s*-?\d+(\.\d+)?\s*,\s*-?\d+(\.\d+)?\s*,\s*\d+(\.\d+)?\s*$"


def _words(title: str, description: str) -> Any:  # noqa: ANN401 - pydantic's own
    return Field(default=None, title=title, description=description, max_length=LONGEST)


def _several(title: str, values: list[Any], description: str) -> Any:  # noqa: ANN401
    extra: Any = {"items": {"type": "integer" if isinstance(values[0], int) else "string", "enum": values}}
    return Field(default=(), title=title, description=description, max_length=40, json_schema_extra=extra)


class Asked(BaseModel):
    """What may stand in a query string; a value that is left empty counts as not given."""

    model_config = ConfigDict(title="Selection")

    text: str | None = _words("Words", 'words of the evidence, all of them wanted; "in quotes" together')
    party: str | None = _words("Who or to whom", "a name or part of one, an actor's id, a Q-number, an alpha-3 code")
    actor: str | None = _words("Who", "who acts: as `party`")
    recipient: str | None = _words("To whom", "to whom it is done: as `party`")
    according_to: str | None = _words("According to", "whom the report has it from: as `party`")
    type: tuple[str, ...] = _several("Type", list(loader.event_types()), "types of event (PLOVER)")
    mode: str | None = _words("Mode", "a mode of a type (PLOVER)")
    quad: tuple[int, ...] = _several("Quad", [1, 2, 3, 4], "1 verbal and 2 material cooperation, 3 and 4 conflict")
    place: str | None = _words("Where", "a place, its GeoNames id, a first subdivision, or a country's alpha-3 code")
    near: str | None = Field(
        default=None, title="Near", description="latitude, longitude, kilometres", pattern=NEAR, max_length=80
    )
    since: dt.date | None = Field(default=None, title="Since", description="the first day, YYYY-MM-DD")
    until: dt.date | None = Field(default=None, title="Until", description="the last day, YYYY-MM-DD")
    factuality: tuple[str, ...] = _several("Factuality", [str(f) for f in Factuality], "how it stands to the world")
    status: tuple[str, ...] = _several("Status", list(dict.fromkeys((*STATUSES, *STANDINGS))), "of the incident")
    source: str | None = _words("Source", "a publisher")
    document: str | None = _words("Document", "a document's id")
    incident: str | None = _words("Incident", "an incident's id")
    min_confidence: float = Field(default=0.0, ge=0, le=1, title="Least confidence", description="0 to 1")
    sort: str = Field(
        default="newest", title="Order", description="how rows are ordered", json_schema_extra={"enum": list(SORTS)}
    )
    limit: int = Field(default=50, ge=1, le=MOST, title="Rows", description="rows of one page")
    offset: int = Field(default=0, ge=0, le=FARTHEST, title="From row", description="rows that are skipped")

    @model_validator(mode="before")
    @classmethod
    def _given(cls, values: Any) -> Any:  # noqa: ANN401 - pydantic's own
        """Leave out what is empty: a form sends every field."""
        if not isinstance(values, dict):
            return values
        kept = {
            name: [v for v in value if v != ""] if isinstance(value, list) else value for name, value in values.items()
        }
        return {name: value for name, value in kept.items() if value not in ("", [], None)}

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic's own
        """Text without NUL, which no database takes, and without space around it."""
        return value.replace("\0", " ").strip() or None if isinstance(value, str) else value

    def selection(self) -> Selection:
        """The selection that is asked for.

        Raises:
            SelectionError: a value is none that the field can have.
        """
        values = {name: getattr(self, name) for name in type(self).model_fields}
        near = self.near and tuple(float(part) for part in self.near.split(","))
        return Selection(**{**values, "near": near})


def selection(asked: Annotated[Asked, Query()]) -> Selection:
    """The selection that a request's query string stands for."""
    return asked.selection()


Wanted = Annotated[Selection, Depends(selection)]
"""The one dependency of every view."""


def whole(wanted: Selection) -> Selection:
    """What a selection selects, whatever its page and order: what answers about all of it are remembered by."""
    return replace(wanted, sort="newest", limit=1, offset=0)


def query(wanted: Selection, **changes: Any) -> str:  # noqa: ANN401 - the fields of a selection
    """The query string of a selection with some fields changed; what is as by default is left out.

    The page goes back to the first whenever anything but the page itself changes.
    """
    if changes and "offset" not in changes:
        changes["offset"] = 0
    values = {**_given(wanted), **changes}
    pairs: list[tuple[str, str]] = []
    for name, usual in _usual().items():
        value = values.get(name, usual)
        if value == usual:
            continue
        if name == "near":
            pairs.append((name, ",".join(f"{part:g}" for part in value)))
        elif isinstance(value, tuple):
            pairs += [(name, str(part)) for part in value]
        else:
            pairs.append((name, str(value)))
    return urlencode(pairs)


@cache
def _usual() -> dict[str, Any]:
    """The parts of a selection in the order of a query, as they are by default."""
    usual = Selection()
    return {name: getattr(usual, name) for name in Asked.model_fields}


@lru_cache(maxsize=64)
def _given(wanted: Selection) -> dict[str, Any]:
    """The parts of a selection that are not as by default; a page has hundreds of addresses made of the same one."""
    return {name: value for name, usual in _usual().items() if (value := getattr(wanted, name)) != usual}


def address(path: str, wanted: Selection, **changes: Any) -> str:  # noqa: ANN401
    """A path with the query string of a selection."""
    found = query(wanted, **changes)
    return f"{path}?{found}" if found else path
