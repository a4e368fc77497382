"""The review over HTTP, as plain forms: who is let in, what is kept, where it leads."""

from __future__ import annotations

import json
import re
import time
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dateline.store import asking, open_store
from dateline.web import signing
from dateline.web.app import create_app
from tests import sample
from tests.web.conftest import EVIL, HOST, RAID, hostile, raid
from tests.web.making import report
from tests.web.reading import Page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response

TOKEN = "under the third heron"  # noqa: S105 - of this store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    with open_store(path, create=True) as opened:
        opened.begin("test")
        opened.keep(sample.RECORD)
        opened.keep(report(RAID, raid(RAID, 3), publisher="Harbour Courier", title="Mill burns"))
    return path


@pytest.fixture
def client(store: Path) -> Iterator[TestClient]:
    with TestClient(create_app(store, review_token=TOKEN), base_url=HOST, headers={"accept": "text/html"}) as made:
        yield made


def send(client: TestClient, path: str, origin: str | None = HOST, **fields: str) -> Response:
    headers = {"origin": origin} if origin else {}
    return client.post(f"/review/{path}", data=fields, headers=headers, follow_redirects=False)


def sign_in(client: TestClient, name: str = "Ines Ruo", token: str = TOKEN) -> Response:
    return send(client, "door", name=name, token=token)


def shown(client: TestClient, query: str = "") -> str:
    """The id of the event that the page shows."""
    found = re.search(r'data-event="(\w+)"', client.get(f"/review{query}").text)
    assert found
    return found[1]


def row(store: Path, event: str) -> dict[str, Any]:
    with open_store(store) as opened:
        return dict(asking.one(opened.engine, "events", event) or {})


def judgements(store: Path) -> list[tuple[str, str | None, str]]:
    with open_store(store) as opened:
        return [(j["verdict"], j["field"], j["made_by"]) for j in asking.judgements(opened.engine)]


def test_without_a_token_there_is_no_review(store: Path) -> None:
    with TestClient(create_app(store), base_url=HOST) as client:
        assert client.get("/review").status_code == 404
        assert client.get("/review/agreement").status_code == 404
        assert sign_in(client, token="").status_code == 404
        assert "/review" not in client.get("/events", headers={"accept": "text/html"}).text


def test_whoever_is_not_signed_in_sees_no_event(client: TestClient) -> None:
    source = client.get("/review").text
    assert "Your name" in source
    assert "Heron" not in source
    assert client.get("/review/judged.jsonl").status_code == 403
    assert send(client, "judge", event="e1", verdict="accept").status_code == 403
    assert send(client, "undo").status_code == 403


def test_the_token_lets_in_and_nothing_else_does(client: TestClient) -> None:
    for name, token in (("Ines", "wrong"), ("", TOKEN), ("x" * 81, TOKEN), ("Ines", "")):
        answer = sign_in(client, name, token)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert sign_in(client).status_code == 303
    assert "Your last decisions" in client.get("/review").text


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    cookie = sign_in(client).headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/;", "max-age="))
    assert TOKEN not in cookie


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:81", "http://[", ""])
def test_forms_of_other_sites_are_refused(client: TestClient, store: Path, origin: str | None) -> None:
    sign_in(client)
    assert send(client, "judge", origin, event="e1", verdict="accept").status_code == 403
    assert send(client, "door", origin, name="Ines", token=TOKEN).status_code == 403
    assert judgements(store) == []


def test_pages_let_the_browser_say_where_a_form_comes_from(client: TestClient) -> None:
    assert client.get("/review").headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("change", ["name", "until", "seal", "nothing", "letters"])
def test_a_cookie_that_was_changed_is_none(client: TestClient, change: str) -> None:
    name, until, seal = signing.signed("Ines", TOKEN, int(time.time()) + 60).split(".")
    forged = {
        "name": f"T3R0bw.{until}.{seal}",
        "until": f"{name}.{int(until) + 9}.{seal}",
        "seal": f"{name}.{until}.{'0' * len(seal)}",
        "nothing": "",
        "letters": "a.b.c",
    }
    client.cookies.set(signing.COOKIE, forged[change])
    assert "Your name" in client.get("/review").text


