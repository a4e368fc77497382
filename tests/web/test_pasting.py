"""Code this: a pasted report and its record, with a coder that needs no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import coder
from dateline.web import pasting
from dateline.web.pasting import LONGEST
from tests import sample
from tests.web.conftest import EVIL, hostile
from tests.web.reading import Page, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fastapi.testclient import TestClient

    from dateline.records import Document, Record


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every document the sample's findings, or those of the hostile report."""

    def code_all(_: coder.Coder, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            yield (hostile() if EVIL in document.text else sample.RECORD).model_copy(update={"document": document})

    monkeypatch.setattr(coder.Coder, "code_all", code_all)


def test_the_form_is_labelled(client: TestClient) -> None:
    found = page(client, "/code")
    assert len(found.all("label")) == 2
    assert found.all("textarea", name="text")
    assert not found.all("input", name="url")  # nobody knows who asks


def test_a_report_is_shown_with_its_marks_at_once(client: TestClient) -> None:
    answer = client.post("/code", data={"text": sample.TEXT})
    found = Page(answer.text)
    assert not found.crossed
    assert {"e-e1", "e-e2"} <= {str(card.get("id")) for card in found.all("li")}
    assert [span["id"] for span in found.all("span") if span.get("id")] == ["w-e1", "w-e2"]
    assert sample.TEXT.splitlines()[3][:20] in found.text


def test_offsets_hold_where_a_browser_sends_other_line_ends(client: TestClient) -> None:
    found = Page(client.post("/code", data={"text": sample.TEXT.replace("\n", "\r\n")}).text)
    assert [mark for mark in found.all("mark") if mark.get("data-e")]


def test_a_date_is_taken(client: TestClient) -> None:
    assert "2026-05-06" in client.post("/code", data={"text": sample.TEXT, "published": "2026-05-06"}).text


def test_nothing_is_stored(client: TestClient) -> None:
    before = client.get("/documents.json").json()
    client.post("/code", data={"text": "A quite new report about the Wren Council."})
    assert client.get("/documents.json").json() == before


@pytest.mark.parametrize(
    ("sent", "status", "word"),
    [
        ({"text": "  "}, 422, "no text"),
        ({}, 422, "no text"),
        ({"text": "x" * (LONGEST + 1)}, 413, str(LONGEST)),
        ({"text": "A report.", "published": "someday"}, 422, "someday"),
    ],
)
def test_what_cant_be_coded_is_told_so(client: TestClient, sent: dict[str, str], status: int, word: str) -> None:
    answer = client.post("/code", data=sent)
    assert answer.status_code == status
    assert word in answer.text


def test_markup_in_a_report_is_shown_not_carried_out(client: TestClient) -> None:
    source = client.post("/code", data={"text": hostile().document.text}).text
    assert "<script>alert" not in source
    assert "<img" not in source


def test_programs_get_the_record(client: TestClient) -> None:
    told = client.post("/code.json", json={"text": sample.TEXT}).json()
    assert [event["id"] for event in told["events"]] == ["e1", "e2"]
    assert "text" not in told["document"]


@pytest.mark.parametrize(
    "sent",
    [{}, {"text": ""}, {"text": 3}, [], {"text": "x" * (LONGEST + 1)}, {"text": "x", "url": "https://a.example/"}],
)
def test_programs_are_told_what_is_wrong(client: TestClient, sent: object) -> None:
    answer = client.post("/code.json", json=sent)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_others_wait_but_not_for_ever(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "WAIT", 0.01)
    with pasting._one_at_a_time:
        assert client.post("/code.json", json={"text": "A report."}).status_code == 503
    assert client.post("/code.json", json={"text": "A report."}).status_code == 200
