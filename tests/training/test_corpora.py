"""The corpora's texts as training sees them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
import corpora


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Ostland 's envoy left , he said .", "Ostland's envoy left, he said."),
        (
            'He said : " We did n\'t go . " Nobody ( but Merrow ) did',
            'He said: "We didn\'t go." Nobody (but Merrow) did',
        ),
        ("“ No , ” she said", "“No,” she said"),
        ("It cost $ 5 , or 3 %", "It cost $5, or 3%"),
    ],
)
def test_tokens_are_put_together_as_a_newspaper_prints_them(tokens: str, text: str) -> None:
    """No blank before a comma or inside quote marks, and every token is where its span says."""
    made, spans = corpora.natural(tokens.split())
    assert made == text
    assert [made[start:end] for start, end in spans] == tokens.split()


def annotation(tmp_path: Path) -> Path:
    """A file that annotates one document with one event."""
    event = {
        "trigger": [8, 15],
        "type": "ASSAULT",
        "alt_type": "COERCE",
        "mode": None,
        "factuality": "asserted",
        "roles": [["actor", [0, 7]], ["recipient", [16, 22]]],
    }
    row = {"text": corpora.digest("Ostland shelled Merrow."), "events": [event]}
    path = tmp_path / "some.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    return path


def test_annotations_find_their_text(tmp_path: Path) -> None:
    """Spans become triggers of the document that they were made on; others are left out."""
    documents = [corpora.Annotated("a", "Ostland shelled Merrow."), corpora.Annotated("b", "It rained.")]
    (made,) = corpora.annotated(documents, annotation(tmp_path))
    assert made.id == "a"
    assert made.triggers == [
        corpora.Trigger(
            (8, 15),
            {"ASSAULT": 0.75, "COERCE": 0.25},
            "none",
            "asserted",
            [("actor", (0, 7)), ("recipient", (16, 22))],
        )
    ]


def test_annotations_of_another_text_are_refused(tmp_path: Path) -> None:
    """Spans are worth nothing on a text that has changed."""
    with pytest.raises(ValueError, match="no document has the text"):
        corpora.annotated([corpora.Annotated("a", "Ostland shelled Velia.")], annotation(tmp_path))


CAPITALS = {"the": "the", "army": "army", "ostland": "Ostland", "today": "today", "no": "no", "in": "in", "it": "it"}


@pytest.mark.parametrize(
    ("capitals", "text"),
    [
        ("THE ARMY OF OSTLAND", "The army Of Ostland"),
        ("IT FELL TODAY.  THE ARMY", "It Fell today.  The army"),
        ("IN THE\nARMY'S ZONE", "In the army's Zone"),
        ("TODAY\n\n   THE ARMY", "Today\n\n   The army"),
    ],
)
def test_capitals_become_what_a_newspaper_prints(capitals: str, text: str) -> None:
    """Known words as they mostly are, unknown ones as names, the first of a sentence with a capital; lines joined."""
    assert corpora.cased(capitals, CAPITALS) == text


def test_words_are_mostly_written_so() -> None:
    """First words don't count, the commonest form wins."""
    assert corpora.forms(["Army of Ostland, of Ostland and of ostland. The end"]) == {
        "of": "of",
        "ostland": "Ostland",
        "and": "and",
        "end": "end",
    }


def test_pairs_keep_where_their_ends_stand(tmp_path: Path) -> None:
    """Marks go, spans stay; a missing end is none."""
    rows = [
        {"id": "1", "marked": "Well, <s>Ostland</s> sued <t>Merrow</t>.", "gold_root": "COERCE"},
        {"id": "2", "marked": "<s>Ostland</s> sued.", "gold_root": "COERCE"},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    first, second = corpora.pairs(path)
    assert first.text == "Well, Ostland sued Merrow."
    assert first.pair == corpora.Asked((6, 13), (19, 25), "COERCE")
    assert second.pair == corpora.Asked((0, 7), None, "COERCE")


DEAL = "It rained. Ostland thanked Merrow and the Heron Guild, and shelled the Guild. Merrow left."


def act(word: str, kind: str, actor: str, *recipients: str, factuality: str = "asserted") -> corpora.Trigger:
    """An event of `DEAL`, its parties by their last mention."""

    def at(words: str) -> corpora.Span:
        return DEAL.rindex(words), DEAL.rindex(words) + len(words)

    roles = [("actor", at(actor)), *(("recipient", at(name)) for name in recipients)]
    return corpora.Trigger(at(word), {kind: 1.0}, None, factuality, roles)


def told(*triggers: corpora.Trigger) -> list[tuple[str, str, str]]:
    """Source, target and root of the pairs that events of `DEAL` tell."""
    found = []
    for made in corpora.told([corpora.Annotated("deal", DEAL, triggers=list(triggers))]):
        assert made.pair
        assert made.pair.source
        assert made.pair.target
        source, target = made.pair.source, made.pair.target
        found.append((made.text[slice(*source)], made.text[slice(*target)], made.pair.root))
    return found


def test_events_tell_pairs_with_roots_of_plv() -> None:
    """Each in its own sentence; of several recipients each makes a pair."""
    assert told(act("thanked", "CONCEDE", "Ostland", "the Heron Guild", "the Guild")) == [
        ("Ostland", "the Heron Guild", "YIELD"),
        ("Ostland", "the Guild", "YIELD"),
    ]


@pytest.mark.parametrize(
    "triggers",
    [
        [act("thanked", "SUPPORT", "Ostland", "the Guild", factuality="denied")],
        [act("thanked", "INVESTIGATE", "Ostland", "the Guild")],
        [act("thanked", "SUPPORT", "Ostland", "the Guild"), act("shelled", "ASSAULT", "Ostland", "the Guild")],
        [act("thanked", "SUPPORT", "Ostland", "Merrow")],
        [act("thanked", "SUPPORT", "the Heron Guild", "Heron Guild")],
        [act("thanked", "SUPPORT", "Ostland")],
    ],
    ids=["denied", "no root", "two acts", "another sentence", "the same words", "nobody"],
)
def test_what_tells_no_pair(triggers: list[corpora.Trigger]) -> None:
    """Denied, without a root of PLV's, with several acts, or without two parties in its sentence."""
    assert told(*triggers) == []
