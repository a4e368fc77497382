"""How well sentences and quotations are told: against the sentences of annotated events and annotated direct quotes.

    python evaluation/sentences.py [--errors N]

`sentences.contained` is the share of the corpus's event sentences that lie within one of ours, `sentences.exact` the
share with both ends alike, `sentences.length` how much longer ours are on average.  `quotes.*` is the share of direct
contents (PolNeAR's development half; the quotes of events.jsonl) of which some quotation shares 90 % of the characters
of both, marks and punctuation at the ends aside; contents with only spaces between them count as one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.language import paragraphs, quotes, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.language.draft import Span

HOME = Path(__file__).resolve().parents[1]
CORPUS = HOME / os.environ.get("SHARED", "../shared") / "corpus"
ALIKE = 0.9
EDGES = " \n\t\r\u00a0\"“”„«»‘’'`,.;:!?–—-…"


def read(name: str) -> list[dict[str, Any]]:
    """The documents of a corpus."""
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


def trimmed(text: str, span: Span, signs: str | None = None) -> Span:
    """A span without white space, or without certain signs, at its ends."""
    inside = text[span[0] : span[1]]
    start = span[0] + len(inside) - len(inside.lstrip(signs))
    return start, max(start, span[1] - len(inside) + len(inside.rstrip(signs)))


def alike(a: Span, b: Span) -> float:
    """Characters that two spans share, over the characters of either."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / max(1, max(a[1], b[1]) - min(a[0], b[0]))


def sentence_figures(documents: Iterable[dict[str, Any]], errors: int) -> dict[str, float]:
    """Containment, exactness and length of the sentences that hold events."""
    contained = exact = total = 0
    lengths: list[float] = []
    for document in documents:
        text = document["text"]
        ours = [s.span for s in sentences.split(text, paragraphs.find(text))]
        for start, end in sorted({trimmed(text, tuple(event["sentence"])) for event in document["events"]}):
            total += 1
            around = [span for span in ours if span[0] <= start and end <= span[1]]
            contained += bool(around)
            exact += (start, end) in around
            lengths += [(span[1] - span[0]) / (end - start) for span in around]
            if (start, end) not in around and errors > 0:
                errors -= 1
                print("  ours" if around else "  TORN", [text[a:b] for a, b in ours if a < end and start < b])
                print("  gold", [text[start:end]])
    return {
        "sentences.contained": contained / total,
        "sentences.exact": exact / total,
        "sentences.length": statistics.mean(lengths),
    }


def joined(text: str, contents: Iterable[Span]) -> Iterator[Span]:
    """Contents in order, those with only spaces between them made one."""
    last: Span | None = None
    for start, end in sorted(contents):
        if last and not text[last[1] : start].strip(" \t\u00a0"):
            last = last[0], max(end, last[1])
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def quote_figure(documents: Iterable[tuple[str, list[Span]]], errors: int) -> float:
    """Share of direct contents that some quotation matches."""
    hits = total = 0
    for text, contents in documents:
        ours = [trimmed(text, q.inner, EDGES) for q in quotes.find(text, paragraphs.find(text))]
        for gold in joined(text, contents):
            total += 1
            hit = any(alike(trimmed(text, gold, EDGES), span) >= ALIKE for span in ours)
            hits += hit
            if not hit and errors > 0:
                errors -= 1
                print(
                    "  missed", [text[gold[0] : gold[1]]], [text[a:b] for a, b in ours if a < gold[1] and gold[0] < b]
                )
    return hits / total


def polnear() -> Iterator[tuple[str, list[Span]]]:
    """Texts of PolNeAR's development half with the contents of their direct attributions."""
    for document in read("attributions-dev.jsonl"):
        direct = [a["content"] for a in document["attributions"] if a["qtype"] == "direct"]
        yield document["text"], [(start, end) for content in direct for start, end in content]


def quoted(documents: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[Span]]]:
    """Texts of the event corpus with their direct quotes."""
    for document in documents:
        yield document["text"], [tuple(q["span"]) for q in document["quotes"] if q["kind"] == "direct"]


def milliseconds(texts: list[str]) -> float:
    """Time of the processor that paragraphs, sentences and quotations of 300 words take together."""
    began = time.process_time()
    for text in texts:
        blocks = paragraphs.find(text)
        sentences.split(text, blocks)
        quotes.find(text, blocks)
    return (time.process_time() - began) * 300_000 / sum(len(text.split()) for text in texts)


def figures(errors: int = 0) -> dict[str, float]:
    """Every figure of this module by name; prints up to `errors` errors of each kind."""
    documents = read("events.jsonl")
    measured = sentence_figures(documents, errors)
    measured["quotes.polnear"] = quote_figure(polnear(), errors)
    measured["quotes.events"] = quote_figure(quoted(documents), errors)
    print(f"{milliseconds([d['text'] for d in documents]):.2f} ms for 300 words")
    return measured


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="how many errors of each kind to print")
    for name, value in figures(parser.parse_args().errors).items():
        print(f"{name:24s} {value:.4f}")


if __name__ == "__main__":
    main()
