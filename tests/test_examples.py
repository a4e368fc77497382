"""The example reports: what the demo codes, with the troubles that real reports have."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import language, reading
from dateline.records import Document

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The examples by the name of their file, or by their own id where a file holds several."""
    found: dict[str, Document] = {}
    for path in sorted(EXAMPLES.iterdir()):
        inside = list(reading.read([path]))
        for document in inside:
            assert isinstance(document, Document), document
            found[path.stem if len(inside) == 1 else document.id] = document
    return found


def test_there_are_enough_in_several_formats(documents: dict[str, Document]) -> None:
    assert len(documents) >= 12
    assert {path.suffix for path in EXAMPLES.iterdir()} == {".txt", ".html", ".jsonl", ".csv"}


def test_a_directory_gives_them_all(documents: dict[str, Document]) -> None:
    assert len(list(reading.read([EXAMPLES]))) == len(documents)


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