def test_a_cookie_ends(client: TestClient) -> None:
    client.cookies.set(signing.COOKIE, signing.signed("Ines", TOKEN, int(time.time()) - 1))
    assert "Your name" in client.get("/review").text
    client.cookies.set(signing.COOKIE, signing.signed("Ines", TOKEN, int(time.time()) + 60))
    assert "you are Ines" in client.get("/review").text


def test_guessing_is_slowed_down(client: TestClient) -> None:
    for nth in range(signing.TRIES):
        assert sign_in(client, token=f"guess {nth}").status_code == 403
    assert sign_in(client).status_code == 429


def test_signing_out(client: TestClient) -> None:
    sign_in(client)
    assert send(client, "leave").status_code == 303
    assert "Your name" in client.get("/review").text


def test_an_event_is_shown_in_its_paragraph(client: TestClient) -> None:
    sign_in(client)
    found = Page(client.get("/review?event=e1").text)
    assert not found.crossed
    assert "fuel depot near" in found.text
    assert found.all("mark")
    assert "Nothing burned" not in found.text.partition("Correct a field")[0]


def test_a_decision_leads_to_the_next_event(client: TestClient, store: Path) -> None:
    sign_in(client)
    first = shown(client)
    answer = send(client, "judge", event=first, verdict="accept", given="quad=4&quad=3")
    assert parse_qs(urlsplit(answer.headers["location"]).query) == {"quad": ["4", "3"], "after": [first]}
    assert shown(client) != first
    assert judgements(store) == [("accept", None, "Ines Ruo")]
    assert row(store, first)["verdict"] == "accept"


def test_skipping_decides_nothing_and_comes_to_an_end(client: TestClient, store: Path) -> None:
    sign_in(client)
    seen, query = [], ""
    for _ in range(3):
        seen.append(shown(client, query))
        query = f"?after={seen[-1]}"
    assert len(set(seen)) == 3
    assert "3 that you skipped still wait" in client.get(f"/review{query}").text
    assert judgements(store) == []


