from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.according_to import bind, credit, encoded, find
from dateline.language.draft import Cue, Draft, Trigger

from .drafting import actor, draft_of, event, span

TEXT = "Two senators voiced doubts about the treaty. The union said the plant is shut."


def cue(words: str, sources: tuple[str, ...], contents: tuple[str, ...], score: float = 0.9) -> Cue:
    """A cue as the encoder hands it on."""
    return Cue(
        span(TEXT, words), 0, tuple(span(TEXT, s) for s in sources), tuple(span(TEXT, c) for c in contents), score
    )


def with_cues(*cues: Cue) -> Draft:
    """A draft whose encoder sees some cues."""
    return replace(draft_of(TEXT), cues=cues)


def test_source_cue_content_and_score_are_kept() -> None:
    (found,) = encoded.find(with_cues(cue("voiced doubts about", ("Two senators",), ("the treaty",), 0.7)))
    assert found.finder == "encoder"
    assert (found.source, found.cue) == (span(TEXT, "Two senators"), span(TEXT, "voiced doubts about"))
    assert (found.contents, found.score) == ((span(TEXT, "the treaty"),), 0.7)


def test_of_several_sources_the_first_counts() -> None:
    (found,) = encoded.find(with_cues(cue("said", ("The union", "Two senators"), ("the plant is shut",))))
    assert found.source == span(TEXT, "The union")


def test_contents_come_in_the_order_of_the_text() -> None:
    (found,) = encoded.find(with_cues(cue("said", (), ("the plant is shut", "doubts"))))
    assert [TEXT[slice(*part)] for part in found.contents] == ["doubts", "the plant is shut"]


def test_cues_in_a_repeat_give_nothing() -> None:
    draft = replace(draft_of(TEXT, repeats=((0, 44),)), cues=(cue("voiced doubts about", (), ("the treaty",)),))
    assert encoded.find(draft) == []


@pytest.mark.parametrize("contents", [("the plant is shut",), ("plant is shut",), ("the plant is shut.",)])
def test_the_encoder_s_content_stands_before_the_table_s(contents: tuple[str, ...]) -> None:
    found = find(with_cues(cue("said", ("The union",), contents))).attributions
    assert [TEXT[slice(*one.content[0])] for one in found] == list(contents)


def test_the_table_fills_in_what_the_encoder_missed() -> None:
    found = find(with_cues(cue("voiced doubts about", ("Two senators",), ("the treaty",)))).attributions
    assert [one.source.text for one in found if one.source] == ["Two senators", "The union"]


def test_a_quotation_may_go_on_from_a_speaker_that_only_the_encoder_sees() -> None:
    text = "Jo Roe was blunt about the old treaty. “It was never worth the paper it is on.”"
    seen = Cue(span(text, "was blunt about"), 0, (span(text, "Jo Roe"),), (span(text, "the old treaty"),), 0.9)
    found = find(replace(draft_of(text), cues=(seen,))).attributions
    assert [one.source.text for one in found if one.source] == ["Jo Roe", "Jo Roe"]


def test_the_whole_room_on_one_draft() -> None:
    text = "The union said soldiers burned a mill. “We will rebuild the mill by May,” Jo Roe said in a statement."
    draft = find(draft_of(text, "2031-03-02"))
    burned = event(draft, "burned", "ASSAULT", (actor(text, "soldiers"),))
    rebuilt = event(draft, "rebuild", "AGREE", (actor(text, "We", "Jo Roe"),))
    likely = {"future": 0.9, "asserted": 0.1}
    trigger = Trigger(rebuilt.trigger.span, 1, {"AGREE": 0.9}, {}, likely, (), 0.9)
    done = bind(credit(replace(draft, events=(burned, rebuilt), triggers=(trigger,))))
    assert [(one.factuality, [c.text for c in one.according_to]) for one in done.events] == [
        ("alleged", ["The union"]),
        ("future", ["Jo Roe"]),
    ]
    assert done.events[1].according_to[0].medium == "statement"
    assert [(one.kind, one.by[0].name) for one in done.commitments] == [("promise", "Jo Roe")]
