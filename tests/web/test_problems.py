"""What goes wrong is told in a sentence: as JSON to programs, as a page to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.store.looking import TABLES
from dateline.web.app import create_app
from tests.web.conftest import HOST
from tests.web.reading import page

if TYPE_CHECKING:
    from pathlib import Path

WRONG = [
    ("/events?type=NOPE", 422, "ASSAULT"),
    ("/events?factuality=true", 422, "alleged"),
    ("/incidents?status=maybe", 422, "contested"),
    ("/events?since=2026-02-02&until=2026-01-01", 422, "exchange"),
    ("/events?limit=5000", 422, "limit"),
    ("/events?near=91,0,5", 422, "latitude"),
    ("/events?sort=random", 422, "newest"),
    ("/event/none", 404, "none"),
    ("/document/none", 404, "none"),
    ("/incident/none", 404, "none"),
    ("/actor/none", 404, "none"),
    ("/commitment/none", 404, "none"),
    ("/place/Nowhere", 404, "Nowhere"),
    ("/nope", 404, "/nope"),
]


@pytest.mark.parametrize(("path", "status", "word"), WRONG)
def test_people_get_a_page(client: TestClient, path: str, status: int, word: str) -> None:
    found = page(client, path, status)
    assert word in found.text
    assert "/" in found.links


@pytest.mark.parametrize(("path", "status", "word"), WRONG)
def test_programs_get_json(client: TestClient, path: str, status: int, word: str) -> None:
    answer = client.get(path, headers={"accept": "*/*"})
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"]) == (status, status)
    assert word in told["detail"]
    assert set(told) == {"type", "title", "status", "detail"}


def test_data_is_told_wrong_as_data_even_to_browsers(client: TestClient) -> None:
    answer = client.get("/events.json?type=NOPE")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/actors.geojson", "/documents.geojson", "/commitments.geojson"])
def test_what_has_no_points_says_who_has(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "events" in answer.json()["detail"]


def test_an_unknown_form_names_the_known_ones(client: TestClient) -> None:
    answer = client.get("/events.xlsx")
    assert answer.status_code == 422
    assert "parquet" in answer.json()["detail"]


@pytest.mark.parametrize("way", ["post", "put", "delete", "patch"])
def test_nothing_but_reading(client: TestClient, way: str) -> None:
    answer = client.request(way, "/events", headers={"accept": "*/*"})
    assert answer.status_code == 405
    assert "GET" in answer.json()["detail"]


FIELDS = st.sampled_from(
    "text party actor recipient type mode quad place near since until factuality status source document incident "
    "min_confidence sort limit offset".split()
)
VALUES = st.one_of(
    st.text(max_size=30), st.sampled_from(['"', "'", "%", "\\", "*", "NEAR(", "1e999", "-1", "0", "AND"])
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(TABLES)),
    st.sampled_from(["", ".json", ".csv", ".cite"]),
    st.lists(st.tuples(FIELDS, VALUES)),
)
def test_no_query_breaks_the_server(client: TestClient, kind: str, form: str, asked: list[tuple[str, str]]) -> None:
    sent: Any = [(name, value.encode("utf-8", "replace").decode()) for name, value in asked]
    assert client.get(f"/{kind}{form}", params=sent).status_code in {200, 422}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["event", "document", "incident", "actor", "place", "commitment"]), st.text(min_size=1, max_size=20)
)
def test_no_key_breaks_the_server(client: TestClient, kind: str, key: str) -> None:
    from urllib.parse import quote  # noqa: PLC0415 - only here

    path = quote(key.encode("utf-8", "replace").decode(), safe="")
    assert client.get(f"/{kind}/{path}", follow_redirects=False).status_code in {200, 404, 307}


def test_what_breaks_is_told_without_its_innards(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("dateline.store.looking.sizes", broken)
    with TestClient(create_app(stored), base_url=HOST, raise_server_exceptions=False) as made:
        answer = made.get("/about")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "log" in answer.json()["detail"]
