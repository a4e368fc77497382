"""What binds: promises, plans, ultimatums, demands and expectations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.language.draft import Draft


def bind(draft: Draft) -> Draft:
    """Set `draft.commitments`."""
    return draft
