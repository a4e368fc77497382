"""Where: the places a report names, told from people and organisations and resolved to GeoNames."""

from __future__ import annotations

from dateline.where.places import find, resolve

__all__ = ["find", "resolve"]
