"""Reading: bytes, files and tables in, documents out."""

from dateline.reading.document import from_text
from dateline.reading.inputs import read
from dateline.reading.raw import Limits

__all__ = ["Limits", "from_text", "read"]
