"""What tests of several rooms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import who

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def shipped_afterwards() -> Iterator[None]:
    """No user's table of actors outlives its test."""
    yield
    who.adopt(None)
