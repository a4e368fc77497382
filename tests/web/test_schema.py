"""Whatever the description of the API allows can be asked, and never ends in an error of the server's."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from dateline.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import not_a_server_error

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = 8
"""Requests to each operation."""
SLOW = {"/code.json"}
"""Operations that need the model."""


@pytest.fixture
def described(stored: Path) -> schemathesis.BaseSchema:
    """What the application says of itself."""
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(stored))


schema = schemathesis.pytest.from_fixture("described").exclude(path=sorted(SLOW))


@pytest.mark.filterwarnings("ignore")
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_that_is_allowed_breaks_the_server(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=[not_a_server_error])
