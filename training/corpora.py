"""The training corpora, read into one form: `Annotated` documents.

Offsets are characters of `text`.  ``None`` in place of a list says that the corpus does not annotate this kind of
thing, so that a head learns nothing from its absence.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from check_data import find

from dateline.language import paragraphs, quotes
from dateline.language import sentences as splitting
from dateline.what import plv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from dateline.records import Sentence

Span: TypeAlias = tuple[int, int]
LISTED = (("actor", "actors"), ("recipient", "recipients"), ("source", "according_to"))
"""Roles that an event may have several of, with their keys in the corpus."""
Row: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class Trigger:
    """An annotated act: `types` are weights that sum to 1 (two where two readings are defensible)."""

    span: Span
    types: dict[str, float] | None
    mode: str | None
    factuality: str | None
    roles: list[tuple[str, Span]]
    value: float | None = None


@dataclass(slots=True)
class Cue:
    """An annotated attribution: the spans of its cue, its sources and its contents."""

    spans: list[Span]
    sources: list[Span]
    contents: list[Span]


@dataclass(frozen=True, slots=True)
class Asked:
    """What PLV says that a marked source does to a marked target: one of its roots."""

    source: Span | None
    target: Span | None
    root: str


@dataclass(slots=True)
class Annotated:
    """A document with what its corpus says of it."""

    id: str
    text: str
    triggers: list[Trigger] | None = None
    cues: list[Cue] | None = None
    entities: list[tuple[Span, str]] | None = None
    whole: bool = True
    toponyms: list[Span] | None = None
    sentences: tuple[Sentence, ...] = field(default=())
    quoted: list[Span] = field(default_factory=list)
    pair: Asked | None = None

    def __post_init__(self) -> None:
        """Split into sentences and find the quote marks exactly as the coder does."""
        blocks = paragraphs.find(self.text)
        self.sentences = splitting.split(self.text, blocks)
        self.quoted = [q.span for q in quotes.find(self.text, blocks)]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def events(path: Path) -> list[Annotated]:
    """events.jsonl: PLOVER events in the sense of GUIDELINES.md."""
    return [Annotated(d["doc_id"], d["text"], triggers=[_event(e) for e in d["events"]]) for d in _rows(path)]


def _event(event: Row) -> Trigger:
    roles: list[tuple[str, Span]] = []
    for name, key in LISTED:
        roles += [(name, tuple(m["span"])) for m in event[key]]
    roles += [
        (name, tuple(event[name]["span"])) for name in ("place", "time") if event[name] and event[name].get("span")
    ]
    return _trigger(event["trigger"]["span"], event, roles)


def _trigger(span: Sequence[int], event: Row, roles: list[tuple[str, Span]]) -> Trigger:
    other = event["alt_type"]
    types = {event["type"]: 0.75, other: 0.25} if other and other != event["type"] else {event["type"]: 1.0}
    return Trigger((span[0], span[1]), types, event["mode"] or "none", event["factuality"], roles)


def annotated(documents: list[Annotated], path: Path) -> list[Annotated]:
    """Those of the documents that `path` annotates with events (training/annotate.py), with them.

    Raises:
        ValueError: a text that was annotated is not among the documents.
    """
    known = {digest(d.text): d for d in documents}
    result = []
    for row in _rows(path):
        if (document := known.get(row["text"])) is None:
            message = f"{path.name}: no document has the text {row['text']} that was annotated"
            raise ValueError(message)
        triggers = [_trigger(e["trigger"], e, [(n, tuple(s)) for n, s in e["roles"]]) for e in row["events"]]
        found = copy(document)  # not replace(), which would split the text again
        found.triggers, found.whole = triggers, True
        result.append(found)
    return result


def digest(text: str) -> str:
    """What an annotated text is known by: the first 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def made_up(folder: Path) -> list[Annotated]:
    """The project's own made-up reports (training/data/README.md)."""
    rows = [(f"{path.stem}-{n}", row) for path in sorted(folder.glob("*.jsonl")) for n, row in enumerate(_rows(path))]
    return [_made_up(name, row) for name, row in rows]


