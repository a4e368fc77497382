from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import who
from dateline.according_to import speaking

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Span
    from dateline.records import Actor


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Actors stand for their own words, so that these tests are about this room and not about `who`."""

    def resolve(draft: Draft, span: Span) -> Actor:
        return speaking.plain(draft, span)

    monkeypatch.setattr(who, "resolve", resolve)
