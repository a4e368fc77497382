"""Near copies among the documents of a store: filing sketches, and finding whose text another repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.linking.copies import Sketch, copy_of, keys, sketch
from dateline.store.statements import among, insert, sharing

if TYPE_CHECKING:
    from dateline.store.engine import Engine

CANDIDATES = 24
"""Documents that are compared in full, those that share the most keys first."""
CROWD = 200
"""Of a key that more documents share, only the latest so many are looked at: it is boilerplate or much copied."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Whose text a document repeats: the keys of that document and of its group's first, and why.

    `whole`: it has nothing of its own, so it counts as the same source; else it has more (a round-up, a fuller text).
    """

    doc: int
    original: int
    whole: bool
    because: str


def file(engine: Engine, doc: int, made: Sketch) -> None:
    """File a document's sketch, so that later copies find it."""
    insert(engine, "sketch_keys", [{"key": key, "doc": doc} for key in sorted(set(keys(made)))])


def find(engine: Engine, made: Sketch) -> Copied | None:
    """The document that a text with this sketch copies, the one that it shares the most with; ``None`` for none.

    Versions that a newer one stands for are passed over: they say nothing any more that a copy could say again.
    """
    near = sharing(engine, "doc", sorted(set(keys(made))), CROWD, CANDIDATES)
    listed, bound = among("doc", near)
    sql = f"SELECT doc, id, original, sketch FROM documents WHERE doc IN ({listed}) AND current = 1 ORDER BY doc"
    stored = engine.rows(sql, bound)
    found = [(row, copy) for row in stored if (copy := copy_of(made, Sketch.unpack(bytes(row["sketch"]))))]
    if not found:
        return None
    row, copy = max(found, key=lambda item: (item[1].kind != "merged", item[1].share, -item[0]["doc"]))
    return Copied(row["doc"], row["original"], copy.kind != "merged", f"{copy.because} ({row['id']})")


__all__ = ["Copied", "Sketch", "file", "find", "sketch"]
