from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.language import paragraphs, quotes

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "quotes.json").read_text("utf-8"))


def marked(cases: list[dict[str, Any]]) -> list[Any]:
    """Cases as parameters, the known failures as strict xfails."""
    return [
        pytest.param(case, id=case["why"], marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [])
        for case in cases
    ]


@pytest.mark.parametrize("case", marked(CASES))
def test_quotations(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quotes.find(text, paragraphs.find(text))
    assert [text[slice(*q.span)] for q in found] == case["quotes"]
    assert [text[slice(*q.span)] for q in found if not q.closed] == case.get("unclosed", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_words_lie_inside_the_marks(case: dict[str, Any]) -> None:
    text = case["text"]
    for quotation in quotes.find(text, paragraphs.find(text)):
        (start, end), (first, last) = quotation.span, quotation.inner
        assert start <= first <= last <= end
        assert not set(text[start:first] + text[last:end]) - set("\"＂“”„«»‘’'`")
        assert last == end if not quotation.closed else last < end


def test_no_quotation_crosses_another() -> None:
    text = " ".join(case["text"] for case in CASES)
    found = quotes.find(text, [(0, len(text))])
    crossing = [(a.span, b.span) for a in found for b in found if a.span[0] < b.span[0] < a.span[1] < b.span[1]]
    assert crossing == []


def test_a_quotation_ends_with_its_paragraph_even_if_another_one_follows() -> None:
    text = "He said: “It rained.\nThe “mill” fell."
    found = quotes.find(text, paragraphs.find(text))
    assert [(text[slice(*q.inner)], q.closed) for q in found] == [("It rained.", False), ("mill", True)]


def test_marks_outside_the_paragraphs_are_not_read() -> None:
    assert quotes.find("“One” and “two”", [(0, 5)])[0].span == (0, 5)
    assert len(quotes.find("“One” and “two”", [(0, 5)])) == 1


def test_a_text_of_marks_alone_is_harmless() -> None:
    text = "“”‘’'\"``''«»„“" * 50
    for quotation in quotes.find(text, [(0, len(text))]):
        assert 0 <= quotation.span[0] <= quotation.span[1] <= len(text)


def test_time_grows_with_the_number_of_quotations_only() -> None:
    text = "“It rained,” he said of the miners' ‘good’ year. " * 2_000
    start = time.perf_counter()
    assert len(quotes.find(text, [(0, len(text))])) == 4_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("seed", range(20))
def test_no_text_gets_a_quotation_that_crosses_another_or_a_paragraph(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    for _ in range(50):
        text = "".join(draw.choices([*"ab s.,? \n\"’‘“”«»„`'", "’’", "``", "''", "‘’"], k=draw.randint(0, 40)))
        blocks = paragraphs.find(text)
        found = [q.span for q in quotes.find(text, blocks)]
        assert all(any(start <= s and e <= end for start, end in blocks) for s, e in found)
        assert not [(a, b) for a in found for b in found if a[0] < b[0] < a[1] < b[1]]
        assert found == sorted(found, key=lambda span: (span[0], -span[1]))


@pytest.mark.parametrize("mark", ['"', "“", "'", "‘’", "”", "x' "])
def test_marks_without_end_take_time_in_proportion(mark: str) -> None:
    text = f"{mark}a " * 20_000
    start = time.perf_counter()
    quotes.find(text, [(0, len(text))])
    assert time.perf_counter() - start < 5


def quoted(text: str) -> list[tuple[str, bool]]:
    """The words of each quotation, and whether it is closed."""
    return [(text[slice(*q.inner)], q.closed) for q in quotes.find(text, paragraphs.find(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 5%'s share fell in the '90s, they said.", []),
        ("The miners' strike and the owners' losses went on.", []),
        ("It was ‘a miners’ strike’ again.", [("a miners’ strike", True)]),
        ("He said: “She told me ‘no’ at once.”", [("She told me ‘no’ at once.", True), ("no", True)]),
        ('"Is it late?" he asked. "Yes."', [("Is it late?", True), ("Yes.", True)]),
        ("„Es ist spät“, said Reyl.", [("Es ist spät", True)]),
        ("«C’est tard», said Reyl.", [("C’est tard", True)]),
        ("“Late,” he said. “So late", [("Late,", True), ("So late", False)]),
        ("“One.\n\n“Two.”", [("One.", False), ("Two.", True)]),
        ("“One.\n\nTwo,” said Reyl.", [("One.", False), ("Two,", True)]),
        ("“It rained, he said on Monday.\n\nIt dried.", [("It rained,", False)]),
    ],
)
def test_what_is_quoted(text: str, found: list[tuple[str, bool]]) -> None:
    assert quoted(text) == found


def test_of_marks_that_nest_too_deeply_the_outermost_are_forgotten() -> None:
    """Only a mark whose close is missing gets that deep; what is open stays bounded."""
    text = "‘a “b " * 12 + "end"
    found = quotes.find(text, [(0, len(text))])
    starts = [q.span[0] for q in found]
    assert starts == sorted(starts)
    assert sum(q.span[1] == len(text) for q in found) <= quotes.DEEPEST
