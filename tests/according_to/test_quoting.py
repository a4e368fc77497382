from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.according_to import quoting, reporting

from .drafting import draft_of

if TYPE_CHECKING:
    from dateline.according_to.found import Found

Row = tuple[str | None, str | None, str]


def found_in(text: str) -> list[Row]:
    """Source (or the speaker carried over, in brackets), cue and contents of a text's quotations."""
    draft = draft_of(text)

    def named(found: Found) -> str | None:
        carried = f"[{draft.slice(found.carried)}]" if found.carried else ""
        return (draft.slice(found.source) if found.source else "") + carried or None

    return [
        (named(f), draft.slice(f.cue) if f.cue else None, " | ".join(draft.slice(part) for part in f.contents))
        for f in quoting.find(draft, reporting.find(draft))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The mill is shut,” the owner said.", ("the owner", "said", "The mill is shut,")),
        ("“The mill is shut,” said the owner.", ("the owner", "said", "The mill is shut,")),
        ("“The mill is shut”, said the owner.", ("the owner", "said", "The mill is shut")),
        ('"The mill is shut," the owner said.', ("the owner", "said", "The mill is shut,")),
        ("‘The mill is shut,’ the owner said.", ("the owner", "said", "The mill is shut,")),
        ("``The mill is shut,'' the owner said.", ("the owner", "said", "The mill is shut,")),
        ("«The mill is shut,» the owner said.", ("the owner", "said", "The mill is shut,")),
        ("“Is the mill shut?” the owner asked.", ("the owner", "asked", "Is the mill shut?")),
        ("“The mill is shut!” the owner shouted.", ("the owner", "shouted", "The mill is shut!")),
        ("“The mill is shut,” Mr. Roe said.", ("Mr. Roe", "said", "The mill is shut,")),
        ("“The mill is shut,” Rep. Jo Roe (Ind.) said.", ("Rep. Jo Roe", "said", "The mill is shut,")),
        ("“The mill is shut,” Jo Roe, the owner, told Northwire.", ("Jo Roe", "told", "The mill is shut,")),
        ("“The mill is shut,” Jo Roe, who owns it, said.", ("Jo Roe", "said", "The mill is shut,")),
        ("“The mill is shut,” said Jo Roe, who owns it.", ("Jo Roe", "said", "The mill is shut,")),
        ("“The mill is shut,” the owner later added.", ("the owner", "added", "The mill is shut,")),
        ("“The mill is shut,” according to the owner.", ("the owner", "according to", "The mill is shut,")),
        ("“The mill is shut for good.” — Jo Roe", ("Jo Roe", "—", "The mill is shut for good.")),
    ],
)  # fmt: skip
def test_a_speaker_behind_the_quote(text: str, expected: Row) -> None:
    assert found_in(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The owner said: “The mill is shut.”", ("The owner", "said", "The mill is shut.")),
        ("The owner said, “The mill is shut.”", ("The owner", "said", "The mill is shut.")),
        ("The owner said “the mill is shut for good.”", ("The owner", "said", "the mill is shut for good.")),
        ("The owner told reporters: “The mill is shut.”", ("The owner", "told", "The mill is shut.")),
        ("Said the owner: “The mill is shut.”", ("the owner", "Said", "The mill is shut.")),
        ("According to the owner, “it is shut for good.”", ("the owner", "According to", "it is shut for good.")),
        ("The owner left, saying, “The mill is shut.”", ("The owner", "saying", "The mill is shut.")),
    ],
)  # fmt: skip
def test_a_speaker_before_the_quote(text: str, expected: Row) -> None:
    assert found_in(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The mill,” the owner said, “is shut.”", [("the owner", "said", "The mill, | is shut.")]),
        ("“The mill is shut,” he said. “It was old.”", [("he", "said", "The mill is shut, | It was old.")]),
        ("“The mill is shut,” the owner said. “It was old.” “It was dear to us.”",
         [("the owner", "said", "The mill is shut, | It was old. | It was dear to us.")]),
        ("“The mill is shut,” the owner said.\n\n“It was old and dear.”",
         [("the owner", "said", "The mill is shut,"), ("[the owner]", None, "It was old and dear.")]),
        ("“The mill is shut,” the owner said.\n\n“It was old,” she added.",
         [("the owner", "said", "The mill is shut,"), ("she[the owner]", "added", "It was old,")]),
        ("“The mill is shut,” the owner said.\n\n“It was old,” the baker said.",
         [("the owner", "said", "The mill is shut,"), ("the baker", "said", "It was old,")]),
        ("“The mill is shut,” the owner said. “And the gate.\n\n“It was old and dear.”",
         [("the owner", "said", "The mill is shut, | And the gate."), ("[the owner]", None, "It was old and dear.")]),
    ],
)  # fmt: skip
def test_a_speaker_goes_on(text: str, expected: list[Row]) -> None:
    assert found_in(text) == expected


def test_a_speaker_goes_on_from_an_indirect_sentence() -> None:
    text = "Jo Roe said the mill would shut. “It was old and dear to all of us.”"
    assert found_in(text) == [("[Jo Roe]", None, "It was old and dear to all of us.")]


def test_the_last_speaker_goes_on_and_not_the_one_before() -> None:
    text = "“The mill is shut,” the owner said. The baker said bread would be dear. “We all ate from that mill.”"
    assert found_in(text)[-1] == ("[The baker]", None, "We all ate from that mill.")


def test_nobody_goes_on_over_a_page() -> None:
    text = "“The mill is shut,” the owner said." + "\n\nRain fell on the town." * 5 + "\n\n“It was old and dear to us.”"
    assert len(found_in(text)) == 1


def test_full_stop_before_the_close_and_a_new_sentence_behind() -> None:
    text = "“The mill is shut.” The baker, who had come by the river road in the rain, said bread would be dear."
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “green line” divides the town.",
        "They sang “Winter Journey” and left.",
        "A film, “The Mill,” opened.",
        "“” said the owner.",
        "“The mill is shut for good”; rain fell.",
    ],
)
def test_what_is_no_speech(text: str) -> None:
    assert found_in(text) == []


def test_quoted_words_in_a_quote_are_the_same_speaker_s() -> None:
    text = "“He called it ‘a slow road to nowhere,’ and left,” the owner said."
    assert found_in(text) == [("the owner", "said", "He called it ‘a slow road to nowhere,’ and left,")]


@pytest.mark.parametrize("verb", ["will not", "would not", "must", "cannot"])
def test_words_picked_from_somebody_s_mouth(verb: str) -> None:
    assert found_in(f"Oslo “{verb} accept” the offer.") == [("Oslo", None, f"{verb} accept")]


def test_picked_words_need_somebody_before_them() -> None:
    assert found_in("“Will not accept” is a phrase.") == []


def test_quotations_of_a_repeat_give_nothing() -> None:
    text = "“The mill is shut,” the owner said."
    assert quoting.find(draft_of(text, repeats=((0, len(text)),))) == []


def test_without_paragraphs_the_text_is_one() -> None:
    draft = replace(draft_of("“The mill is shut,” the owner said."), paragraphs=())
    assert len(quoting.find(draft)) == 1


def test_without_sentences_the_speaker_is_still_found() -> None:
    draft = replace(draft_of("“The mill is shut,” the owner said."), sentences=())
    assert len(quoting.find(draft)) == 1
