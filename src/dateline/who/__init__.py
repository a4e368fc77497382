"""Who acts: every mention of an actor, whom it stands for, and what ties the actors to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.who import naming, own, tables
from dateline.who.home import settle
from dateline.who.relations import relate
from dateline.who.resolving import find, resolve

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["adopt", "find", "relate", "resolve", "settle"]


def adopt(path: Path | None) -> int:
    """Lay a user's own table of actors and offices over the shipped ones, for the whole process; ``None``: none.

    Returns:
        How many rows it has.

    Raises:
        InputError: the table can't be read, or rows of it are wrong.
    """
    rows = own.read(path) if path else []
    tables.adopt(rows)
    naming.forget()
    return len(rows)
