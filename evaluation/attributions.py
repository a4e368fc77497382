"""Figures of the attributions on PolNeAR's development half and on the quotes of events.jsonl.

Run ``python evaluation/attributions.py CORPUS_FOLDER`` where the folder holds ``attributions-dev.jsonl`` and
``events.jsonl``.  A content is found when a predicted one shares at least half of the letters of both (`half`), pairs
made one to one from the best; `joint` asks in addition that the predicted source overlaps the gold source.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import according_to
from dateline.language import paragraphs, quotes, sentences
from dateline.language.draft import Draft
from dateline.records import Actor, Document, Event, Factuality, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dateline.records import Attribution

HALF = 0.5
COVERED = 0.7
Letters = frozenset[int]


def draft(text: str, name: str) -> Draft:
    """A draft of a text with everything that needs no model: paragraphs, sentences, quotations."""
    blocks = paragraphs.find(text)
    made = Draft(Document(id=name, sha256=name, text=text), paragraphs=blocks)
    return Draft(made.document, blocks, sentences.split(text, blocks), quotes.find(text, blocks))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a corpus, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


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


def figures(correct: int, gold: int, found: int) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    precision, recall = 100 * correct / max(1, found), 100 * correct / max(1, gold)
    both = precision + recall
    return {"P": precision, "R": recall, "F1": 2 * precision * recall / both if both else 0.0}


def polnear(path: Path, code: Callable[[Draft], Draft] = according_to.find) -> dict[str, Any]:
    """Half-match and joint figures on a PolNeAR file, recall by type, and how well sources and kinds agree."""
    count: Counter[str] = Counter()
    for line in read(path):
        text = line["text"]
        gold = [(letters(text, a["content"]), a) for a in line["attributions"]]
        gold = [pair for pair in gold if pair[0]]
        found = code(draft(text, line["id"])).attributions
        contents = [letters(text, a.content) for a in found]
        count.update(gold=len(gold), found=len(found))
        count.update(f"gold {a['qtype']}" for _, a in gold)
        for i, j in pairs([g for g, _ in gold], contents):
            one = gold[i][1]
            count.update(["half", f"half {one['qtype']}"])
            count["joint"] += _source_right(text, one, found[j])
    return {
        "half": figures(count["half"], count["gold"], count["found"]),
        "joint": figures(count["joint"], count["gold"], count["found"]),
        "recall": {t: 100 * count[f"half {t}"] / max(1, count[f"gold {t}"]) for t in ("direct", "mixed", "indirect")},
    }


def _source_right(text: str, gold: dict[str, Any], found: Attribution) -> bool:
    if not gold["source"]:
        return True
    wanted = letters(text, gold["source"])
    got = letters(text, (found.source.span,)) if found.source else frozenset()
    words = ["".join(text[i].lower() for i in sorted(side)) for side in (wanted, got)]
    return bool(wanted & got) or words[0] == words[1]


def quoted(path: Path, code: Callable[[Draft], Draft] = according_to.find) -> dict[str, float]:
    """Share of events.jsonl's quotes whose words are covered, and of those with a speaker, with that speaker."""
    count: Counter[str] = Counter()
    for line in read(path):
        text = line["text"]
        found = code(draft(text, line["doc_id"])).attributions
        for quote in line["quotes"]:
            wanted = letters(text, (quote["span"],))
            near = [a for a in found if len(wanted & letters(text, a.content)) >= COVERED * len(wanted)]
            count.update(["gold", f"gold {quote['kind']}"])
            count["covered"] += bool(near)
            count[f"covered {quote['kind']}"] += bool(near)
            count["spoken"] += any(_speaks(quote["speaker"], a) for a in near)
    return {
        "covered": 100 * count["covered"] / count["gold"],
        "covered direct": 100 * count["covered direct"] / count["gold direct"],
        "covered indirect": 100 * count["covered indirect"] / count["gold indirect"],
        "with speaker": 100 * count["spoken"] / count["gold"],
    }


def _speaks(speaker: str | None, found: Attribution) -> bool:
    if not speaker:
        return True
    source = found.source
    said = f"{source.text} {source.name or ''}" if source else ""
    return bool(set(speaker.lower().split()) & set(said.lower().split()))


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


def credited(path: Path) -> dict[str, float]:
    """Share of events.jsonl's events with the right factuality and credited to the right sources, without the encoder.

    Credits are right when both name nobody, or when a predicted source shares a word with a gold one.
    """
    count: Counter[str] = Counter()
    for line in read(path):
        made = according_to.find(draft(line["text"], line["doc_id"]))
        found = according_to.credit(replace(made, events=tuple(map(event, line["events"])))).events
        for gold, one in zip(line["events"], found, strict=True):
            wanted = {word for a in gold["according_to"] for word in a["text"].lower().split()}
            got = {word for a in one.according_to for word in f"{a.text} {a.name}".lower().split()}
            count.update(
                gold=1, factuality=gold["factuality"] == one.factuality, credit=bool(wanted & got) or wanted == got
            )
            count.update({"gold credited": bool(wanted), "credited": bool(wanted & got)})
    return {
        "factuality": 100 * count["factuality"] / count["gold"],
        "according_to": 100 * count["credit"] / count["gold"],
        "according_to where gold names somebody": 100 * count["credited"] / count["gold credited"],
    }


def main(folder: Path) -> None:
    """Print every figure, and the time that finding takes for 300 words."""
    for name, figure in polnear(folder / "attributions-dev.jsonl").items():
        print(name, " ".join(f"{key} {value:.1f}" for key, value in figure.items()))
    for name, figure in (("quotes", quoted(folder / "events.jsonl")), ("credits", credited(folder / "events.jsonl"))):
        print(f"events.jsonl {name}", " ".join(f"{key} {value:.1f}," for key, value in figure.items()))
    drafts = [draft(line["text"], line["id"]) for line in read(folder / "attributions-dev.jsonl")]
    words = sum(len(one.text.split()) for one in drafts)
    start = time.perf_counter()
    for one in drafts:
        according_to.find(one)
    print(f"{1000 * (time.perf_counter() - start) * 300 / words:.2f} ms for 300 words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
