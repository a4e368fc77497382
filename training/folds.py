"""Record what the fold models find in the documents, and tell of the pairs, that they did not see.

python training/folds.py --corpus ../shared/corpus --models build/fold0 build/fold1 ... build/fold4
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import corpora
from train import FOLDS

from dateline import language, reading
from dateline.language.heads import Findings
from dateline.what import plv

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))
import recorded


def main() -> None:
    """Parse the command line, run each model over its fold, write `evaluation/folds.jsonl.gz`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--models", type=Path, nargs=FOLDS, required=True, help="folders of exported fold models")
    parser.add_argument("--output", type=Path, default=recorded.FOLDS)
    parser.add_argument("--pairs", type=Path, default=recorded.PAIRS)
    options = parser.parse_args()
    drafts = [
        language.split(d) for d in reading.read([options.corpus / "events.jsonl"]) if not isinstance(d, Exception)
    ]
    asked = corpora.pairs(options.corpus / "pairs.jsonl")
    found, roots = [], [""] * len(asked)
    for fold, folder in enumerate(options.models):
        adapter = plv.load(folder)
        for draft in language.read([d for i, d in enumerate(drafts) if i % FOLDS == fold], adapter.model):
            found.append((draft, Findings(draft.triggers, draft.cues, draft.entities)))  # noqa: PERF401 - reads better
        for number in range(fold, len(asked), FOLDS):
            if pair := asked[number].pair:
                roots[number] = next(iter(plv.told(asked[number].text, pair.source, pair.target, adapter)))
        print(f"fold {fold} read", file=sys.stderr)
    recorded.write(found, options.output)
    options.pairs.write_text("\n".join(roots) + "\n", "utf-8")


if __name__ == "__main__":
    main()
