"""The five tables, with their facets, pages and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from dateline.store import Selection
from dateline.store.looking import TABLES
from dateline.web.tables import chosen, hidden, month, pager
from tests.web.reading import page

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def total(client: TestClient, path: str) -> int:
    return int(client.get(path).json()["total"])


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_a_table_says_how_many_rows_it_has(client: TestClient, kind: str) -> None:
    found = page(client, f"/{kind}")
    n = total(client, f"/{kind}.json")
    assert n > 0
    assert f"1 to {n} of {n}" in found.text
    assert len(found.all("tr")) == n + 1


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_every_field_has_a_label_and_every_column_a_head(client: TestClient, kind: str) -> None:
    found = page(client, f"/{kind}")
    fields = [e for e in found.elements if e[0] in {"input", "select"} and e[1].get("type") != "hidden"]
    assert fields
    assert len(found.all("label")) == len(fields)
    assert all(head.get("scope") == "col" for head in found.all("th"))


@pytest.mark.parametrize("kind", ["events", "incidents", "commitments", "documents"])
def test_every_facet_leads_to_as_many_rows_as_it_says(client: TestClient, kind: str) -> None:
    source = client.get(f"/{kind}").text
    told = re.findall(r'<li><a href="([^"]+)"[^>]*>.*?</a> <span class="n">(\d+)</span></li>', source, re.DOTALL)
    assert len(told) >= 2
    for href, n in told:
        address = urlsplit(href.replace("&amp;", "&"))
        assert total(client, f"{address.path}.json?{address.query}") == int(n), href


def test_a_value_that_is_chosen_is_left_by_the_same_link(client: TestClient) -> None:
    found = page(client, "/events?type=ASSAULT&factuality=denied")
    on = [str(a["href"]) for a in found.all("a", aria_current="true")] or [
        str(a["href"]) for a in found.all("a") if a.get("aria-current") == "true"
    ]
    assert sorted(on) == ["/events?factuality=denied", "/events?type=ASSAULT"]


def test_what_is_chosen_can_be_taken_away_one_by_one() -> None:
    wanted = Selection(type=("AID", "ASSAULT"), place="PRT", near=(1.0, 2.0, 3.5))
    assert chosen("events", wanted) == [
        ("type", "AID, ASSAULT", "/events?place=PRT&near=1%2C2%2C3.5"),
        ("place", "PRT", "/events?type=AID&type=ASSAULT&near=1%2C2%2C3.5"),
        ("near", "1, 2, 3.5", "/events?type=AID&type=ASSAULT&place=PRT"),
    ]


def test_the_form_keeps_what_it_doesnt_show() -> None:
    wanted = Selection(type=("AID", "ASSAULT"), near=(1.0, 2.0, 3.5), place="PRT", incident="i")
    kept = [("type", "AID"), ("type", "ASSAULT"), ("near", "1,2,3.5"), ("incident", "i")]
    assert hidden("events", wanted) == kept


def test_words_find_events(client: TestClient) -> None:
    assert total(client, "/events.json?text=salt mill") == 3
    assert total(client, '/events.json?text="mill salt"') == 0


def test_pages_follow_each_other(client: TestClient) -> None:
    seen: list[str] = []
    path: str | None = "/events.json?limit=2"
    while path:
        told = client.get(path).json()
        seen += [row["id"] for row in told["rows"]]
        path = told["next"]
    assert len(seen) == len(set(seen)) == total(client, "/events.json")


def test_a_page_links_to_its_neighbours(client: TestClient) -> None:
    source = client.get("/events?limit=2&offset=2&type=ASSAULT").text
    before, after = re.search(r'rel="prev" href="([^"]+)"', source), re.search(r'rel="next" href="([^"]+)"', source)
    assert before
    assert after
    assert parse_qs(urlsplit(before[1].replace("&amp;", "&")).query) == {"type": ["ASSAULT"], "limit": ["2"]}
    assert parse_qs(urlsplit(after[1].replace("&amp;", "&")).query)["offset"] == ["4"]


def test_the_pager_goes_on_beyond_what_is_counted() -> None:
    far = Selection(limit=50, offset=20_000)
    assert pager("events", far, 50, 10_001)["after"] == "/events?offset=20050"
    assert pager("events", far, 49, 10_001)["after"] is None


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    assert "Take all conditions away" in page(client, "/events?text=zeppelin").text
    assert "Back to the first" in page(client, "/events?offset=900").text


def test_what_isnt_asserted_never_looks_it(client: TestClient) -> None:
    source = client.get("/events?factuality=denied").text
    assert '<tr class="f-row f-denied' in source
    assert re.search(r'<span class="fact f-denied"[^>]*>denied</span>', source)


def test_codes_stand_beside_plain_words(client: TestClient) -> None:
    source = client.get("/events?type=PROTEST").text
    assert re.search(r"protests? <code>PROTEST</code>", source)
    assert re.search(r">Portugal</a> <code>PRT</code>", client.get("/events?place=PRT").text)


def test_a_day_that_the_text_doesnt_give_is_told_to_be_derived(client: TestClient) -> None:
    assert '<small class="derived" title="the text gives no day' in client.get("/events?text=salt").text


@pytest.mark.parametrize(
    ("value", "days"), [("2024-02", ("2024-02-01", "2024-02-29")), ("2026-12", ("2026-12-01", "2026-12-31"))]
)
def test_a_month_has_its_days(value: str, days: tuple[str, str]) -> None:
    assert month(value) == days


def test_a_selection_goes_along_to_the_other_views(client: TestClient) -> None:
    assert "/incidents?type=ASSAULT" in page(client, "/events?type=ASSAULT").links
