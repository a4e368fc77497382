"""The reader: a document's events beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.reader import disagreements
from tests import sample
from tests.web.conftest import MARCH, NO, RAID
from tests.web.reading import Page, key_of, page

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def document(client: TestClient, title: str) -> Page:
    return page(client, f"/document/{key_of(client, 'documents', title=title)}")


def words(found: Page) -> str:
    return " ".join(found.text.split())


def test_a_report_shows_every_event_beside_every_word(client: TestClient) -> None:
    found = document(client, "^Kestrel Front says")
    assert {str(card["id"]) for card in found.all("li") if card.get("id")} == {"e-e1", "e-e2"}
    assert "#w-e1" in found.links
    assert [span["id"] for span in found.all("span") if span.get("id")] == ["w-e1", "w-e2"]
    for word in sample.TEXT.split():
        assert word in found.text


def test_marks_carry_their_role_as_a_word(client: TestClient) -> None:
    found = document(client, "^Kestrel Front says")
    roles = {str(mark["class"]).split()[0] for mark in found.all("mark") if mark.get("data-e")}
    assert {"r-who", "r-did", "r-whom", "r-where", "r-when", "r-says"} <= roles
    assert all(mark["class"] for mark in found.all("mark"))


def test_why_opens_the_reasons(client: TestClient) -> None:
    found = document(client, "^Kestrel Front says")
    assert found.all("details", class_="why")
    assert "runner-up COERCE 0.09" in found.text
    assert "No reasons were kept" in found.text


def test_who_says_so_stands_on_the_card(client: TestClient) -> None:
    assert "according to The Kestrel Front (said)" in words(document(client, "^Kestrel Front says"))


def test_commitments_and_relations_stand_below(client: TestClient) -> None:
    found = words(document(client, "^Kestrel Front says"))
    assert "ultimatum: “arrests” if “unless it left the valley by 10 May”" in found
    assert "Kestrel Front part of Free League" in found


def test_other_reports_of_the_incident_differ_field_by_field(client: TestClient) -> None:
    found = document(client, "^Mill burns")
    assert "2 other reports of this incident, 2 differ" in words(found)
    assert "killed 3 30" in words(found)
    assert "factuality asserted denied" in words(found)


def test_an_event_leads_to_its_words(client: TestClient) -> None:
    answer = client.get("/event/e1", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#w-e1")
    assert page(client, answer.headers["location"])


def test_a_document_without_its_words_shows_the_quotes(client: TestClient) -> None:
    found = document(client, "^No words kept")
    assert "keeps no texts" in found.text
    assert "Tide Council" in found.text
    anchors = [str(item["id"]) for item in found.all("li") if str(item.get("id")).startswith("w-")]
    assert len(anchors) == 1
    assert f"#{anchors[0]}" in found.links


def test_a_copy_shows_its_twins_record_and_leads_to_it(client: TestClient) -> None:
    found = document(client, "^Copied")
    twin = key_of(client, "documents", title="^No words kept")
    assert f"/document/{twin}" in found.links
    assert "a copy of" in found.text
    assert "1 other document says the same" in words(found)
    assert "Events 1" in words(found)


def test_where_a_day_rests_is_told(client: TestClient) -> None:
    assert "published 2026-05-04" in words(document(client, "^Kestrel Front says"))


def test_a_link_out_is_only_to_the_web(client: TestClient) -> None:
    found = document(client, "<script>")
    assert not [link for link in found.links if link.lower().startswith("javascript")]
    assert "https://a.example/1" in document(client, "^Mill burns").links


def test_the_record_comes_as_it_was_printed(client: TestClient) -> None:
    key = key_of(client, "documents", title="^Kestrel Front says")
    assert client.get(f"/document/{key}.json").json() == sample.RECORD.model_dump(mode="json")


def test_an_event_as_data_has_its_mentions_and_judgements(client: TestClient) -> None:
    told = client.get("/event/e1.json").json()
    assert {m["role"] for m in told["mentions"]} == {"actor", "place", "source", "time"}
    assert told["judgements"] == []
    assert told["evidence"] == sample.TEXT.splitlines()[2]


def test_reports_disagree_only_where_both_say_something() -> None:
    one = {"type": "AID", "mode": None, "factuality": "asserted", "who": "A", "whom": "", "place": "X", "killed": 3}
    rest = {"start_day": "2026-01-01", "injured": None}
    other = {**one, "mode": "x", "whom": "B", "killed": 4, "place": None}
    assert disagreements({**one, **rest}, {**other, **rest}) == [("killed", 3, 4)]


def test_sentences_of_the_store_are_the_reports_own(client: TestClient) -> None:
    for sentence in (RAID, NO, MARCH):
        assert client.get("/events.json", params={"text": f'"{sentence}"'}).json()["total"] == 1
