"""Reading: bytes, files and tables in, documents out."""

from dateline.reading.document import from_text

__all__ = ["from_text"]
