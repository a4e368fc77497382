"""What happened: the encoder's triggers made into events of PLOVER's types."""

from dateline.what.events import find

__all__ = ["find"]
