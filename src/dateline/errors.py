"""What can go wrong, as a tree.

DatelineError
  InputError       a file, a line or a text that can't be read; says what to do
    FetchError     an address that can't or may not be fetched
  LayerError       a layer that doesn't exist
  KnowledgeError   a compiled table is missing or damaged
  StoreError       a store that can't be opened, read or written
  SelectionError   a selection that asks for what there can't be
  JudgementError   a judgement that can't be kept
"""

from __future__ import annotations


class DatelineError(Exception):
    """Any error that dateline raises on purpose; its text is one clear sentence with the next step."""


class InputError(DatelineError):
    """An input can't be read: which one, why, and what to do about it."""


class FetchError(InputError):
    """An address can't be fetched: which one, why, and what to do about it.

    Args:
        message: the sentence.
        status: what the server answered, where it did (HTTP).
        lasting: whether trying again later would be of no use.
    """

    def __init__(self, message: str, *, status: int | None = None, lasting: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.lasting = lasting


class LayerError(DatelineError, ValueError):
    """An unknown layer was asked for; the text names the known ones."""


class KnowledgeError(DatelineError):
    """A compiled table or a model file is missing or damaged; the text says how to make it again."""


class StoreError(DatelineError):
    """A store can't be opened, read or written: which, why, and what to do about it."""


class SelectionError(DatelineError, ValueError):
    """A selection has a field with a value that it can't have; the text names those that it can."""


class JudgementError(DatelineError, ValueError):
    """A judgement names no event or field that there is, or a value that the field can't have."""
