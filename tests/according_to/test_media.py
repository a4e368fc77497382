from __future__ import annotations

import pytest

from dateline.according_to.media import medium

from .drafting import draft_of, span


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The minister told Northwire via email on Thursday.", "told", "email"),
        ("The minister said in a statement that it was over.", "said", "statement"),
        ("The minister said in a televised speech that it was over.", "said", "television"),
        ("The minister told reporters that it was over.", "told", "press briefing"),
        ("The minister said at a news conference that it was over.", "said", "press briefing"),
        ("The minister wrote on X that it was over.", "wrote", "X"),
        ("The minister said on X that it was over.", "said", "X"),
        ("The minister tweeted that it was over.", "tweeted", "X"),
        ("The minister said in an interview that it was over.", "said", "interview"),
        ("The minister said by telephone that it was over.", "said", "telephone"),
        ("In a letter the minister said that it was over.", "said", "letter"),
        ("The minister said that it was over.", "said", None),
        (
            "The minister said that the first of the twelve old mills by the river had burned down after an email.",
            "said",
            None,
        ),
    ],
)
def test_the_medium_beside_a_cue(text: str, cue: str, expected: str | None) -> None:
    found = medium(draft_of(text), span(text, cue), (0, len(text)))
    assert found == expected


def test_quoted_words_name_no_medium() -> None:
    text = "“I read it in an email,” the minister said."
    assert medium(draft_of(text), span(text, "said"), (0, len(text))) is None


def test_another_sentence_names_no_medium() -> None:
    text = "The minister said it was over. An email followed."
    assert medium(draft_of(text), span(text, "said"), (0, text.index("An"))) is None


def test_no_words_no_medium() -> None:
    assert medium(draft_of("said"), (0, 4), (0, 4)) is None
