"""Where reporting words, quote marks and binding words stop to say anything: the edges of the constructions."""

from __future__ import annotations

import pytest

from dateline.according_to import bind, find, quoting, reporting, sources
from dateline.according_to.media import medium
from dateline.according_to.words import words

from .drafting import draft_of, span

Row = tuple[str | None, str | None, str]


def reported(text: str) -> list[Row]:
    """Source, cue and content of what reporting words give."""
    draft = draft_of(text)
    return [
        (
            draft.slice(f.source) if f.source else None,
            draft.slice(f.cue) if f.cue else None,
            " | ".join(draft.slice(part) for part in f.contents),
        )
        for f in reporting.find(draft)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The union said late Tuesday the mill is shut.", ("The union", "said", "the mill is shut")),
        ("The union said Monday morning the mill is shut.", ("The union", "said", "the mill is shut")),
        ("The claim that the mill is shut spread.", (None, "claim", "that the mill is shut spread")),
        ("Its claim that the mill is shut spread.", ("Its", "claim", "that the mill is shut spread")),
        ("The union warned against shutting the mill.", ("The union", "warned", "against shutting the mill")),
        ("The union warned the owner that bread is dear.", ("The union", "warned", "that bread is dear")),
        ("He said and she denied that it was shut.", ("she", "denied", "that it was shut")),
        ("The union did not say that the mill is shut.", ("The union", "say", "that the mill is shut")),
        ("Reportedly, the mill is shut.", (None, "Reportedly", "the mill is shut")),
        ("The mill is shut, reportedly.", (None, "reportedly", "The mill is shut")),
        ("Yes, the union said.", ("the union", "said", "Yes")),
        ("Sources familiar with the talks said the mill is shut.",
         ("Sources familiar with the talks", "said", "the mill is shut")),
        ("The union, quoting the owner, said the mill is shut.", ("The union", "said", "the mill is shut")),
        ("The owner announced plans to shut the mill.", ("The owner", "announced", "plans to shut the mill")),
    ],
)  # fmt: skip
def test_one_speaker_and_what_is_said(text: str, found: Row) -> None:
    assert reported(text) == [found]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("There is no proof, the union said, adding that bread is dear.", ["There is no proof", "that bread is dear"]),
        ("The union denied the mill is shut but did say bread is dear.", ["the mill is shut", "bread is dear"]),
        ("The mill, the union said, is shut for the rest of the long winter.",
         ["The mill | is shut for the rest of the long winter"]),
    ],
)  # fmt: skip
def test_the_words_of_one_cue_are_no_other_cue_s(text: str, contents: list[str]) -> None:
    assert [row[2] for row in reported(text)] == contents


@pytest.mark.parametrize(
    "text",
    [
        "The union told nobody.",
        "The union said no.",
        "According to the owner.",
        "Reports that the mill is shut are false.",
        "It is not understood that it is shut.",
        "said said said",
        "The union said",
        "“The union said that the mill is shut.”",
    ],
)
def test_what_credits_nobody_with_anything(text: str) -> None:
    assert reported(text) == []


def quoted(text: str) -> list[Row]:
    """Source (or who is carried over), cue and content of quotations."""
    draft = draft_of(text)
    found = quoting.find(draft, reporting.find(draft))
    return [
        (
            draft.slice(source) if (source := f.source if f.cue else f.carried) else None,
            draft.slice(f.cue) if f.cue else None,
            " | ".join(draft.slice(part) for part in f.contents),
        )
        for f in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Shut,” she said.", ("she", "said", "Shut,")),
        ("The owner asked: “Why?”", ("The owner", "asked", "Why?")),
        ("“Why?” asked the owner. “Who knows?”", ("the owner", "asked", "Why? | Who knows?")),
        ("“The mill is shut,” she wrote in a letter to the baker.", ("she", "wrote", "The mill is shut,")),
        ("“It is shut,” says Jo Roe (40).", ("Jo Roe", "says", "It is shut,")),
        ("“It is shut,” Jo Roe told Al Poe.", ("Jo Roe", "told", "It is shut,")),
        ("“It is shut,” J. Roe said.", ("J. Roe", "said", "It is shut,")),
        ("“It is shut,” the U.S. envoy said.", ("the U.S. envoy", "said", "It is shut,")),
        ("“‘It is shut,’ he said to me,” Jo Roe recalled.", ("Jo Roe", "recalled", "‘It is shut,’ he said to me,")),
        ("“The mill is shut,” he said; “it was old.”", ("he", "said", "The mill is shut,")),
        ("“One.” “Two.” “Three,” Jo Roe said.", ("Jo Roe", "said", "Three,")),
    ],
)
def test_who_speaks_between_the_marks(text: str, found: Row) -> None:
    assert quoted(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "“The mill is shut.” — a long and dark and cold winter",
        "“The mill is shut”",
        "He called it “a shame.”",
        "“The mill is shut.” (Rain fell.)",
        "“” “” “”",
        "“",
    ],
)
def test_marks_beside_which_nobody_speaks(text: str) -> None:
    assert quoted(text) == []


