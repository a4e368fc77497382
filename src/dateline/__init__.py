"""dateline reads news and keeps the record: who did or said what to whom, where, when, and according to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.coder import Coder
    from dateline.records import Document, Record

__all__ = ["Coder", "Document", "Record", "__version__"]
__version__ = "0.1.0"

_HOMES = {"Coder": "dateline.coder", "Document": "dateline.records", "Record": "dateline.records"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    """Import the public classes only when they are asked for, so that ``import dateline`` costs nothing."""
    if name not in _HOMES:
        message = f"module 'dateline' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
