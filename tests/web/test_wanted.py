"""The query string as a selection and back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from dateline.ontology import event_types
from dateline.store import Selection
from dateline.web.wanted import FARTHEST, MOST, Asked, Wanted, address, query

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = Selection(
    actor="Q1",
    recipient="x & y",
    party="Ärmel",
    type=("ASSAULT", "AID"),
    mode="destroy",
    quad=(1, 4),
    place="PRT",
    near=(41.5, -7.25, 30.0),
    since=dt.date(2026, 1, 1),
    until=dt.date(2026, 2, 1),
    factuality=("denied",),
    status=("contested",),
    source="A/B?",
    text='"salt mill" =',
    document="d1",
    incident="i1",
    min_confidence=0.25,
    sort="oldest",
    limit=7,
    offset=14,
)


@pytest.fixture(scope="module")
def asks() -> Iterator[TestClient]:
    """An application that says what it was asked for."""
    app = FastAPI()
    seen: list[Selection] = []

    @app.get("/")
    def root(wanted: Wanted) -> str:
        seen.append(wanted)
        return query(wanted)

    with TestClient(app) as made:
        made.app.seen = seen  # type: ignore[attr-defined]  # for `back`
        yield made


def back(asks: TestClient, sent: str) -> Selection:
    """The selection that a query string stands for."""
    answer = asks.get(f"/?{sent}")
    assert answer.status_code == 200, answer.text
    found: Selection = asks.app.seen[-1]  # type: ignore[attr-defined]
    return found


def test_a_whole_selection_comes_back(asks: TestClient) -> None:
    assert back(asks, query(WHOLE)) == WHOLE


def test_what_is_as_by_default_is_left_out() -> None:
    assert query(Selection()) == ""
    assert address("/events", Selection()) == "/events"


def test_a_change_goes_back_to_the_first_page() -> None:
    assert query(WHOLE, type=()).count("offset") == 0
    assert "offset=21" in query(WHOLE, offset=21)


def test_fields_that_a_form_leaves_empty_count_as_not_given(asks: TestClient) -> None:
    assert back(asks, "actor=&type=&since=&min_confidence=&limit=&near=&sort=&quad=&text=+") == Selection()


@given(st.text(max_size=40))
def test_any_words_come_back_without_nul_and_outer_space(asks: TestClient, words: str) -> None:
    sent = query(Selection(text=words.encode("utf-8", "replace").decode()))
    kept = words.encode("utf-8", "replace").decode().replace("\0", " ").strip()
    assert back(asks, sent).text == (kept or None)


WRONG = [
    ("limit=0", "limit"),
    (f"limit={MOST + 1}", "limit"),
    ("offset=-1", "offset"),
    (f"offset={FARTHEST + 1}", "offset"),
    ("since=yesterday", "since"),
    ("near=1,2", "near"),
    ("near=a,b,c", "near"),
    ("min_confidence=2", "min_confidence"),
    ("min_confidence=nan", "min_confidence"),
    ("quad=x", "quad"),
    (f"actor={'x' * 301}", "actor"),
]


@pytest.mark.parametrize(("sent", "field"), WRONG)
def test_a_wrong_value_is_told_by_its_field(asks: TestClient, sent: str, field: str) -> None:
    answer = asks.get(f"/?{sent}")
    assert answer.status_code == 422
    assert field in answer.text


def test_the_fields_are_those_of_a_selection() -> None:
    usual: Any = Selection()
    assert set(Asked.model_fields) == set(type(usual).__slots__)


def test_every_parameter_explains_itself(asks: TestClient) -> None:
    described: Any = asks.get("/openapi.json").json()["paths"]["/"]["get"]["parameters"]
    assert all(p["schema"]["title"] and p["description"] for p in described)
    kinds = next(p for p in described if p["name"] == "type")
    assert kinds["schema"]["items"]["enum"] == list(event_types())
