"""The example reports, with the troubles that real ones have: what the demo codes, and three months to fill a store."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from dateline import language, reading
from dateline.records import Document

EXAMPLES = Path(__file__).parent.parent / "examples"
DEMO = EXAMPLES / "demo"
ACTS = Path(__file__).parent / "cases" / "demo_incidents.json"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The examples by the name of their file, or by their own id where a file holds several."""
    found: dict[str, Document] = {}
    for path in sorted(filter(Path.is_file, EXAMPLES.iterdir())):
        inside = list(reading.read([path]))
        for document in inside:
            assert isinstance(document, Document), document
            found[path.stem if len(inside) == 1 else document.id] = document
    return found


@pytest.fixture(scope="module")
def demo() -> list[Document]:
    """The reports of the three months, file by file."""
    found = list(reading.read([DEMO]))
    assert all(isinstance(document, Document) for document in found)
    return [document for document in found if isinstance(document, Document)]


@pytest.fixture(scope="module")
def acts() -> list[dict[str, Any]]:
    """Which reports of the three months tell the same act."""
    found: list[dict[str, Any]] = json.loads(ACTS.read_text("utf-8"))
    return found


def test_there_are_enough_in_several_formats(documents: dict[str, Document]) -> None:
    assert len(documents) >= 12
    assert {path.suffix for path in EXAMPLES.iterdir() if path.is_file()} == {".txt", ".html", ".jsonl", ".csv"}


def test_a_directory_gives_them_all(documents: dict[str, Document], demo: list[Document]) -> None:
    assert len(list(reading.read([EXAMPLES]))) == len(documents) + len(demo)


def test_the_page_knows_its_publisher_and_date(documents: dict[str, Document]) -> None:
    page = documents["broadcaster-red-sea"]
    assert (page.publisher, str(page.published.start)) == ("Northlight News", "2023-11-20")
    assert page.title == "Houthis seize cargo ship in the Red Sea"
    assert "Home" not in page.text


def test_one_report_says_its_body_twice(documents: dict[str, Document]) -> None:
    assert [name for name, document in documents.items() if document.repeats] == ["commission-dam"]
    report = documents["commission-dam"]
    ((start, end),) = report.repeats
    half = report.text[start:end].strip()
    assert report.text.count(half) == 2
    assert report.text.find(half) < start


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("commission-dam", "We owe the families an answer, and they shall have it in writing,"),
        ("commission-dam", "Our engineers wrote to the ministry four times,"),
        ("denial-islands", "What the crews heard was a flare."),
        ("lm-33", "It will save lives in the first winter,"),
    ],
)
def test_broken_quote_marks_still_hold_their_words(documents: dict[str, Document], name: str, said: str) -> None:
    draft = language.split(documents[name])
    assert said in [draft.slice(quotation.inner) for quotation in draft.quotations]


@pytest.mark.parametrize("name", ["commission-dam", "denial-islands", "ministry-statement", "lm-33"])
def test_some_have_no_date(documents: dict[str, Document], name: str) -> None:
    assert documents[name].published.start is None


def test_a_feed_keeps_its_ids_as_they_were(documents: dict[str, Document]) -> None:
    assert {"nb-1001", "nb-1002", "nb-1003", "1004"} <= set(documents)


def test_the_three_months_have_reports_of_many_publishers(demo: list[Document]) -> None:
    assert len(demo) >= 36
    assert len({document.publisher for document in demo}) >= 8
    assert {str(document.published.start)[:7] for document in demo} == {
        f"{year}-{month:02}" for year in (2025, 2026) for month in (3, 4, 5)
    }


def test_no_report_pretends_to_be_real(demo: list[Document]) -> None:
    assert [d.url for d in demo if not (d.url or "").startswith("https://example.org/")] == []


def test_reports_have_the_length_of_news(demo: list[Document]) -> None:
    lengths = {document.url: len(document.text.split()) for document in demo}
    assert {url: length for url, length in lengths.items() if not 120 <= length <= 350} == {}


def test_a_file_is_in_the_order_of_publication() -> None:
    for path in DEMO.glob("*.jsonl"):
        days = [json.loads(line)["published"] for line in path.read_text("utf-8").splitlines()]
        assert days == sorted(days), path.name


def test_one_address_is_published_again_with_another_toll(demo: list[Document]) -> None:
    ((url, times),) = Counter(document.url for document in demo).most_common(1)
    first, second = (document for document in demo if document.url == url)
    assert times == 2
    assert "killed six soldiers" in first.text
    assert "Eight soldiers died" in second.text
    assert str(first.published.start) < str(second.published.start)


def test_texts_are_handed_on_whole_and_shortened(demo: list[Document]) -> None:
    texts = {(document.publisher, document.text) for document in demo}
    pairs = [(one, other) for one in texts for other in texts if one[0] != other[0] and one[1].startswith(other[1])]
    assert sorted(len(one[1]) == len(other[1]) for one, other in pairs) == [False, False, True, True]


def test_acts_are_told_in_words_of_the_reports(demo: list[Document], acts: list[dict[str, Any]]) -> None:
    texts: defaultdict[str, str] = defaultdict(str)
    for document in demo:
        texts[document.url or ""] += document.text
    told = [(act["act"], url, s) for act in acts for key in ("told", "either") for url, s in act.get(key, {}).items()]
    assert [(act, url, s) for act, url, stretches in told for s in stretches if s not in texts[url]] == []


def test_acts_are_told_by_several_reports(acts: list[dict[str, Any]]) -> None:
    assert len({act["act"] for act in acts}) == len(acts) >= 36
    assert [act["act"] for act in acts if len(act["told"].keys() | act.get("either", {}).keys()) < 2] == []


def test_the_three_months_quote_in_every_manner(demo: list[Document]) -> None:
    texts = "\n".join(document.text for document in demo)
    assert all(mark in texts for mark in ('"', "“", "«", "„", "‘", "``"))
    assert [d.url for d in demo for part in d.text.split("\n\n") if len(re.findall('"', part)) % 2] == []
