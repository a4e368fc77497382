"""Whatever the description of the API allows can be asked, and never ends in an error of the server's."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from dateline.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = 12
"""Requests to each operation."""
SLOW = frozenset({"/code.json"})
"""Operations that need the model."""


def operations(store: Path) -> dict[str, Any]:
    """What the application says of itself, by method and path."""
    described = schemathesis.openapi.from_asgi("/openapi.json", create_app(store))
    results: Any = described.get_all_operations()
    return {f"{one.method.upper()} {one.path}": one for one in (result.ok() for result in results)}


@pytest.mark.filterwarnings("ignore")
def test_nothing_that_is_allowed_breaks_the_server(stored: Path) -> None:
    asked = operations(stored)
    assert {"GET /events.{form}", "GET /map.json", "GET /network.json"} <= asked.keys()
    broken: list[str] = []

    def ask(operation: Any) -> None:
        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def answered(case: Any) -> None:
            answer = case.call()
            if answer.status_code >= 500:
                broken.append(
                    f"{case.method} {case.formatted_path} {case.query}: {answer.status_code} {answer.text[:200]}"
                )

        answered()

    for operation in asked.values():
        if operation.path not in SLOW:
            ask(operation)
    assert broken == []
