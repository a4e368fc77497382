"""Who acts: every mention of an actor, whom it stands for, and what ties the actors to each other."""

from __future__ import annotations

from dateline.who.relations import relate
from dateline.who.resolving import find, resolve

__all__ = ["find", "relate", "resolve"]
