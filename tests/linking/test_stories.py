from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline import language, reading
from dateline.language.draft import Draft, Entity
from dateline.linking.stories import likeness, names, rarity, rows, stories, topic

TEXT = "Mira Holt was held in Tamsk on 7 May. Holt leads 300 dockers."


def draft(text: str = TEXT, *entities: str) -> Draft:
    split = language.split(reading.from_text(text))
    found = [Entity((text.index(e), text.index(e) + len(e)), "person", 0.9) for e in entities]
    return replace(split, entities=tuple(found))


def test_names_are_the_words_of_names_and_numbers() -> None:
    assert names(draft(TEXT, "Mira Holt", "Tamsk")) == {"7": 1, "300": 1, "mira": 1, "holt": 1, "tamsk": 1}


def test_the_topic_is_all_that_says_something() -> None:
    found = topic(draft())
    assert found["holt"] == 2
    assert "was" not in found
    assert "on" not in found


def test_what_all_documents_have_is_hardly_rare() -> None:
    rare = rarity([{"a": 1, "b": 3}, {"a": 2}, {"a": 1}])
    assert rare["b"] > 1 > rare["a"] > 0


def test_rows_have_unit_length_or_none() -> None:
    table = rows([{"a": 3.0, "b": 4.0}, {}, {"b": 2.0}])
    assert np.linalg.norm(table, axis=1).tolist() == pytest.approx([1, 0, 1])
    assert (table @ table.T)[0, 2] == pytest.approx(0.8)


def test_nothing_at_all_makes_rows_too() -> None:
    assert rows([{}]).shape == (1, 1)
    assert rows([]).shape == (0, 1)


def test_documents_that_share_rare_names_are_one_story() -> None:
    counts = [{"holt": 2, "tamsk": 1}, {"holt": 1, "tamsk": 2, "x": 1}, {"berg": 1, "velmar": 2}, {"berg": 2, "y": 1}]
    assert stories(likeness(counts), 0.15) == [[0, 1], [2, 3]]


def test_documents_that_share_nothing_stand_alone() -> None:
    assert stories(likeness([{"a": 1}, {"b": 1}, {}]), 0.15) == [[0], [1], [2]]


def test_the_more_is_asked_the_smaller_are_stories() -> None:
    alike = likeness([{"a": 1, "b": 1}, {"a": 1, "c": 1}])
    assert len(stories(alike, 0.05)) == 1
    assert len(stories(alike, 0.9)) == 2
