"""Attributions: who says, by which word, what.

Three finders look for them: the encoder, quotation structure, and the table of reporting words.  What they find of the
same words becomes one attribution; one that stands inside another's content is `within` it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from dateline.according_to import encoded, quoting, reporting
from dateline.according_to.found import Found, Nearby, likeness, shared, size
from dateline.according_to.speaking import speaker
from dateline.according_to.table import cues
from dateline.records import Attribution, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.language.draft import Draft, Span

SAME = 0.5
"""Share of the characters of two contents that must agree for the two to be one attribution."""
EQUAL = 0.5
"""The same share where the two have cues of their own: "praised A and said B" are two attributions."""
INSIDE = 0.9
"""Share of a content that must lie in another for it to be nested in that."""


def find(draft: Draft) -> Draft:
    """Set `draft.attributions`, in the order of their contents; `because` names the finder of each.

    Args:
        draft: sentences and quotations set; cues and actors as far as they are known.

    Returns:
        The draft with attributions whose ids depend on the document's text and their spans alone.
    """
    seen, reported = encoded.find(draft), reporting.find(draft)
    quoted = quoting.find(draft, sorted([*seen, *reported], key=lambda found: found.cue or found.hull))
    merged = merge(draft, [*quoted, *seen, *reported])
    made = [(found, _attribution(draft, found)) for found in merged]
    nearby = Nearby()
    for number, (found, _) in enumerate(made):
        nearby.put(number, found.hull)
    nested = tuple(
        _nested(found, attribution, [made[number] for number in nearby.at(found.hull)]) for found, attribution in made
    )
    reasons = tuple(f"attribution {attribution.id}: {found.finder}" for found, attribution in made)
    return replace(draft, attributions=nested, because=(*draft.because, *reasons))


def merge(draft: Draft, found: Sequence[Found]) -> list[Found]:
    """One finding for each content; the earlier in `found` wins, and takes a missing source or cue from the later."""
    kept: list[Found] = []
    reaches: list[Span] = []
    nearby = Nearby()
    for new in found:
        start, end = new.reach
        near = (i for i in nearby.at((start, end)) if start < reaches[i][1] and reaches[i][0] < end)
        twin = next((i for i in near if _same(kept[i], new) and not _reported(draft, kept[i], new)), None)
        if twin is None:
            kept.append(new)
            reaches.append(new.reach)
            nearby.put(len(kept) - 1, new.reach)
        else:
            kept[twin] = _joined(draft, kept[twin], new)
            reaches[twin] = kept[twin].reach
            nearby.put(twin, reaches[twin])
    return sorted(kept, key=lambda f: (f.hull, f.cue or f.hull))


def _same(one: Found, other: Found) -> bool:
    """Whether two findings are of one attribution: one cue, or much the same content."""
    if one.cue and other.cue:
        return shared((one.cue,), (other.cue,)) > 0 or likeness(one.contents, other.contents) >= EQUAL
    return likeness(one.contents, other.contents) >= SAME


def _reported(draft: Draft, outer: Found, inner: Found) -> bool:
    """Whether one speaker reports another by name ("X said the mayor had said that Y"): two attributions, nested."""
    if not (
        inner.cue and inner.source and shared(outer.contents, (inner.source,)) and shared(outer.contents, (inner.cue,))
    ):
        return False
    named = draft.slice(inner.source).lower() not in cues().grammar["pronouns"]
    return named and draft.slice(inner.cue).lower() in cues().frames["say"]


def _joined(draft: Draft, old: Found, new: Found) -> Found:
    """Two findings of one attribution as one.

    Where the older is words between marks and the newer a clause that holds them, the clause is the content: the
    attribution is mixed.  A source carried over gives way to none beside the cue.
    """
    wider = shared(old.contents, new.contents) >= INSIDE * size(old.contents) and size(new.contents) > size(
        old.contents
    )
    mixed = old.finder == "quotation" and wider and not _only_quoted(draft, new.contents)
    first, second = (new, old) if mixed else (old, new)
    return replace(
        first,
        source=first.source or (second.source if first.carried is None else None),
        cue=first.cue or (second.cue if first.carried is None else None),
        carried=first.carried or (second.carried if first.source == second.source else None),
    )


def _quoted_share(draft: Draft, contents: Sequence[Span]) -> float:
    """Share of the letters of some spans that stand between quote marks."""
    marked = [q.span for q in draft.quotations if q.span[0] < contents[-1][1] and contents[0][0] < q.span[1]]
    if not marked:
        return 0.0
    letters = [i for start, end in contents for i in range(start, end) if draft.text[i].isalnum()]
    inside = sum(any(start <= i < end for start, end in marked) for i in letters)
    return inside / len(letters) if letters else 0.0


def _only_quoted(draft: Draft, contents: Sequence[Span]) -> bool:
    return _quoted_share(draft, contents) == 1.0


def kind(draft: Draft, contents: Sequence[Span]) -> Literal["direct", "mixed", "indirect"]:
    """Whether contents are verbatim, partly so, or reported in the writer's words."""
    share = _quoted_share(draft, contents)
    if share == 1.0:
        return "direct"
    return "mixed" if share else "indirect"


def identifier(sha256: str, *spans: Span) -> str:
    """A stable id: the first 16 hexadecimal digits of a hash of the document's own and the spans."""
    parts = [sha256, "attribution", *(f"{start}-{end}" for start, end in spans)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def _attribution(draft: Draft, found: Found) -> Attribution:
    cue = Mention(span=found.cue, text=draft.slice(found.cue)) if found.cue else None
    spans = (*found.contents, *((found.cue,) if found.cue else ()))
    return Attribution(
        id=identifier(draft.document.sha256, *spans),
        kind=kind(draft, found.contents),
        source=speaker(draft, found.source, found.carried),
        cue=cue,
        content=found.contents,
    )


def _nested(found: Found, attribution: Attribution, made: Sequence[tuple[Found, Attribution]]) -> Attribution:
    """The attribution, within the smallest other whose content holds its cue and its own content."""
    start, end = found.contents[0][0], found.contents[-1][1]
    near = ((other, outer) for other, outer in made if other.contents[0][0] < end and start < other.contents[-1][1])
    holders = [(size(other.contents), outer.id) for other, outer in near if other is not found and _holds(other, found)]
    return attribution.model_copy(update={"within": min(holders)[1]}) if holders else attribution


def _holds(outer: Found, inner: Found) -> bool:
    if size(inner.contents) >= size(outer.contents):
        return False
    spans = (*inner.contents, *((inner.cue,) if inner.cue else ()))
    return shared(outer.contents, spans) >= INSIDE * size(spans)
