"""Exchange: rows of a store in the forms that other programs read."""

from __future__ import annotations

from dateline.exchange.tables import DIRECTION, FORMATS, MEDIA, POINTS, Cited, citation, harmless, pieces, plain, write

__all__ = ["DIRECTION", "FORMATS", "MEDIA", "POINTS", "Cited", "citation", "harmless", "pieces", "plain", "write"]
