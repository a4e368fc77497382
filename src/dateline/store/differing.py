"""What two codings of the same document say differently, record by record, and why."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dateline.errors import SelectionError
from dateline.store import rows
from dateline.store.statements import among, by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.store.engine import Engine

    Item = Mapping[str, Any]

LAYERS = ("events", "attributions", "relations", "commitments")
"""Parts of a record that are compared."""
REASONS = "because"
"""The key of an event that says why; told beside what changed, no change by itself."""


def changes(engine: Engine, documents: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The records that came, went or changed between each two codings of documents, oldest documents first.

    Args:
        engine: the store's.
        documents: their ids; every document with several codings if none is given.

    Yields:
        ``document``, ``versions`` (older, newer), ``layer``, ``change`` (``came``, ``went`` or ``changed``), ``id``,
        ``text`` (the words that it is about), ``fields`` (what changed: older and newer value), ``because`` (the
        newer coding's reasons; the older one's, of what went).

    Raises:
        SelectionError: the store has no such document.
    """
    listed, bound = among("id", documents)
    if documents:
        known = {row["id"] for row in engine.rows(f"SELECT id FROM documents WHERE id IN ({listed})", bound)}
        if missing := [name for name in documents if name not in known]:
            message = f"the store has no document {missing[0]}: look its id up with `dateline events`"
            raise SelectionError(message)
    where = f"d.id IN ({listed})" if documents else "1 = 1"
    sql = (
        "SELECT d.doc, d.id, c.version, c.coding FROM codings c JOIN documents d ON d.doc = c.doc "
        f"WHERE {where} ORDER BY d.doc, c.coding"
    )
    for found in by(engine.rows(sql, bound), "doc").values():
        for old, new in pairwise(found):
            versions = [old["version"], new["version"]]
            for change in _between(_record(engine, old["coding"]), _record(engine, new["coding"])):
                yield {"document": old["id"], "versions": versions, **change}


def _record(engine: Engine, coding: int) -> Item:
    row = engine.rows("SELECT record FROM codings WHERE coding = :coding", {"coding": coding})[0]
    return dict(json.loads(rows.unpacked(bytes(row["record"]))))


def _between(old: Item, new: Item) -> Iterator[dict[str, Any]]:
    """What differs between two records of one document."""
    for layer in LAYERS:
        before, after = ({_name(layer, item): item for item in record[layer]} for record in (old, new))
        for name in sorted(before.keys() | after.keys()):
            one, other = before.get(name), after.get(name)
            fields = _fields(one, other) if one and other else {}
            if one and other and not fields:
                continue
            item = other or one or {}
            change = "changed" if one and other else "came" if other else "went"
            yield {
                "layer": layer,
                "change": change,
                "id": name,
                "text": _text(item),
                "fields": fields,
                "because": list(item.get(REASONS) or ()),
            }


def _name(layer: str, item: Item) -> str:
    """What a record is called in both codings: its id, or the words that it stands on."""
    if "id" in item:
        return str(item["id"])
    if layer == "relations":
        return f"{item['subject']['text']} {item['relation']} {item['object']['text']} {item['evidence']}"
    return f"{item['kind']} {item['what']['span']}"


def _text(item: Item) -> str:
    for key in ("trigger", "what", "cue"):
        if item.get(key):
            return str(item[key]["text"])
    if "subject" in item:
        return f"{item['subject']['text']} {item['relation']} {item['object']['text']}"
    return ""


def _fields(old: Item, new: Item) -> dict[str, list[Any]]:
    names = [name for name in old.keys() | new.keys() if name != REASONS and old.get(name) != new.get(name)]
    return {name: [old.get(name), new.get(name)] for name in sorted(names)}


def words(change: Item) -> str:
    """One change as a line to read."""
    told = [f"{name}: {_short(old)} -> {_short(new)}" for name, (old, new) in change["fields"].items()]
    reasons = f" because {'; '.join(change['because'])}" if change["because"] else ""
    kind = change["layer"].removesuffix("s")
    return (
        f"{change['document']} {kind} {change['id']} “{change['text']}” {change['change']} {', '.join(told)}{reasons}"
    )


def _short(value: Any) -> str:  # noqa: ANN401 - any value of a record
    """A field's value in few words: names and words of mentions, not their offsets."""
    if isinstance(value, list):
        return ", ".join(_short(item) for item in value) or "nothing"
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or value)
    return "nothing" if value is None else str(value)