def _made_up(name: str, row: Row) -> Annotated:
    sentences = row["sentences"]
    starts = [sum(len(s) + 1 for s in sentences[:n]) for n in range(len(sentences))]

    def placed(number: int, mention: str) -> Row:
        span = find(mention, sentences[number])
        if span is None:
            message = f"{name}: no {mention!r} in sentence {number}; run training/check_data.py"
            raise ValueError(message)
        return {"span": (starts[number] + span[0], starts[number] + span[1])}

    events = []
    for e in row["events"]:
        lists = {k: [placed(e["sentence"], m) for m in e[k]] for k in ("actors", "recipients", "according_to")}
        single = {k: placed(e["sentence"], e[k]) if e[k] else None for k in ("place", "time", "trigger")}
        events.append(_event({**e, **lists, **single}))
    return Annotated(name, " ".join(sentences), triggers=events)


def attributions(path: Path) -> list[Annotated]:
    """PolNeAR: source, cue, content."""
    result = []
    for d in _rows(path):
        spans = [
            Cue(*([(s, e) for s, e in a[key]] for key in ("cue", "source", "content")))
            for a in d["attributions"]
            if a["cue"]
        ]
        result.append(Annotated(d["id"], d["text"], cues=spans))
    return result


def pairs(path: Path) -> list[Annotated]:
    """PLV: sentences with a source and a target, and the root of what the one does to the other."""
    return [
        Annotated(
            d["id"], _plain(d["marked"]), pair=Asked(_end(d["marked"], "s"), _end(d["marked"], "t"), d["gold_root"])
        )
        for d in _rows(path)
    ]


def _end(marked: str, name: str) -> Span | None:
    found = re.search(f"<{name}>.*?</{name}>", marked)
    return found and (len(_plain(marked[: found.start()])), len(_plain(marked[: found.end()])))


def _plain(marked: str) -> str:
    return re.sub(r"</?[st]>", "", marked)


YIELDS = frozenset({"CONCEDE", "RETREAT"})
"""Types for which PLV has one root, YIELD."""
NOT_SO = frozenset({"denied", "negated"})
ENDS = 2
"""Actors, and recipients, of an event that make pairs, at most."""


def told(documents: Iterable[Annotated]) -> list[Annotated]:
    """The pairs that annotated events tell, each a sentence of its own: who acts, on whom, and PLV's root of the act.

    Left out is what is denied or negated, what PLV has no root for, and who does several things to another at once.
    """
    return [
        pair for document in documents for sentence in document.sentences for pair in _told(document, sentence.span)
    ]


def _told(document: Annotated, inside: Span) -> Iterator[Annotated]:
    roots: defaultdict[tuple[Span, Span], set[str]] = defaultdict(set)
    for trigger in document.triggers or ():
        if trigger.types and inside[0] <= trigger.span[0] < inside[1] and trigger.factuality not in NOT_SO:
            kind = max(trigger.types, key=lambda name: trigger.types[name])  # type: ignore[index] # it has some
            for pair in _ends(trigger, inside):
                roots[pair].add("YIELD" if kind in YIELDS else kind)
    for (one, other), found in roots.items():
        (root, *more) = found
        if not more and root in plv.QUADS:
            source, target = ((start - inside[0], end - inside[0]) for start, end in (one, other))
            text = document.text[slice(*inside)]
            yield Annotated(f"{document.id} {one} {other}", text, pair=Asked(source, target, root))


def _ends(trigger: Trigger, inside: Span) -> Iterator[tuple[Span, Span]]:
    """The actors of an act with its recipients, of those that stand in a sentence and don't overlap."""
    ends = [
        [span for name, span in trigger.roles if name == role and inside[0] <= span[0] and span[1] <= inside[1]][:ENDS]
        for role in ("actor", "recipient")
    ]
    return ((one, other) for one in ends[0] for other in ends[1] if one[1] <= other[0] or other[1] <= one[0])


def toponyms(path: Path) -> list[Annotated]:
    """LGL: place names."""
    return [
        Annotated(d["id"], d["text"], toponyms=[(t["start"], t["end"]) for t in d["toponyms"]]) for d in _rows(path)
    ]


_ROLES = {
    "actor": "attacker communicator giver transporter participant killer injurer preventer jailer judgecourt "
    "prosecutor spy investigator inspector destroyer damager damagerdestroyer demonstrator voter "
    "executioner extraditer granter retreater yielder surrenderer perpetrator impeder founder "
    "manufacturer governmentbody observer monitor",
    "recipient": "target victim recipient beneficiary detainee defendant deceased inspectedentity observedentity "
    "patient passenger employee candidate monitoredentity",
    "place": "place destination territoryorfacility",
}
ROLE_OF = {name: role for role, names in _ROLES.items() for name in names.split()}
"""RAMS and WikiEvents roles in our terms; the others are left out."""


