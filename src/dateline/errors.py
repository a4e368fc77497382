"""What can go wrong, as a tree.

DatelineError
  InputError       a file, a line or a text that can't be read; says what to do
  LayerError       a layer that doesn't exist
  KnowledgeError   a compiled table is missing or damaged
"""

from __future__ import annotations


class DatelineError(Exception):
    """Any error that dateline raises on purpose; its text is one clear sentence with the next step."""


class InputError(DatelineError):
    """An input can't be read: which one, why, and what to do about it."""


class LayerError(DatelineError, ValueError):
    """An unknown layer was asked for; the text names the known ones."""


class KnowledgeError(DatelineError):
    """A compiled table or a model file is missing or damaged; the text says how to make it again."""
