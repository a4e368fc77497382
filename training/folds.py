"""Record what the fold models find in the documents, and tell of the pairs, that they did not see.

    python training/folds.py --corpus ../shared/corpus --models build/[0-4] --adapters build/pairs-[0-4]

Either may be left out; what is recorded of it stays.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import corpora
from train import FOLDS

from dateline import language, reading
from dateline.language import encoder
from dateline.language.heads import Findings
from dateline.what import plv

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))
import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.draft import Draft


def main() -> None:
    """Parse the command line, run each model over its fold, write `evaluation/folds.jsonl.gz`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--models", type=Path, nargs=FOLDS, help="folders of exported fold models")
    parser.add_argument("--adapters", type=Path, nargs=FOLDS, help="folders of exported adapters to PLV's labels")
    parser.add_argument("--output", type=Path, default=recorded.FOLDS)
    parser.add_argument("--pairs", type=Path, default=recorded.PAIRS)
    options = parser.parse_args()
    if options.models:
        recorded.write(_found(options.corpus, options.models), options.output)
    if options.adapters:
        options.pairs.write_text("\n".join(_told(options.corpus, options.adapters)) + "\n", "utf-8")


def _found(corpus: Path, models: Sequence[Path]) -> Iterator[tuple[Draft, Findings]]:
    """What each model finds in the documents of its fold."""
    drafts = [language.split(d) for d in reading.read([corpus / "events.jsonl"]) if not isinstance(d, Exception)]
    for fold, folder in enumerate(models):
        for draft in language.read(drafts[fold::FOLDS], encoder.load(folder)):
            yield draft, Findings(draft.triggers, draft.cues, draft.entities)
        print(f"fold {fold} read", file=sys.stderr)


def _told(corpus: Path, adapters: Sequence[Path]) -> list[str]:
    """The root that each adapter tells of the pairs of its fold, in the order of the corpus."""
    asked = corpora.pairs(corpus / "pairs.jsonl")
    roots = [""] * len(asked)
    for fold, adapter in enumerate(map(plv.load, adapters)):
        for number in range(fold, len(asked), FOLDS):
            if pair := asked[number].pair:
                roots[number] = next(iter(plv.told(asked[number].text, pair.source, pair.target, adapter)))
    return roots


if __name__ == "__main__":
    main()
