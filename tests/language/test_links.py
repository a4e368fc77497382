"""Links: which words near a pronoun are judged, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from dateline import language, reading
from dateline.language import encoder, links
from dateline.language.heads import Encoded, Seen

if TYPE_CHECKING:
    from dateline.language.draft import Draft
    from dateline.language.heads import Weights
    from dateline.language.windows import Window

WIDTH = 4


def window_of(text: str) -> Window:
    (window,) = language.cut(language.split(reading.from_text(text)))
    return window


def encoded(window: Window) -> Encoded:
    """Vectors that say where a piece stands."""
    vectors = np.repeat(np.arange(len(window.ids), dtype=np.float32)[:, None], WIDTH, axis=1)
    return Encoded(vectors, np.zeros((len(window.ids), 1), dtype=np.float32))


def shown(text: str) -> tuple[list[str], list[str]]:
    """The words that a window shows, and its pronouns, each from its start to the next space or mark."""
    seen = links.seen(window_of(text), encoded(window_of(text)))
    words = [text[at:].split(maxsplit=1)[0].strip(".,'") for at in seen.starts.tolist()]
    return words, [word for word, is_one in zip(words, seen.pronouns.tolist(), strict=True) if is_one]


def weights(out: float = 1.0) -> Weights:
    """A head of one hidden unit: the first value of the name's vector less that of the pronoun's."""
    first = np.eye(1, WIDTH, dtype=np.float32)
    none = np.zeros((1, WIDTH), dtype=np.float32)
    return {
        "pronoun.token.weight": first,
        "pronoun.token.bias": np.zeros(1, dtype=np.float32),
        "pronoun.anchor.weight": -first,
        "pronoun.token_gate.weight": none,
        "pronoun.anchor_gate.weight": none,
        "pronoun.out.weight": np.full((1, 1), out, dtype=np.float32),
        "pronoun.out.bias": np.zeros(1, dtype=np.float32),
    }


def page(starts: list[int], pronouns: list[bool]) -> Seen:
    vectors = np.repeat(np.array(starts, dtype=np.float32)[:, None], WIDTH, axis=1)
    return Seen(np.array(starts, dtype=np.int64), vectors, np.array(pronouns, dtype=np.bool_))


@pytest.mark.parametrize(
    ("text", "words", "pronouns"),
    [
        ("Ana Reyl thanked her aides.", ["Ana", "Reyl", "her"], ["her"]),
        ("The mayor of Tarn said he was ill.", ["The", "Tarn", "he"], ["he"]),
        ("Herself she spared, not him.", ["Herself", "she", "him"], ["Herself", "she", "him"]),
        ("Nobody of the Hersheys hissed.", ["Nobody", "Hersheys"], []),
        ("“Ask Reyl about HIS car,” they said.", ["Ask", "Reyl", "HIS"], ["HIS"]),
        ("they left with it.", [], []),
    ],
)
def test_names_and_pronouns_for_persons_are_shown(text: str, words: list[str], pronouns: list[str]) -> None:
    found, told = shown(text)
    assert [word.lstrip("“") for word in found] == words
    assert told == pronouns


def test_a_pronoun_at_the_end_of_a_window_is_shown() -> None:
    assert shown("Ana Reyl saw him")[1] == ["him"]


def test_a_word_is_shown_by_its_first_piece() -> None:
    window = window_of("The Zorbekians left.")
    seen = links.seen(window, encoded(window))
    assert (
        seen.vectors[:, 0].tolist() == np.flatnonzero(np.isin(window.spans[:, 0], seen.starts) & window.starts).tolist()
    )


def test_every_other_word_shown_is_judged() -> None:
    (link,) = links.find([page([3, 5, 9], [False, True, False])], weights())
    assert link.start == 5
    assert link.scores == {3: 0.0, 9: 4.0}  # what is below nought is cut by the hidden layer


def test_the_window_before_is_judged_and_the_one_before_that_is_not() -> None:
    pages = [page([10], [False]), page([20], [False]), page([30, 12], [False, True]), page([40], [False])]
    (link,) = links.find(pages, weights())
    assert link.scores == {20: 8.0, 30: 18.0}


def test_the_product_of_both_counts() -> None:
    ones = np.ones((1, WIDTH), dtype=np.float32)
    table = {**weights(), "pronoun.token_gate.weight": ones, "pronoun.anchor_gate.weight": ones}
    names, pronouns = np.full((1, WIDTH), 2, dtype=np.float32), np.full((1, WIDTH), 3, dtype=np.float32)
    assert links.judged(pronouns, names, table).tolist() == [[(WIDTH * 2) * (WIDTH * 3) + 2 - 3]]


def test_without_a_head_or_a_pronoun_there_are_no_links() -> None:
    assert not list(links.find([page([3, 5], [False, True])], {}))
    assert not list(links.find([page([3, 5], [False, False])], weights()))
    assert not list(links.find([], weights()))


def read(text: str) -> Draft:
    (draft,) = language.read([language.split(reading.from_text(text))], encoder.shipped())
    return draft


def test_the_shipped_encoder_links() -> None:
    text = "Ana Reyl met Karl Brandt in Tarn. She thanked him."
    draft = read(text)
    assert [text[link.start :].split(maxsplit=1)[0].strip(".") for link in draft.links] == ["She", "him"]
    for link in draft.links:
        assert {text.index("Ana"), text.index("Reyl"), text.index("Brandt"), text.index("Tarn")} <= set(link.scores)


def test_links_are_the_same_whoever_is_read_beside() -> None:
    text, other = "Ana Reyl met Karl Brandt. She thanked him.", "It rained on Monday, he said."
    drafts = language.read([language.split(reading.from_text(t)) for t in (other, text)], encoder.shipped())
    assert list(drafts)[1].links == read(text).links
