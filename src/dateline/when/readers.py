"""The register of functions that read the matches of the grammar's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.when.grammar import Hit
    from dateline.when.story import Reading, Story

Reader: TypeAlias = "Callable[[Hit, Story], Reading | None]"

READERS: dict[str, Reader] = {}
"""Reading functions by the name that `grammar.toml` gives them."""


def reader(function: Reader) -> Reader:
    """Register a reading function under its own name; it returns ``None`` where the match means no time."""
    READERS[function.__name__] = function
    return function
