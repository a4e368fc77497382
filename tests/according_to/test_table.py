from __future__ import annotations

import pytest

from dateline.according_to.configuration import BEARING, BEARING_FAR, LEADING, lexicon
from dateline.according_to.reporting import PREPOSITIONS
from dateline.according_to.table import by_first_word, cues, load

TABLES = ("cues.toml", "commitments.toml", "factuality.toml", "media.toml")


@pytest.mark.parametrize("name", TABLES)
def test_tables_load(name: str) -> None:
    assert load(name)


def test_forms_are_single_words_in_lower_case() -> None:
    for name, forms in cues().frames.items():
        assert forms, name
        assert all(form == form.lower() and form.isalpha() for form in forms), name


def test_every_frame_that_the_code_asks_for_is_there() -> None:
    asked = {"say", "quote", "that", "clause", "tell", "object", "onto", *PREPOSITIONS.values()}
    assert asked == set(cues().frames)


def test_every_word_class_that_the_code_asks_for_is_there() -> None:
    assert {*BEARING, *BEARING_FAR, *LEADING} <= set(lexicon())
    asked = {"auxiliaries", "pronouns", "determiners", "prepositions", "stops", "days", "continuing", "breaks", "pasts"}
    assert asked <= set(cues().grammar)


def test_telling_words_are_forms_and_openers() -> None:
    table = cues()
    assert table.telling == table.forms | table.openers
    assert {"said", "according"} <= table.telling


def test_stops_end_noun_phrases_and_pronouns_are_some() -> None:
    grammar = cues().grammar
    assert not grammar["prepositions"] & grammar["stops"] - {"than"}
    assert {"he", "she", "they"} <= grammar["pronouns"]


def test_phrases_stand_under_their_first_word_the_longest_first() -> None:
    assert by_first_word(["is it", "is it so", "no"]) == {"is": (("is", "it", "so"), ("is", "it")), "no": (("no",),)}


def test_the_table_is_read_once() -> None:
    assert cues() is cues()


def test_phrases_of_commitments_name_no_phrase_twice() -> None:
    listed = [phrase for kind in load("commitments.toml")["phrases"].values() for phrase in kind]
    assert len(listed) == len(set(listed))


def test_media_name_no_phrase_twice() -> None:
    listed = [phrase for phrases in load("media.toml")["media"].values() for phrase in phrases]
    assert len(listed) == len(set(listed))
    assert all(phrase == phrase.lower() and len(phrase.split()) <= 3 for phrase in listed)
