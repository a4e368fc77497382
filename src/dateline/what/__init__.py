"""What happened: the encoder's triggers made into events of PLOVER's types."""

from dateline.what.events import find
from dateline.what.pairs import relation

__all__ = ["find", "relation"]
