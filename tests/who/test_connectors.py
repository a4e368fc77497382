from __future__ import annotations

import pytest

from dateline.records import RelationKind
from dateline.who.connectors import compile_words, ties


@pytest.mark.parametrize(
    ("words", "between", "fits"),
    [
        ("backed by", "backed by ", True),
        ("backed by", "not backed by ", False),
        ("[,] backed by [the]", ", backed by the ", True),
        ("[,] backed by [the]", "backed by ", True),
        ("(led|headed) by", "headed by ", True),
        ("(led|headed) by", "by ", False),
        ("(led by|under) [the]", "led by the ", True),
        ("~ , alias", "( abc ) , alias ", True),
        ("~ , alias", ", alias ", True),
        ("bracket or", "( abc ) or ", True),
        ("bracket or", "or ", False),
        ("open aka", "( aka ", True),
        ("part of [the] ^", "part of the ruritanian ’s ", True),
        ("part of [the] ^", "part of ", True),
        (", a [*] linked to", ", a small old group linked to ", True),
        (", a [*] linked to", ", a small , old group linked to ", False),
        (", a [*] linked to", ", a group never linked to ", False),
        (", a [*] linked to", ", a group fighting those linked to ", False),
        (", a [*] linked to", ", a b c d e f g h linked to ", False),
        ("a.k.a.", "a.k.a. ", True),
        ("a.k.a.", "axkxax ", False),
    ],
)
def test_the_words_of_a_row(words: str, between: str, *, fits: bool) -> None:
    assert bool(compile_words(words).fullmatch(between)) is fits


def test_every_row_says_which_tie_between_which_kinds() -> None:
    kinds = {"person", "people", "group", "state", "government", "name", "named"}
    assert ties().connectors
    for connector in ties().connectors:
        assert connector.left | connector.right <= kinds
        assert connector.left
        assert connector.right


def test_the_rows_cover_the_ties_that_words_between_can_tell() -> None:
    assert {connector.relation for connector in ties().connectors} == {
        RelationKind.ALSO_KNOWN_AS,
        RelationKind.PART_OF,
        RelationKind.AFFILIATED_WITH,
        RelationKind.SUPPORTED_BY,
        RelationKind.MEMBER_OF,
        RelationKind.LEADS,
    }


@pytest.mark.parametrize("key", ["known", "part", "backed", "led", "member", "affiliated", "(", "formed"])
def test_the_keys_hold_a_word_of_every_row(key: str) -> None:
    assert key in ties().keys


def test_a_row_matches_nothing_without_one_of_the_keys() -> None:
    """The keys save time only; they may not untie what a row ties."""
    for between in (
        ", wing of the ",
        "( abc ) or ",
        ", also known as the ",
        "( aka ",
        "headed by the ",
        "is a member of ",
    ):
        tied = [c for c in ties().connectors if c.pattern.fullmatch(between)]
        assert tied
        assert ties().keys & set(between.split())


def test_compounds_and_labels_are_read() -> None:
    assert ties().compounds["backed"] is RelationKind.SUPPORTED_BY
    assert ties().compounds["led"] is RelationKind.LEADS
    assert "designated" in ties().designate
    assert "former" in ties().past
