"""What every request passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from dateline.store import open_store
from dateline.web.app import create_app
from dateline.web.guard import LARGEST, LONGEST, LOOPBACK
from tests.web.conftest import HOST, MARCH
from tests.web.making import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = ("/", "/events", "/about", "/nope", "/events?limit=0", "/static/style.css", "/events.json")


@pytest.fixture(scope="module")
def local(stored: Path) -> Iterator[TestClient]:
    """An application that answers to this machine's names alone."""
    with TestClient(create_app(stored, hosts=LOOPBACK), base_url=HOST) as made:
        yield made


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_what_isnt_its_own(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8377", "localhost:1", "[::1]:8377", "[::1]", "LOCALHOST"])
def test_this_machines_names_are_answered(local: TestClient, host: str) -> None:
    assert local.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8377", "", "[::1].x", "localhost."]
)
def test_other_names_are_not(local: TestClient, host: str) -> None:
    answer = local.get("/about", headers={"host": host})
    assert answer.status_code == 421
    assert "localhost" in answer.json()["detail"]


def test_without_names_any_is_answered(client: TestClient) -> None:
    assert client.get("/about", headers={"host": "news.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/events?type=ASSAULT", "/incidents.csv", "/now.json"])
def test_an_answer_that_is_known_isnt_made_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"if-none-match": f'"x", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag


def test_tags_differ_by_address_query_and_form(client: TestClient) -> None:
    tags = [client.get(path).headers["etag"] for path in ("/events", "/events?type=AID", "/incidents", "/events.json")]
    tags.append(client.get("/events", headers={"accept": "*/*"}).headers["etag"])
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", ["/nope", "/events?limit=0", "/code", "/event/none"])
def test_what_went_wrong_or_depends_on_more_has_no_tag(client: TestClient, path: str) -> None:
    assert "etag" not in client.get(path).headers


def test_a_tag_changes_with_the_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db", create=True) as store:
        with TestClient(create_app(tmp_path / "s.db"), base_url=HOST) as made:
            before = made.get("/documents.json").headers["etag"]
            store.begin("test")
            store.keep(report(MARCH))
            after = made.get("/documents.json", headers={"if-none-match": before})
        assert after.status_code == 200
        assert len(after.json()["rows"]) == 1


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in ("/events", "/events.csv", "/static/style.css"):
        answer = client.head(path)
        assert answer.status_code == 200
        assert answer.content == b""


def test_a_long_query_or_path_is_told_so(client: TestClient) -> None:
    assert client.get(f"/events?text={'x' * LONGEST}").status_code == 414
    assert client.get(f"/event/{'x' * 3000}").status_code == 414


def test_what_another_sites_page_sends_is_refused(client: TestClient) -> None:
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 422), ("none", 422)):
        assert client.post("/code", data={"text": ""}, headers={"sec-fetch-site": site}).status_code == status


def test_what_is_large_or_of_no_known_size_is_refused(client: TestClient) -> None:
    assert client.post("/code", content=b"x" * (LARGEST + 1)).status_code == 413
    assert client.post("/code", content=iter([b"text=x"])).status_code == 411
