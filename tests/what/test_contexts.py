"""Contexts by words."""

from __future__ import annotations

from dateline import ontology
from dateline.what.contexts import contexts, patterns


def test_every_context_of_the_ontology_has_words() -> None:
    assert set(patterns()) == set(ontology.contexts())


def test_words_give_contexts_in_the_ontologys_order() -> None:
    found = contexts("Lawmakers debated the refugees and the elections.")
    assert found == ("legislative", "election", "asylum")


def test_plain_sentences_have_none() -> None:
    assert contexts("The two neighbours met on Monday.") == ()


def test_parts_of_words_do_not_count() -> None:
    assert "legislative" not in contexts("The billboard fell on the road.")
