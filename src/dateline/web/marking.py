"""A text with its spans marked by role: nested marks, split where spans cross, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from dateline.web import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SLOTS = 9
"""Events of one sentence that the style sheet can tell apart without a script."""
ORDER = ("repeat", "sentence", "quote", "commits", "who", "whom", "where", "when", "says", "did")
"""Roles from the outermost to the innermost, for spans that are the same."""
LABELS = {
    "who": "who",
    "did": "did",
    "whom": "whom",
    "where": "where",
    "when": "when",
    "says": "source",
    "commits": "commits",
}
"""What stands before the words of a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with its role (one of `ORDER`) and the event that it belongs to.

    `slot` tells the events of one sentence apart, 1 to `SLOTS`; `event` is empty for what belongs to none.
    """

    start: int
    end: int
    role: str
    event: str = ""
    slot: int = 0


@dataclass(slots=True)
class _Stretch:
    """Marks that share span and role, as one element."""

    start: int
    end: int
    role: str
    marks: list[Mark]
    opened: bool = False

    def key(self) -> tuple[int, int, int]:
        return self.start, -self.end, ORDER.index(self.role)

    def opening(self) -> Markup:
        """The tag; the first time with its anchor and its words."""
        first, self.opened = not self.opened, True
        events = " ".join(dict.fromkeys(m.event for m in self.marks if m.event))
        if self.role == "sentence":
            anchor = Markup(' id="w-{}"').format(events) if first else ""
            return Markup('<span class="s s{}" data-e="{}"{}>').format(self.marks[0].slot, events, anchor)
        slots = " ".join(sorted({f"m{m.slot}" for m in self.marks if m.slot}))
        classes = f"r-{self.role} {slots}".strip()
        if self.role not in LABELS:
            return Markup('<span class="{}" data-e="{}">').format(classes, events)
        word = Markup("<small>{}</small>").format(LABELS[self.role]) if first else ""
        return Markup('<mark class="{}" data-e="{}">{}').format(classes, events, word)

    def closing(self) -> Markup:
        return Markup("</{}>").format("mark" if self.role in LABELS else "span")


def marked(text: str, marks: Iterable[Mark], start: int = 0) -> Markup:
    """The text as HTML with its marks.

    Args:
        text: a text or a stretch of one.
        marks: spans of the whole text; what lies outside the stretch is left out.
        start: where in the whole text the stretch begins.
    """
    stretches = _stretches(marks, start, start + len(text))
    edges = sorted({start, start + len(text), *(s.start for s in stretches), *(s.end for s in stretches)})
    parts: list[Markup] = []
    stack: list[_Stretch] = []
    waiting, active = iter(stretches), list[_Stretch]()
    following = next(waiting, None)
    for here, there in pairwise(edges):
        active = [s for s in active if s.end > here]
        while following is not None and following.start <= here:
            active.append(following)
            following = next(waiting, None)
        parts += _turn(stack, active)
        parts.append(escape(words.safe(text[here - start : there - start])))
    parts += [s.closing() for s in reversed(stack)]
    return Markup("").join(parts)


def _turn(stack: list[_Stretch], wanted: Sequence[_Stretch]) -> Iterator[Markup]:
    """Close what ends here, and what lies inside it; open what is wanted."""
    same = 0
    while same < min(len(stack), len(wanted)) and stack[same] is wanted[same]:
        same += 1
    while len(stack) > same:
        yield stack.pop().closing()
    for stretch in wanted[same:]:
        stack.append(stretch)
        yield stretch.opening()


def _stretches(marks: Iterable[Mark], start: int, end: int) -> list[_Stretch]:
    """The marks gathered by span and role, outer before inner; each event's sentence stays an element of its own."""
    found: dict[tuple[object, ...], _Stretch] = {}
    for mark in marks:
        if start <= mark.start < mark.end <= end and mark.role in ORDER:
            own = mark.event if mark.role == "sentence" else ""
            stretch = found.setdefault(
                (mark.start, mark.end, mark.role, own), _Stretch(mark.start, mark.end, mark.role, [])
            )
            stretch.marks.append(mark)
    return sorted(found.values(), key=_Stretch.key)


def of_record(record: Mapping[str, Any], text: str | None) -> list[Mark]:
    """The marks of a record as printed: its events' roles, quotes, commitments and repeats.

    Args:
        record: as `dateline code --format jsonl` prints it.
        text: the document's; a mention whose words don't stand where it says is left out.
    """
    found = [m for nth, event in enumerate(record.get("events", ())) for m in of_event(event, nth % SLOTS + 1, text)]
    for said in record.get("attributions", ()):
        if said.get("kind") == "direct":
            found += [Mark(start, end, "quote") for start, end in said["content"]]
    found += [_mark(made["what"]["span"], "commits") for made in record.get("commitments", ())]
    found += [Mark(start, end, "repeat") for start, end in record["document"].get("repeats", ())]
    return found


def of_event(event: Mapping[str, Any], slot: int, text: str | None) -> list[Mark]:
    """The marks of one event of a record."""
    told = [("did", event["trigger"]), ("where", event["place"]), ("when", event["time"])]
    told += [("who", a) for a in event["actors"]] + [("whom", a) for a in event["recipients"]]
    for source in event["according_to"]:
        told += [("says", source), ("says", source.get("cue"))]
    found = [_mark(event["sentence"], "sentence", event["id"], slot)]
    for role, mention in told:
        if mention and (text is None or text[slice(*mention["span"])] == mention["text"]):
            found.append(_mark(mention["span"], role, event["id"], slot))
    return found


def _mark(span: Sequence[int], role: str, event: str = "", slot: int = 0) -> Mark:
    return Mark(span[0], span[1], role, event, slot)
