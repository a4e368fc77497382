from __future__ import annotations

import itertools
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.language import paragraphs, sentences

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "sentences.json").read_text("utf-8"))


def marked(cases: list[dict[str, Any]]) -> list[Any]:
    """Cases as parameters, the known failures as strict xfails."""
    return [
        pytest.param(case, id=case["why"], marks=[pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else [])
        for case in cases
    ]


@pytest.mark.parametrize("case", marked(CASES))
def test_sentences(case: dict[str, Any]) -> None:
    text = case["text"]
    found = sentences.split(text, paragraphs.find(text))
    assert [s.text for s in found] == case["sentences"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_spans_are_slices_in_order_and_lose_no_word(case: dict[str, Any]) -> None:
    text = case["text"]
    found = sentences.split(text, paragraphs.find(text))
    assert [text[slice(*s.span)] for s in found] == [s.text for s in found]
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


def test_each_sentence_knows_its_paragraph() -> None:
    text = "It rained. It snowed.\n\nThe mill fell."
    found = sentences.split(text, paragraphs.find(text))
    assert [s.paragraph for s in found] == [0, 0, 1]


def test_only_the_given_paragraphs_are_split() -> None:
    text = "It rained. It snowed. The mill fell."
    assert [s.text for s in sentences.split(text, [(11, 21)])] == ["It snowed."]


def test_no_paragraphs_no_sentences() -> None:
    assert sentences.split("It rained.", []) == ()


JOINED = [
    ("The talks with Gen.", "Brandt failed."),
    ("It ends at 5 p.m.", "Monday in the port."),
    ("It began on Sept.", "14 in the hills."),
    ("See Art.", "7 of the pact."),
    ("The chair, Anna B.", "Reyl, resigned."),
    ("“Go home.”", "the guard told them."),
    ("“Who is it?”", "Minister Reyl asked."),
    ("It was the anti-U.", "S. camp."),
    ("She lives in Ostland, D.C.", "- her brother does too."),
    ("He asked for Yahoo!", "shares."),
]
APART = [
    ("The talks failed.", "Brandt left."),
    ("It ends at 5 p.m.", "Then they sleep."),
    ("It began in May.", "Snow fell."),
    ("“Go home.”", "The guard closed the gate."),
    ("“Who is it?”", "Minister Reyl went to the door and opened it."),
    ("He flew to the U.S.", "She stayed."),
    ("It failed!", "Nobody cared."),
]


@pytest.mark.parametrize(("before", "after"), JOINED)
def test_torn_sentences_belong_together(before: str, after: str) -> None:
    assert sentences.belongs(before, after)


@pytest.mark.parametrize(("before", "after"), APART)
def test_whole_sentences_stay_apart(before: str, after: str) -> None:
    assert not sentences.belongs(before, after)


SIGNS = [*"ab AB.!?,;:'\"’‘“”«»`\n\r\t -–—()🎉é1", "U.S. ", "Gen. ", "p.m. ", "said ", "’’", "``", "\n\n"]


@pytest.mark.parametrize("seed", range(20))
def test_no_text_loses_a_sign_or_gets_a_sentence_that_overlaps_another(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    for _ in range(50):
        text = "".join(draw.choices(SIGNS, k=draw.randint(0, 60)))
        found = sentences.split(text, paragraphs.find(text))
        assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
        assert all(text[slice(*s.span)] == s.text == s.text.strip() for s in found)
        assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(found))


def test_quote_marks_change_nothing_but_their_own_place() -> None:
    plain = "The road is closed. Nobody can pass. The army agreed."
    marked_up = "“The road is closed. Nobody can pass.” The army agreed."
    strip = [s.text.strip("“”") for s in sentences.split(marked_up, [(0, len(marked_up))])]
    assert strip == [s.text for s in sentences.split(plain, [(0, len(plain))])]


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "It rained in Velmar. “Dig,” Gen. Roth said. " * 2_000
    start = time.perf_counter()
    assert len(sentences.split(text, [(0, len(text))])) == 4_000
    assert time.perf_counter() - start < 5
