"""How well mentions are resolved: actors and recipients of the development corpus against the names annotated there.

Run as ``python evaluation/actors.py [EVENTS.jsonl]``.  Prints, for the mentions whose text shares no content word with
the annotated name (pronouns, "the group", partial names count apart), how often the resolved name shares one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import language, who
from dateline.reading.document import period
from dateline.records import Document, Published
from dateline.who.lexicon import lexicon

if TYPE_CHECKING:
    from dateline.language.draft import Draft

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "events.jsonl"
_EMPTY = """the a an of in and its their his her our to for by on at from with this that these those
group forces force government"""


def words(text: str | None) -> set[str]:
    """Content words of a name, lower case."""
    found = set(re.findall(r"[a-z0-9]+", (text or "").lower().replace("'s", "")))
    return found - set(_EMPTY.split()) or found


def draft_of(line: dict[str, object]) -> Draft:
    """A draft of one corpus line: paragraphs, sentences and quotations, no encoder."""
    given = line.get("published")
    document = Document(
        id=str(line["doc_id"]),
        sha256="",
        text=str(line["text"]),
        published=period(str(given)) if given else Published(),
    )
    return language.split(document)


def aligned(text: str, span: tuple[int, int]) -> bool:
    """Whether a span begins and ends with a word; some of the corpus begin inside one by mistake."""
    inside = text[span[0] : span[1]]
    cut_before = span[0] > 0 and text[span[0] - 1].isalnum() and inside[:1].isalnum()
    return not cut_before and not (span[1] < len(text) and text[span[1]].isalnum() and inside[-1:].isalnum())


def kind_of(text: str, name: str) -> str | None:
    """What a mention asks of the resolver: ``pronoun``, ``other`` (no shared word), ``partial``, or nothing."""
    if text.lower() in lexicon().pronouns:
        return "pronoun"
    if not words(text) & words(name):
        return "other"
    return "partial" if words(name) - words(text) else None


def measure(path: Path) -> tuple[Counter[str], Counter[str], list[tuple[str, str, str, str]]]:
    """Counts of mentions asked and rightly resolved by kind, and the misses (kind, text, found, annotated)."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(raw)
        draft = draft_of(line)
        for mention in (m for event in line["events"] for m in event["actors"] + event["recipients"]):
            kind = kind_of(mention["text"], mention["name"]) if mention.get("name") else None
            if kind is None or not aligned(draft.text, tuple(mention["span"])):
                continue
            actor = who.resolve(draft, tuple(mention["span"]))
            asked[kind] += 1
            needed = words(mention["name"]) - (words(mention["text"]) if kind == "partial" else set())
            if words(actor.name) & needed:
                right[kind] += 1
            else:
                misses.append((kind, mention["text"], actor.name or "", mention["name"]))
    return asked, right, misses


def figures() -> dict[str, float]:
    """How often a mention that needs it gets a name that shares a content word with the annotated one."""
    asked, right, _ = measure(CORPUS)
    return {f"actors.{kind}": right[kind] / asked[kind] for kind in sorted(asked)}


def main() -> None:
    """Print the figures; with ``--misses`` the misses too."""
    paths = [Path(given) for given in sys.argv[1:] if not given.startswith("--")]
    asked, right, misses = measure(paths[0] if paths else CORPUS)
    for kind in sorted(asked):
        print(f"{kind:8s} {right[kind] / asked[kind]:.3f} of {asked[kind]}")
    if "--misses" in sys.argv:
        for miss in misses:
            print(*miss, sep=" | ")


if __name__ == "__main__":
    main()