def test_corrections_stay_with_the_event(client: TestClient, store: Path) -> None:
    sign_in(client)
    answer = send(client, "judge", event="e1", verdict="correct", field="killed", value="3", why="the guard died")
    assert answer.headers["location"].endswith("event=e1")
    assert row(store, "e1")["killed"] == 3
    assert "the coder said 2" in client.get("/review?event=e1").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "COERCE"), ("mode", ""), ("factuality", "denied"), ("who", "Free League; Kestrel Front"), ("whom", ""),
     ("place", "Gorse"), ("country", "PRT"), ("start_day", "2026-05-01"), ("injured", "4")],
)  # fmt: skip
def test_every_field_can_be_corrected(client: TestClient, store: Path, field: str, value: str) -> None:
    sign_in(client)
    assert send(client, "judge", event="e1", verdict="correct", field=field, value=value).status_code == 303
    kept = row(store, "e1")[field]
    assert str("" if kept is None else kept) == value


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"event": "gone", "verdict": "accept"}, "the store has no event gone"),
        ({"event": "e1", "verdict": "burn"}, "is no verdict"),
        ({"event": "e1", "verdict": "withdraw", "value": "x"}, "is no verdict"),
        ({"event": "e1", "verdict": "flag"}, "a flag says why"),
        ({"event": "e1", "verdict": "correct", "field": "evidence", "value": "x"}, "can&#39;t be corrected"),
        ({"event": "e1", "verdict": "correct", "value": "x"}, "which field"),
        ({"event": "e1", "verdict": "correct", "field": "type", "value": "NONE"}, "is no type"),
        ({"event": "e1", "verdict": "correct", "field": "start_day", "value": "soon"}, "is no day"),
        ({"event": "e1", "verdict": "accept", "why": "w" * 501}, "501 characters"),
    ],
)
def test_what_cannot_be_kept_is_said(client: TestClient, store: Path, fields: dict[str, str], words: str) -> None:
    sign_in(client)
    answer = send(client, "judge", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert judgements(store) == []


def test_large_forms_are_refused(client: TestClient) -> None:
    sign_in(client)
    assert send(client, "judge", event="e1", verdict="accept", why="w" * signing.LARGEST).status_code == 413
    assert send(client, "judge", **{f"f{nth}": "x" for nth in range(30)}).status_code == 422


def test_undo_takes_the_last_back_and_shows_it_again(client: TestClient, store: Path) -> None:
    sign_in(client)
    assert send(client, "undo").status_code == 422
    send(client, "judge", event="e1", verdict="accept")
    send(client, "judge", event="e2", verdict="reject")
    for event in ("e2", "e1"):
        assert send(client, "undo").headers["location"].endswith(f"event={event}")
        assert row(store, event)["verdict"] is None
    assert [verdict for verdict, _, _ in judgements(store)] == ["accept", "reject", "withdraw", "withdraw"]
    assert send(client, "undo").status_code == 422


def test_where_a_form_leads_stays_on_the_page(client: TestClient) -> None:
    """Whatever a form repeats lands behind the question mark."""
    sign_in(client)
    for given in ("//evil.example", "a\nlocation: http://evil.example", "\x00"):
        answer = send(client, "judge", event="e1", verdict="accept", given=given)
        assert answer.headers["location"].startswith("/review?")
        assert "\n" not in answer.headers["location"]


def test_a_second_reader_doesnt_see_what_the_first_said(client: TestClient) -> None:
    sign_in(client)
    send(client, "judge", event="e1", verdict="correct", field="killed", value="777", why="seen with my eyes")
    send(client, "judge", event="e1", verdict="accept")
    sign_in(client, "Otto Lind")
    source = client.get("/review?second=1").text
    assert 'data-event="e1"' in source
    assert "seen with my eyes" not in source
    assert 'value="777"' not in source
    send(client, "judge", event="e1", verdict="reject", given="second=1")
    agreed = client.get("/review/agreement").text
    assert "Ines Ruo and Otto Lind" in agreed
    assert "0 %" in agreed


def test_agreement_asks_for_two(client: TestClient) -> None:
    answer = client.get("/review/agreement", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    sign_in(client)
    assert "No event has been judged by two people yet" in client.get("/review/agreement").text


def test_judged_documents_can_be_had_as_lines(client: TestClient) -> None:
    sign_in(client)
    send(client, "judge", event="e1", verdict="accept")
    assert client.get("/review/judged.jsonl").text == ""
    (line,) = client.get("/review/judged.jsonl?whole=0").text.splitlines()
    assert [event["type"] for event in json.loads(line)["events"]] == ["ASSAULT"]


def test_markup_in_reports_and_reasons_stays_words(client: TestClient, store: Path) -> None:
    with open_store(store, write=True) as opened:
        opened.begin("test")
        made = hostile()
        opened.keep(made)
    sign_in(client, EVIL[:60])
    key = made.events[0].id
    send(client, "judge", event=key, verdict="flag", why=EVIL)
    send(client, "judge", event=key, verdict="correct", field="who", value=EVIL)
    for path in (f"/review?event={key}", "/review", "/review/agreement"):
        source = client.get(path).text
        assert "<script>alert" not in source
        assert "onerror=alert(1)>" not in source.replace("&gt;", "")
        assert not Page(source).crossed


def test_a_selection_narrows_the_queue_and_is_kept(client: TestClient) -> None:
    sign_in(client)
    source = client.get("/review?quad=3").text
    assert 'data-event="e2"' in source
    assert 'name="given" value="quad=3"' in source
    assert "1 waits" in source
    assert client.get("/review?event=gone").status_code == 404


def test_a_report_whose_words_are_not_kept_shows_its_evidence(client: TestClient, store: Path) -> None:
    with open_store(store, write=True) as opened:
        opened.begin("test", text=False)
        words = "The Heron Brigade burned the Salt Mill in Velmar again."
        made = report(words, raid(words))
        opened.keep(made)
    sign_in(client)
    assert "again." in Page(client.get(f"/review?event={made.events[0].id}").text).text
