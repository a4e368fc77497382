from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dateline.according_to import attributing, encoded, find
from dateline.according_to.found import Found
from dateline.language.draft import Cue, Draft

from .drafting import cases, draft_of, span

if TYPE_CHECKING:
    from dateline.records import Attribution


def shown(draft: Draft, found: Attribution, ids: list[str]) -> dict[str, Any]:
    """An attribution in the words of a case."""
    row: dict[str, Any] = {
        "source": found.source.text if found.source else None,
        "cue": found.cue.text if found.cue else None,
        "content": [draft.slice(part) for part in found.content],
        "kind": found.kind,
    }
    if found.source and found.source.name not in {None, found.source.text}:
        row["name"] = found.source.name
    if found.within:
        row["within"] = ids.index(found.within)
    return row


@pytest.mark.parametrize("case", cases("attributions"))
def test_attributions(case: dict[str, Any]) -> None:
    draft = find(draft_of(case["text"]))
    ids = [found.id for found in draft.attributions]
    if "xfail" in case:
        assert draft.attributions
    else:
        assert [shown(draft, found, ids) for found in draft.attributions] == case["found"]


SAID = "The ministry said that two bridges had been closed."


def with_cue(text: str, cue: str, source: str | None, *contents: str) -> Draft:
    """A draft whose encoder sees one cue."""
    sources = (span(text, source),) if source else ()
    seen = Cue(span(text, cue), 0, sources, tuple(span(text, part) for part in contents), 0.9)
    return replace(draft_of(text), cues=(seen,))


def test_the_encoder_alone_is_enough() -> None:
    text = "Doubts about the treaty were voiced by two senators."
    draft = find(with_cue(text, "Doubts about", "two senators", "the treaty"))
    assert [shown(draft, found, []) for found in draft.attributions] == [
        {"source": "two senators", "cue": "Doubts about", "content": ["the treaty"], "kind": "indirect"}
    ]


def test_one_attribution_where_two_finders_agree() -> None:
    draft = find(with_cue(SAID, "said", "The ministry", "two bridges had been closed"))
    assert len(draft.attributions) == 1
    assert draft.slice(draft.attributions[0].content[0]) == "two bridges had been closed"


def test_the_finder_names_itself() -> None:
    reasons = [
        find(one).because for one in (draft_of(SAID), with_cue(SAID, "said", None, "two bridges had been closed"))
    ]
    assert [reason[0].rsplit(" ", 1)[1] for reason in reasons] == ["reporting", "encoder"]


def test_a_missing_source_comes_from_the_other_finder() -> None:
    draft = find(with_cue(SAID, "said", None, "that two bridges had been closed"))
    source = draft.attributions[0].source
    assert source is not None
    assert source.text == "The ministry"


def test_a_clause_around_quoted_words_is_one_mixed_attribution() -> None:
    text = "The envoy said “the talks have failed completely” and the army would move."
    content = "“the talks have failed completely” and the army would move"
    draft = find(with_cue(text, "said", "The envoy", content))
    assert [(found.kind, draft.slice(found.content[0])) for found in draft.attributions] == [("mixed", content)]


def test_encoder_contents_lose_the_commas_at_their_edges() -> None:
    text = "The envoy, who left, said, the talks failed."
    assert encoded.find(with_cue(text, "said", None, ", the talks failed"))[0].contents == (
        span(text, "the talks failed"),
    )


def test_encoder_cues_without_content_give_nothing() -> None:
    assert encoded.find(with_cue(SAID, "said", "The ministry")) == []
    assert encoded.find(with_cue(SAID, "said", "The ministry", " ")) == []


def test_repeats_give_no_attribution() -> None:
    text = f"{SAID}\n\n“It is over,” she said.\n\n{SAID}\n\n“It is over,” she said."
    second = (text.rindex("The ministry"), len(text))
    draft = find(draft_of(text, repeats=(second,)))
    assert len(draft.attributions) == 2
    assert all(found.content[-1][1] <= second[0] for found in draft.attributions)


def test_ids_depend_on_the_text_and_the_spans_alone() -> None:
    first, again = find(draft_of(SAID)), find(draft_of(SAID))
    other = find(draft_of(SAID + " The harbour is shut."))
    assert first.attributions[0].id == again.attributions[0].id
    assert first.attributions[0].id != other.attributions[0].id


def test_ids_differ_within_a_document() -> None:
    draft = find(draft_of("The minister said the governor had denied that money was missing. He said it was late."))
    assert len({found.id for found in draft.attributions}) == len(draft.attributions) == 3


def test_every_mention_is_its_slice() -> None:
    text = "“The talks failed,” the envoy said. “Nobody came.” According to Ana Lopes, a strike began."
    draft = find(draft_of(text))
    for found in draft.attributions:
        for part in (found.source, found.cue):
            assert part is None or draft.slice(part.span) == part.text


@pytest.mark.parametrize("text", ["", " \n\n ", "“", "said", "said said said", "“” said", "according to", ", said ."])
def test_scraps_do_no_harm(text: str) -> None:
    assert all(found.content for found in find(draft_of(text)).attributions)


def test_a_long_line_of_cues_does_not_hang() -> None:
    text = "He said " * 3000 + "so."
    assert find(draft_of(text)).attributions


def test_kind_counts_letters_between_marks() -> None:
    text = "He said “yes” twice."
    draft = draft_of(text)
    assert attributing.kind(draft, (span(text, "yes"),)) == "direct"
    assert attributing.kind(draft, (span(text, "“yes” twice"),)) == "mixed"
    assert attributing.kind(draft, (span(text, "twice"),)) == "indirect"


def test_merging_keeps_findings_of_other_words_apart() -> None:
    draft = draft_of("One thing here. Another thing there.")
    one = Found("reporting", None, None, ((0, 14),))
    other = Found("encoder", None, None, ((16, 35),))
    assert attributing.merge(draft, [other, one]) == [one, other]


def test_merging_takes_contents_that_half_agree_as_one() -> None:
    draft = draft_of("One thing and another thing there.")
    earlier, later = Found("encoder", None, None, ((0, 20),)), Found("reporting", (0, 3), (4, 9), ((4, 20),))
    merged = attributing.merge(draft, [earlier, later])
    assert [(found.finder, found.source, found.contents) for found in merged] == [("encoder", (0, 3), ((0, 20),))]
