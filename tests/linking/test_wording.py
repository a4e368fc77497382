"""The words of a report as its copies share them."""

from __future__ import annotations

import pytest

from dateline.linking import wording


def plain(text: str) -> list[str]:
    return [piece.plain for piece in wording.pieces(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("?! — …", []),
        ("The pier is shut. Nobody knows why.", ["the pier is shut", "nobody knows why"]),
        ("The pier is shut.\n\nThe PIER is shut!", ["the pier is shut"]),
        ("The pier\u00a0 is\tshut", ["the pier is shut"]),
        ("“Shut it,” she said. Then\u200b he left.", ["shut it she said", "then he left"]),
        ("ﬁve ﬂags hung ｔｈｅｒｅ", ["five flags hung there"]),
        ("Die Straße ist zu", ["die strasse ist zu"]),
        ("VELMAR, Ostland (LNA) — The pier is shut.", ["the pier is shut"]),
        ("PORT ELLERY - The pier is shut.", ["the pier is shut"]),
        ("码头关了。没人知道。", ["码 头 关 了", "没 人 知 道"]),
    ],
)
def test_sentences_in_plain_form(text: str, sentences: list[str]) -> None:
    assert plain(text) == sentences


def test_a_line_wrapped_by_hand_is_one_sentence() -> None:
    text = (
        "The harbour master said on Monday evening that the pier would\nbe shut until the divers had seen to its legs."
    )
    assert len(plain(f"{text}\n{text.replace('Monday', 'Sunday')}")) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mayor Edda Voss counted 12 boats", ("edda", "voss", "12")),
        ("Nobody saw a thing", ()),
        ("In 1999 the F16s came", ("1999", "f16s")),
    ],
)
def test_names_are_words_with_a_capital_or_a_digit_but_the_first(text: str, names: tuple[str, ...]) -> None:
    (piece,) = wording.pieces(text)
    assert piece.names == names


def test_length_counts_words() -> None:
    assert [piece.length for piece in wording.pieces("One two three. Four five?")] == [3, 2]
