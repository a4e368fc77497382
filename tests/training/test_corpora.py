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
