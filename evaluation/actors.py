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

from dateline import who
from dateline.language.draft import Draft, Quotation
from dateline.records import Document, Published, Sentence
from dateline.who.lexicon import lexicon

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "events.jsonl"
_EMPTY = frozenset(
    "the a an of in and its their his her our to for by on at from with this that these those".split()
    + ["group", "forces", "force", "government"]
)
_QUOTED = re.compile(r"[“\"‘][^”\"\n]{2,600}[”\"]")


def words(text: str | None) -> set[str]:
    """Content words of a name, lower case."""
    found = set(re.findall(r"[a-z0-9]+", (text or "").lower().replace("'s", "")))
    return found - _EMPTY or found


def draft_of(line: dict[str, object]) -> Draft:
    """A draft of one corpus line: paragraphs, sentences and quotations, no encoder."""
    from sentencex import segment  # noqa: PLC0415

    text = str(line["text"])
    sentences: list[Sentence] = []
    paragraphs: list[tuple[int, int]] = []
    offset = 0
    for number, paragraph in enumerate(text.split("\n")):
        paragraphs.append((offset, offset + len(paragraph)))
        reach = offset
        for piece in map(str.strip, segment("en", paragraph)):
            start = text.find(piece, reach) if piece else -1
            if start >= 0:
                reach = start + len(piece)
                sentences.append(Sentence(span=(start, reach), text=piece, paragraph=number))
        offset += len(paragraph) + 1
    quotations = tuple(Quotation(m.span(), (m.start() + 1, m.end() - 1)) for m in _QUOTED.finditer(text))
    document = Document(id=str(line["doc_id"]), sha256="", text=text, published=_published(line.get("published")))
    return Draft(document, tuple(paragraphs), tuple(sentences), quotations)


def _published(given: object) -> Published:
    found = re.search(r"\d{4}-\d{2}-\d{2}", str(given or ""))
    return Published(start=found.group(), end=found.group()) if found else Published()  # type: ignore[arg-type]


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
            if kind is None:
                continue
            actor = who.resolve(draft, tuple(mention["span"]))
            asked[kind] += 1
            needed = words(mention["name"]) - (words(mention["text"]) if kind == "partial" else set())
            if words(actor.name) & needed:
                right[kind] += 1
            else:
                misses.append((kind, mention["text"], actor.name or "", mention["name"]))
    return asked, right, misses


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
