"""Exchange: rows of a store in the forms that other programs read."""

from __future__ import annotations

from dateline.exchange.tables import FORMATS, citation, write

__all__ = ["FORMATS", "citation", "write"]
