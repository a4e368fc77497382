"""Figures of the attributions on PolNeAR's development half, and of quotes and credits on events.jsonl.

    python evaluation/attributions.py [--rules] [CORPUS]

A content is found when a predicted one shares at least half of the letters of both (`half`), pairs made one to one from
the best; `joint` asks in addition that the predicted source overlaps the gold source.  Quotes and credits are those of
models that have not seen the document.  With ``--rules``, or where the installation carries no model, quotation
structure and the table of reporting words work alone.  The weights of factuality come from the same events:
``training/factuality.py`` prints what they do on other documents.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import events
import recorded

from dateline import according_to, language
from dateline.errors import KnowledgeError
from dateline.language import encoder
from dateline.records import Actor, Document, Event, Factuality, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.language.draft import Draft
    from dateline.records import Attribution

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
HALF = 0.5
COVERED = 0.7
Letters = frozenset[int]


def draft(text: str, name: str) -> Draft:
    """A draft of a text with everything that needs no model: paragraphs, sentences, quotations."""
    return language.split(Document(id=name, sha256=name, text=text))


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a corpus, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def drafts(rows: Sequence[dict[str, Any]], *, rules: bool) -> list[Draft]:
    """The drafts of a corpus, read by the encoder unless the rules are to work alone or there is no model."""
    split = [draft(row["text"], str(row.get("id") or row["doc_id"])) for row in rows]
    if rules:
        return split
    try:
        return list(language.read(split, encoder.shipped()))
    except KnowledgeError:
        return split


def unseen(corpus: Path) -> list[Draft]:
    """The drafts of the events corpus, each as read by a model that was trained without it (`recorded`)."""
    return recorded.reader(recorded.load())([language.split(one) for one in events.documents(corpus)])


def letters(text: str, spans: Iterable[tuple[int, int]]) -> Letters:
    """Offsets of the letters and digits in some spans."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def pairs(gold: list[Letters], found: list[Letters]) -> list[tuple[int, int]]:
    """Gold and found contents paired one to one, the most alike first."""
    alike = sorted(
        ((len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f),
        reverse=True,
    )
    golds: set[int] = set()
    founds: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for share, i, j in alike:
        if share >= HALF and i not in golds and j not in founds:
            golds.add(i)
            founds.add(j)
            chosen.append((i, j))
    return chosen


def scores(correct: int, gold: int, found: int) -> dict[str, float]:
    """Precision, recall and F1, each from 0 to 1."""
    precision, recall = correct / max(1, found), correct / max(1, gold)
    both = precision + recall
    return {"P": precision, "R": recall, "F1": 2 * precision * recall / both if both else 0.0}


def polnear(rows: Sequence[dict[str, Any]], read_drafts: Sequence[Draft]) -> dict[str, dict[str, float]]:
    """Half-match and joint scores on a PolNeAR file, and recall by type of quotation."""
    count: Counter[str] = Counter()
    for row, one in zip(rows, read_drafts, strict=True):
        text = row["text"]
        gold = [(letters(text, a["content"]), a) for a in row["attributions"]]
        gold = [pair for pair in gold if pair[0]]
        found = according_to.find(one).attributions
        count.update(gold=len(gold), found=len(found))
        count.update(f"gold {a['qtype']}" for _, a in gold)
        for i, j in pairs([g for g, _ in gold], [letters(text, a.content) for a in found]):
            count.update(["half", f"half {gold[i][1]['qtype']}"])
            count["joint"] += _source_right(text, gold[i][1], found[j])
    return {
        "half": scores(count["half"], count["gold"], count["found"]),
        "joint": scores(count["joint"], count["gold"], count["found"]),
        "recall": {t: count[f"half {t}"] / max(1, count[f"gold {t}"]) for t in ("direct", "mixed", "indirect")},
    }


def _source_right(text: str, gold: dict[str, Any], found: Attribution) -> bool:
    if not gold["source"]:
        return True
    wanted = letters(text, gold["source"])
    got = letters(text, (found.source.span,)) if found.source else frozenset()
    words = ["".join(text[i].lower() for i in sorted(side)) for side in (wanted, got)]
    return bool(wanted & got) or words[0] == words[1]


def quoted(rows: Sequence[dict[str, Any]], read_drafts: Sequence[Draft]) -> dict[str, float]:
    """Share of events.jsonl's quotes whose words are covered, by kind, and of those with their speaker."""
    count: Counter[str] = Counter()
    for row, one in zip(rows, read_drafts, strict=True):
        found = according_to.find(one).attributions
        for quote in row["quotes"]:
            wanted = letters(row["text"], (quote["span"],))
            near = [a for a in found if len(wanted & letters(row["text"], a.content)) >= COVERED * len(wanted)]
            count.update(["gold", f"gold {quote['kind']}"])
            count.update({"covered": bool(near), f"covered {quote['kind']}": bool(near)})
            count["spoken"] += any(_speaks(quote["speaker"], a) for a in near)
    return {
        "covered": count["covered"] / count["gold"],
        "direct": count["covered direct"] / count["gold direct"],
        "indirect": count["covered indirect"] / count["gold indirect"],
        "speaker": count["spoken"] / count["gold"],
    }


def _speaks(speaker: str | None, found: Attribution) -> bool:
    if not speaker:
        return True
    source = found.source
    return source is not None and bool(words_of(speaker) & words_of(source.text, source.name))


def words_of(*names: str | None) -> set[str]:
    """The words of some names, in lower case and without articles."""
    return {word for name in names if name for word in name.lower().split()} - {"the", "a", "an", "of"}


def event(gold: dict[str, Any]) -> Event:
    """A gold event as the coder would hand it to `according_to.credit`."""
    actors = tuple(Actor(span=a["span"], text=a["text"], name=a["name"]) for a in gold["actors"] if a.get("span"))
    return Event(
        id="gold",
        type=gold["type"],
        quad=1,
        intensity=None,
        sentence=gold["sentence"],
        trigger=Mention(span=gold["trigger"]["span"], text=gold["trigger"]["text"]),
        actors=actors,
        factuality=Factuality.ASSERTED,
        confidence=1,
    )


def credited(rows: Sequence[dict[str, Any]], read_drafts: Sequence[Draft]) -> dict[str, float]:
    """Share of events.jsonl's events with the right factuality, and credited to the right sources.

    Credits are right when gold and prediction name nobody, or when a predicted source shares a word with a gold one;
    `somebody` counts only the events for which gold names somebody.
    """
    count: Counter[str] = Counter()
    for row, one in zip(rows, read_drafts, strict=True):
        made = replace(according_to.find(one), events=tuple(map(event, row["events"])))
        for gold, found in zip(row["events"], according_to.credit(made).events, strict=True):
            wanted = words_of(*(a["text"] for a in gold["according_to"]))
            got = words_of(*(name for a in found.according_to for name in (a.text, a.name)))
            count.update(gold=1, factuality=gold["factuality"] == found.factuality)
            count.update(credit=bool(wanted & got) or wanted == got, somebody=bool(wanted), right=bool(wanted & got))
    return {
        "factuality": count["factuality"] / count["gold"],
        "credit": count["credit"] / count["gold"],
        "somebody": count["right"] / count["somebody"],
    }


def milliseconds(read_drafts: Sequence[Draft]) -> float:
    """Processor time that `find`, `credit` and `bind` take for 300 words (who resolves the sources included)."""
    words = sum(len(one.text.split()) for one in read_drafts)
    start = time.process_time()
    for one in read_drafts:
        according_to.bind(according_to.credit(according_to.find(one)))
    return 300_000 * (time.process_time() - start) / words


def figures(corpus: Path = CORPUS, *, rules: bool = False) -> dict[str, float]:
    """Every figure of this module by name, from 0 to 1; prints them as it goes."""
    articles, reports = read(corpus / "attributions-dev.jsonl"), read(corpus / "events.jsonl")
    read_articles = drafts(articles, rules=rules)
    read_reports = drafts(reports, rules=True) if rules else unseen(corpus / "events.jsonl")
    agreed = polnear(articles, read_articles)
    sections = agreed | {"quotes": quoted(reports, read_reports), "credits": credited(reports, read_reports)}
    for name, section in sections.items():
        print(f"{name:8}", ", ".join(f"{key} {value:.3f}" for key, value in section.items()))
    print(f"{milliseconds(read_articles):.2f} ms for 300 words")
    named = {f"attributions.{name}": agreed[name]["F1"] for name in ("half", "joint")}
    for name in ("recall", "quotes", "credits"):
        named |= {f"attributions.{name}.{key}": value for key, value in sections[name].items()}
    return named


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=CORPUS, help="folder of the corpora")
    parser.add_argument("--rules", action="store_true", help="without the encoder")
    chosen = parser.parse_args()
    figures(chosen.corpus, rules=chosen.rules)


if __name__ == "__main__":
    main()