def test_he_added_is_the_speaker_right_before() -> None:
    text = "“It is shut,” Jo Roe said.\n\n“Bread is dear,” Al Poe said.\n\n“It was old,” he added."
    draft = draft_of(text)
    carried = [f.carried for f in quoting.find(draft)]
    assert [draft.slice(one) if one else None for one in carried] == [None, None, "Al Poe"]


def bound(text: str) -> list[tuple[str, str]]:
    """Kind and words of what a text binds to."""
    return [(one.kind, one.what.text) for one in bind(find(draft_of(text))).commitments]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The union urged the owner not to shut the mill.", ("demand", "not to shut the mill")),
        ("The union urged the owner to not shut the mill.", ("demand", "not shut the mill")),
        ("The union urged the owner to shut the mill.", ("demand", "shut the mill")),
        ("The union called on the owner not to leave.", ("demand", "not to leave")),
        ("The union demanded that the owner leave.", ("demand", "the owner leave")),
        ("The union called for talks, rest and bread.", ("demand", "talks, rest and bread")),
        ("The union asked the owner to pay; the owner left.", ("demand", "pay")),
        ("“Unless they leave, we will strike the port,” Jo Roe said.", ("ultimatum", "strike the port")),
        ("The union threatened to strike until wages rise.", ("promise", "strike until wages rise")),
        ("The union pledged to pay food, fuel and water, and left.", ("promise", "pay food, fuel and water")),
        ("Leaving town, the union vowed to return.", ("promise", "return")),
        ("The union is going to strike.", ("plan", "strike")),
        ("The list is expected to be announced soon.", ("expectation", "be announced soon")),
        ("Jo Roe said the union will strike.", ("plan", "strike")),
    ],
)
def test_what_is_bound_to(text: str, found: tuple[str, str]) -> None:
    assert bound(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The owner was urged to leave.",
        "The union never promised to leave.",
        "The union did not agree to pay.",
        "The union does not plan to strike.",
        "Its promise to leave failed.",
        "The union is going to Oslo.",
        "The list is expected to be tired.",
        "The mayor should leave.",
        "Will the union strike?",
        "The union will strike.",
        "The union urged the owner not to",
        "The union urged not to",
        "The union asked the owner for bread.",
    ],
)
def test_what_binds_nobody(text: str) -> None:
    assert bound(text) == []


@pytest.mark.parametrize("article", ["The", "a", "An"])
def test_an_article_alone_is_no_source(article: str) -> None:
    text = f"{article} said"
    assert sources.before(words(text, (0, len(text))), 1) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jo Roe said by phone that it was late.", "telephone"),
        ("Jo Roe said in a phone call that it was late.", "telephone"),
        ("Jo Roe said in a press release that it was late.", "statement"),
        ("Jo Roe testified that it was late.", "court"),
        ("Jo Roe said on radio that it was late.", "radio"),
        ("Jo Roe said, in a long and rather dull and badly printed old report, so.", "report"),
    ],
)
def test_a_longer_phrase_names_the_medium_before_a_shorter(text: str, expected: str) -> None:
    cue = "testified" if "testified" in text else "said"
    assert medium(draft_of(text), span(text, cue), (0, len(text))) == expected
