from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.according_to import reporting

from .drafting import draft_of

if TYPE_CHECKING:
    from dateline.according_to.found import Found


def found_in(text: str) -> list[dict[str, Any]]:
    """What the reporting words of a text give, in words."""
    draft = draft_of(text)

    def shown(found: Found) -> dict[str, Any]:
        return {
            "source": draft.slice(found.source) if found.source else None,
            "cue": draft.slice(found.cue) if found.cue else None,
            "content": " | ".join(draft.slice(part) for part in found.contents),
        }

    return [shown(found) for found in reporting.find(draft)]


def only(text: str) -> tuple[str | None, str | None, str]:
    """Source, cue and content of the one attribution of a text."""
    (one,) = found_in(text)
    return one["source"], one["cue"], one["content"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union said that it would strike.", ("The union", "said", "that it would strike")),
        ("The union says the plant is shut.", ("The union", "says", "the plant is shut")),
        ("The union has said the plant is shut.", ("The union", "said", "the plant is shut")),
        ("The union said on Tuesday that the plant is shut.", ("The union", "said", "that the plant is shut")),
        ("The union said Tuesday the plant is shut.", ("The union", "said", "the plant is shut")),
        ("The union added that the plant is shut.", ("The union", "added", "that the plant is shut")),
        ("The union warned that the plant may shut.", ("The union", "warned", "that the plant may shut")),
        ("The survey showed that prices had doubled.", ("The survey", "showed", "that prices had doubled")),
        ("The judge found that the law was broken.", ("The judge", "found", "that the law was broken")),
        ("Many believe that the mayor lied.", ("Many", "believe", "that the mayor lied")),
        ("Ada Brenner believes the mayor lied.", ("Ada Brenner", "believes", "the mayor lied")),
        ("The union asked whether the plant would shut.", ("The union", "asked", "whether the plant would shut")),
        ("The union explained how the plant was shut.", ("The union", "explained", "how the plant was shut")),
    ],
)
def test_clauses(text: str, expected: tuple[str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy told the council that a truce was near.", ("The envoy", "told", "that a truce was near")),
        ("The envoy told reporters the truce was near.", ("The envoy", "told", "the truce was near")),
        ("The envoy told them to wait.", ("The envoy", "told", "to wait")),
        ("The envoy assured them that a truce was near.", ("The envoy", "assured", "that a truce was near")),
        ("The envoy informed Oslo of the truce.", ("The envoy", "informed", "of the truce")),
    ],
)
def test_told_somebody(text: str, expected: tuple[str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank refused to lend more.", ("The bank", "refused", "to lend more")),
        ("The bank has vowed to lend more.", ("The bank", "vowed", "to lend more")),
        ("The bank wants to lend more.", ("The bank", "wants", "to lend more")),
        ("The bank called for new rules.", ("The bank", "called", "new rules")),
        ("The bank called on the cabinet to act.", ("The bank", "called", "the cabinet to act")),
        ("The bank accused the cabinet of theft.", ("The bank", "accused", "the cabinet of theft")),
        ("The bank condemned the raid.", ("The bank", "condemned", "the raid")),
        ("The bank rejected the offer.", ("The bank", "rejected", "the offer")),
        ("The bank spoke about the raid.", ("The bank", "spoke", "the raid")),
        ("The bank apologised for the error.", ("The bank", "apologised", "the error")),
        ("The bank was referring to the raid.", ("The bank", "referring", "the raid")),
        ("The bank complained of delays.", ("The bank", "complained", "delays")),
    ],
)
def test_what_is_expressed_without_a_clause(text: str, expected: tuple[str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plant is shut, the union said.", ("the union", "said", "The plant is shut")),
        ("The plant is shut, the union said on Monday.", ("the union", "said", "The plant is shut")),
        ("The plant is shut, said the union.", ("the union", "said", "The plant is shut")),
        ("The plant, the union said, is shut for the rest of the long winter.",
         ("the union", "said", "The plant | is shut for the rest of the long winter")),
        ("The plant is shut, according to the union.", ("the union", "according to", "The plant is shut")),
        ("According to the union, the plant is shut.", ("the union", "According to", "the plant is shut")),
        ("In the words of Ada Brenner, the plant is shut.", ("Ada Brenner", "In the words of", "the plant is shut")),
    ],
)  # fmt: skip
def test_a_speaker_at_the_edge_of_the_sentence(text: str, expected: tuple[str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It is understood that the plant is shut.", "It is understood", "that the plant is shut"),
        ("It was reported that the plant is shut.", "It was reported", "that the plant is shut"),
        ("The plant has reportedly shut.", "reportedly", "The plant has | shut"),
        ("The baker allegedly sold the plant.", "allegedly", "The baker | sold the plant"),
        ("The plant is believed to be shut.", "is believed to", "The plant | be shut"),
        ("Two men are said to have fled.", "are said to", "Two men | have fled"),
    ],
)
def test_nobody_is_named(text: str, cue: str, content: str) -> None:
    assert only(text) == (None, cue, content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels left the town, saying they were tired.", ("The rebels", "saying", "they were tired")),
        ("She left the hall, adding that it was late.", ("She", "adding", "that it was late")),
        ("“It was dark,” she said, adding that it was late.", ("she", "adding", "that it was late")),
        ("The rebels took the town, claiming that it was theirs.", ("The rebels", "claiming", "that it was theirs")),
    ],
)
def test_a_participle_takes_the_subject_of_its_clause(text: str, expected: tuple[str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The union said the plant is shut, adding that it was late.", ["the plant is shut", "that it was late"]),
        ("The union said the plant is shut and warned that more would follow.",
         ["the plant is shut", "that more would follow"]),
        ("The union said the plant is shut, while the owner rested.", ["the plant is shut"]),
        ("The union said the plant is shut; the owner rested.", ["the plant is shut"]),
        ("As the union said the plant would shut, the owner rested.", ["the plant would shut"]),
        ("The union said the plant is shut, but the owner rested.", ["the plant is shut"]),
    ],
)  # fmt: skip
def test_where_a_content_ends(text: str, contents: list[str]) -> None:
    assert [one["content"] for one in found_in(text)] == contents


@pytest.mark.parametrize(
    "text",
    [
        "The United States sent two ships.",
        "The plant was attacked on Monday.",
        "The plant has been blamed.",
        "The accused man left.",
        "A claimed victory is none.",
        "The said plant is shut.",
        "Rain fell.",
        "Said.",
        "“I said that it was over.”",
        "The plant on Said Street is shut.",
        "They had nothing to say that day.",
    ],
)
def test_what_only_looks_like_a_cue(text: str) -> None:
    assert found_in(text) == []


def test_a_headline_may_carry_capitals() -> None:
    assert only("Union Says Plant Is Shut") == ("Union", "Says", "Plant Is Shut")


def test_each_sentence_has_its_own() -> None:
    found = found_in("The union said the plant is shut. The owner denied that the plant is shut.")
    assert [one["source"] for one in found] == ["The union", "The owner"]


def test_sentences_of_a_repeat_give_nothing() -> None:
    text = "The union said the plant is shut."
    assert reporting.find(draft_of(text, repeats=((0, len(text)),))) == []


def test_every_finding_names_the_finder_and_holds_words() -> None:
    text = "The union said the plant, which is old, is shut, according to the owner, adding that it was late."
    draft = draft_of(text)
    for found in reporting.find(draft):
        assert found.finder == "reporting"
        assert all(any(c.isalnum() for c in draft.slice(part)) for part in found.contents)
