"""One incident, actor, place and commitment, with all that hangs on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from dateline.records import Judgement
from dateline.store import open_store
from dateline.store.incidents import merge
from dateline.web.app import create_app
from dateline.web.things import in_words, numbered, told_fields
from tests.web.conftest import HOST, reports
from tests.web.reading import Page, key_of, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def words(found: Page) -> str:
    return " ".join(found.text.split())


@pytest.fixture
def raid(client: TestClient) -> str:
    """The incident that three reports tell differently."""
    return key_of(client, "incidents", who="Heron Brigade")


def test_an_incident_tells_its_counts_and_leads_to_its_events(client: TestClient, raid: str) -> None:
    found = page(client, f"/incident/{raid}")
    assert "3 reports (events) 3 documents 3 publishers 3 independent sources" in words(found)
    assert f"/events?incident={raid}" in found.links


def test_an_incident_tells_who_says_otherwise(client: TestClient, raid: str) -> None:
    found = page(client, f"/incident/{raid}")
    assert "killed 30 (3 to 30) 1 of 3 2 3 (Harbour Courier) 1" in words(found)
    assert "denied (Ostland Wire)" in words(found)


def test_an_incident_says_why_it_stands_so_by_the_numbers_on_the_page(client: TestClient, raid: str) -> None:
    assert "Why it is contested: denied: report 3" in words(page(client, f"/incident/{raid}"))
    assert numbered("killed: 3 or 30: a, b", {"b": 2}) == "killed: 3 or 30: a, report 2"


def test_an_incident_has_a_history(client: TestClient, raid: str) -> None:
    found = words(page(client, f"/incident/{raid}"))
    assert "began with" in found
    assert found.count("was joined by") == 2


def test_an_incident_as_data(client: TestClient, raid: str) -> None:
    told = client.get(f"/incident/{raid}.json").json()
    assert told["summary"]["killed"]["low"] == 3
    assert [entry["change"] for entry in told["history"]][:2] == ["founded", "joined"]
    assert len(told["events"]) == told["reports"] == 3
    assert not {"inc", "cell"} & set(told)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """An application over a store of its own, that may be changed."""
    path = tmp_path / "own.db"
    with open_store(path, create=True) as store:
        store.begin("test")
        for record in reports():
            store.keep(record)
    with TestClient(create_app(path), base_url=HOST, headers={"accept": "text/html"}) as made:
        yield made


def test_an_incident_that_is_gone_leads_where_it_went(own: TestClient) -> None:
    gone, kept = key_of(own, "incidents", who="Plover Guild"), key_of(own, "incidents", who="Heron Brigade")
    with own.app.state.store.writing() as store:  # type: ignore[attr-defined]
        keys = [
            store.engine.rows("SELECT inc FROM incidents WHERE id = :id", {"id": k})[0]["inc"] for k in (kept, gone)
        ]
        with store.engine.transaction():
            merge(store.writing, keys[0], keys[1], "the test says so")
    answer = own.get(f"/incident/{gone}", follow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["location"] == f"/incident/{kept}"
    assert "took in" in words(page(own, f"/incident/{kept}"))


def test_a_judgement_shows_at_once(own: TestClient) -> None:
    before = own.get("/events").headers["etag"]
    with own.app.state.store.writing() as store:  # type: ignore[attr-defined]
        moment = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
        store.judge(Judgement(event="e1", field="killed", verdict="correct", value=7, by="Ana", at=moment))
    assert own.get("/events", headers={"if-none-match": before}).status_code == 200
    assert "judged: correct" in words(page(own, "/events?party=Kestrel Front"))
    assert own.get("/event/e1.json").json()["killed"] == 7


def test_an_actor_shows_what_it_does_suffers_says_and_promised(client: TestClient) -> None:
    key = key_of(client, "actors", name="^Kestrel Front$")
    found = page(client, f"/actor/{key}")
    assert f"/events?actor={key}&type=ASSAULT" in found.links
    assert f"/events?recipient={key}&type=THREATEN" in found.links
    assert "part of Free League" in words(found)
    assert "rebels REB" in words(found)


def test_an_actors_numbers_lead_to_as_many_events(client: TestClient) -> None:
    for row in client.get("/actors.json?limit=1000").json()["rows"]:
        told = client.get(f"/actor/{row['id']}.json").json()
        assert told["acts"] == client.get(f"/events.json?actor={row['id']}").json()["total"]
        assert told["receives"] == client.get(f"/events.json?recipient={row['id']}").json()["total"]


def test_what_an_actor_says_is_quoted(client: TestClient) -> None:
    found = words(page(client, f"/actor/{key_of(client, 'actors', name='^Anna Reyl$', country='OST')}"))
    assert "verbatim · said Nothing burned" in found


def test_an_actors_commitments_stand_with_it(client: TestClient) -> None:
    key = key_of(client, "actors", name="^Kestrel Front$")
    found = words(page(client, f"/actor/{key}"))
    assert "Anna Reyl → Kestrel Front · ultimatum: “arrests”" in found


def test_a_place_shows_what_happens_there(client: TestClient) -> None:
    found = page(client, "/place/PRT")
    assert "Portugal PRT" in words(found)
    assert "/events?place=PRT&type=ASSAULT" in found.links


def test_a_place_may_be_a_name(client: TestClient) -> None:
    assert "Heron Brigade" in page(client, "/place/Velmar").text


def test_a_country_without_events_says_what_to_do(client: TestClient) -> None:
    found = page(client, "/place/FRA")
    assert "No event in the store is placed in France" in found.text
    assert "/events?party=FRA" in found.links


def test_a_commitment_tells_what_is_due_when_and_in_which_words(client: TestClient) -> None:
    key = next(r["id"] for r in client.get("/commitments.json").json()["rows"] if r["what"] == "arrests")
    found = words(page(client, f"/commitment/{key}"))
    assert "what “arrests”" in found
    assert "due until 2026-05-10" in found or "due 2026-05-10" in found
    assert "She threatened the Front with arrests" in found
    told = client.get(f"/commitment/{key}.json").json()
    assert [row["id"] for row in told["thread"]] == [key]
    assert told["history"] == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("type", "AID", ("gives material help", "AID")),
        ("country", "FRA", ("France", "FRA")),
        ("killed", 3, ("3", "")),
        ("place", {"name": "Velmar", "country": "PRT"}, ("Velmar", "PRT")),
        ("period", {"start": "2026-01-01", "end": "2026-01-02", "stated": True}, ("2026-01-01 to 2026-01-02", "")),
        ("period", {"start": None, "end": None, "stated": False}, ("", "")),
        ("mode", None, ("", "")),
    ],
)
def test_a_value_is_told_in_words_with_its_code(name: str, value: object, told: tuple[str, str]) -> None:
    assert in_words(name, value) == told


def test_a_day_that_no_report_gives_says_so() -> None:
    assert "no report gives a day" in in_words("period", {"start": None, "end": "2026-01-02", "stated": False})[0]


def test_a_field_that_no_report_tells_isnt_shown() -> None:
    assert told_fields("killed", {"value": None}) == []
    assert told_fields("actors", []) == []


def test_the_number_of_events_of_which_somebody_is_a_source_leads_to_them(client: TestClient) -> None:
    rows = client.get("/actors.json?limit=1000").json()["rows"]
    actor = next(row for row in rows if row["says"])
    assert f'href="/events?according_to={actor["id"]}">{actor["says"]}<' in client.get(f"/actor/{actor['id']}").text
    found = client.get(f"/events.json?according_to={actor['id']}").json()
    assert found["total"] == actor["says"]