def rams(path: Path) -> list[Annotated]:
    """RAMS: the arguments of one trigger in five sentences; roles only."""
    result = []
    for d in _rows(path):
        text, at = natural(d["tokens"])
        trigger = d["event"]["trigger"]
        roles = [
            (ROLE_OF[a["role"].lower()], (at[a["start"]][0], at[a["end"]][1]))
            for a in d["arguments"]
            if a["role"].lower() in ROLE_OF
        ]
        span = (at[trigger["start"]][0], at[trigger["end"]][1])
        result.append(Annotated(d["id"], text, triggers=[Trigger(span, None, None, None, roles)], whole=False))
    return result


def wikievents(path: Path) -> list[Annotated]:
    """WikiEvents: its texts alone, for `annotate.py`."""
    return [Annotated(d["id"], natural(d["tokens"])[0]) for d in _rows(path)]


def telegraphed(folder: Path) -> list[Annotated]:
    """MUC-4: its texts alone, which are in capitals, as `cased` writes them by the other corpora's words."""
    plain = [
        d["text"] for name in _PLAIN for d in _rows(folder / f"{name}.jsonl") if d.get("split", "train") == "train"
    ]
    tokens = [d["tokens"] for part in "ab" for d in _rows(folder / f"roles-rams-{part}.jsonl")]
    known = forms([*plain, *(natural(found)[0] for found in tokens)])
    rows = _rows(folder / "incidents-muc4.jsonl")
    return [Annotated(d["id"], cased(_LEAD.sub("", d["text"]), known)) for d in rows]


_PLAIN = ("attributions-train", "places-lgl", "incidents-ecbplus")
"""The corpora of news in capitals and small letters that hold their texts as such."""


_LEAD = re.compile(r"\[[^\]\n]{0,60}\] *")
"""A note of the telegraph: [TEXT], [PASSAGE OMITTED]."""
_ENDED = re.compile(r"[.?!:]\W*\Z|\n\s*\n\s*\Z|\A\W*\Z")
"""What stands before the first word of a sentence."""


def forms(texts: Iterable[str]) -> dict[str, str]:
    """How the words of some texts are mostly written, by their small letters; first words aside."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for match in re.finditer(r"(?<=[a-z,] )[A-Za-z]+", text):
            counts[match[0].lower()][match[0]] += 1
    return {word: found.most_common(1)[0][0] for word, found in counts.items()}


def cased(text: str, forms: dict[str, str]) -> str:
    """A text in capitals, written as a newspaper would: words by `forms`, unknown ones as names, lines joined."""
    told = ""
    for part in re.split(r"(\w+(?:'\w+)?)", re.sub(r"(?<!\n)\n(?!\s*\n)", " ", text)):
        stem, mark, ending = part.partition("'")
        word = forms.get(stem.lower(), stem.capitalize()) + mark + ending.lower()
        told += word[:1].upper() + word[1:] if _ENDED.search(told[-9:]) else word
    return told


_CLOSING = frozenset(".,;:?!)]}%…") | {
    "n't",
    "n’t",
    *(mark + x for mark in "'’" for x in ("s", "re", "ve", "ll", "d", "m")),
}
_OPENING = frozenset("([{$£€")
MARK = '"'
_CURLED = {"“": 1, "”": -1}


def natural(tokens: list[str]) -> tuple[str, list[Span]]:
    """Put tokens together as a newspaper would print them: the text, and where each token stands in it.

    RAMS and WikiEvents are printed with a blank before every comma; what the coder meets is not.
    """
    text, spans = "", []
    straight, glued = False, True
    for token in tokens:
        closes = token in _CLOSING or _CURLED.get(token) == -1 or (token == MARK and straight)
        text += "" if closes or glued or not text else " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        straight ^= token == MARK
        glued = token in _OPENING or _CURLED.get(token) == 1 or (token == MARK and straight)
    return text, spans


def factuality(path: Path) -> list[Annotated]:
    """UW factuality: how certain (-3 to +3) each event word is; the value alone."""
    result = []
    for d in _rows(path):
        marks = [Trigger((e["start"], e["end"]), None, None, None, [], value=e["value"]) for e in d["events"]]
        if marks:
            result.append(Annotated(d["id"], d["text"], triggers=marks, whole=False))
    return result
