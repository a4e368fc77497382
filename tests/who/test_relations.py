from __future__ import annotations

from typing import Any

import pytest

from dateline import who
from tests.who.helpers import cases, draft_of


@pytest.mark.parametrize("case", cases("who_relate.json"))
def test_what_ties_the_actors_of_a_text(case: dict[str, Any]) -> None:
    relations = who.relate(draft_of(case["text"])).relations
    found = sorted([r.subject.name, r.relation.value, r.object.name] for r in relations)
    assert found == sorted(case["ties"])
    since = [str(r.period.start) for r in relations if r.period]
    assert since == ([case["since"]] if "since" in case else [])


@pytest.mark.parametrize("case", cases("who_relate.json", failing=False))
def test_a_tie_shows_the_words_that_say_it(case: dict[str, Any]) -> None:
    text = case["text"]
    for relation in who.relate(draft_of(text)).relations:
        assert text[slice(*relation.subject.span)] == relation.subject.text
        assert text[slice(*relation.object.span)] == relation.object.text
        start, end = relation.evidence
        assert start == min(relation.subject.span[0], relation.object.span[0])
        assert end == max(relation.subject.span[1], relation.object.span[1])
