"""What became of a commitment: what later reports say of it, and when it has passed without news.

Cautious on purpose: a report must name the party that is bound, and share the act and a word of what it is bound to, or
most of its words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from dateline.errors import InputError
from dateline.linking import alike, words
from dateline.linking.reports import names, published_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.linking.reports import Report
    from dateline.records import Commitment, Record

Became: TypeAlias = Literal["met", "broken", "postponed", "repeated", "withdrawn"]
ORDER: tuple[Literal["withdrawn", "postponed", "broken"], ...] = ("withdrawn", "postponed", "broken")
"""What words in a sentence say of a commitment, in the order in which they are looked for."""
MOST = 24
"""Most keys of a pledge."""
FIRST = 3
"""Among so many first words of what is promised stands the act."""
HAPPENED = frozenset({"asserted", "claimed"})
_LISTS = ("by", "to", "words")
_DATES = ("due_start", "due_end", "published")
_NO_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment as following sees it.

    `id` is made of its document's and its words' place; `by` and `to` are names; `what` its words as they stand,
    `words` their stems; `due_start` and `due_end` when it falls due; `published` the last day on which its document
    may have been published.
    """

    id: str
    document: str
    source: str
    kind: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    words: tuple[str, ...]
    condition: str | None
    due_start: dt.date | None
    due_end: dt.date | None
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a commitment: `became`, the id of the event or commitment that shows it, its document, and why."""

    became: Became
    shown_by: str
    document: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """``following.toml``: words by what they say, and how much must be shared."""

    words: Mapping[str, frozenset[str]]
    shared: int
    alike: float
    days: int


@cache
def table() -> _Table:
    """The table, read once."""
    raw = tomllib.loads(files("dateline.linking").joinpath("following.toml").read_text("utf-8"))
    listed = {name: frozenset(map(words.stem, text.split())) for name, text in raw["words"].items()}
    return _Table(listed, raw["ask"]["shared"], raw["ask"]["alike"], raw["ask"]["days"])


def pledges(record: Record, source: str) -> tuple[Pledge, ...]:
    """The commitments of a coded record, in their order.

    Args:
        record: a record with commitments.
        source: the id of the document that it copies, or its own.
    """
    return tuple(_pledge(record, one, source) for one in record.commitments)


def _pledge(record: Record, one: Commitment, source: str) -> Pledge:
    document = record.document
    place = f"{document.sha256} {one.what.span[0]} {one.what.span[1]} {one.kind}"
    return Pledge(
        id=hashlib.sha256(place.encode()).hexdigest()[:16],
        document=document.id,
        source=source,
        kind=one.kind,
        by=names(one.by),
        to=names(one.to),
        what=one.what.text,
        words=words.content(one.what.text),
        condition=one.condition.text if one.condition else None,
        due_start=one.due.start if one.due else None,
        due_end=one.due.end if one.due else None,
        published=published_by(record),
    )


def pack(pledge: Pledge) -> str:
    """A pledge as one line of JSON; the same pledge gives the same characters."""
    return json.dumps(asdict(pledge), ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat)


def unpack(line: str) -> Pledge:
    """The pledge that `pack` wrote.

    Raises:
        InputError: the line is no pledge.
    """
    try:
        row: dict[str, Any] = json.loads(line)
        row |= {key: dt.date.fromisoformat(row[key]) for key in _DATES if row[key] is not None}
        row |= {key: tuple(row[key]) for key in _LISTS}
        return Pledge(**{field.name: row[field.name] for field in fields(Pledge)})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"{line[:_NO_LETTERS]!r} is no commitment as dateline packs it: link its document again."
        raise InputError(message) from error


def keys(one: Pledge | Report) -> tuple[str, ...]:
    """Under which keys a pledge is filed, and under which a later report or pledge looks for it: party and word."""
    who = (*one.by, *one.to) if isinstance(one, Pledge) else (*one.actors, *one.recipients)
    parties = [key for name in who[:4] if (key := " ".join(sorted(words.content(name))[-2:]))]
    terms = sorted(_terms(one), key=lambda w: (-len(w), w))
    return tuple(dict.fromkeys(f"{party}|{word}" for word in terms for party in parties))[:MOST]


def _terms(one: Pledge | Report) -> Iterator[str]:
    """The words by which a pledge is found: those of what it binds to; of a report, those of its sentence."""
    yield from one.words
    yield from (words.acts(one.trigger) if not isinstance(one, Pledge) else _acts(one))


def _acts(pledge: Pledge) -> frozenset[str]:
    """The acts that the first words of what is promised may name."""
    return words.acts(" ".join(pledge.what.split()[:FIRST]))


def follow(pledge: Pledge, events: Iterable[Report], commitments: Iterable[Pledge] = ()) -> Change | None:
    """What a later record says became of a commitment; ``None``: nothing.

    Args:
        pledge: the commitment.
        events: the later record's events.
        commitments: the later record's commitments.
    """
    later = [r for r in events if r.document != pledge.document and _later(pledge, r.published or r.start)]
    again = [p for p in commitments if p.document != pledge.document and _later(pledge, p.published)]
    changes = (*(_by_event(pledge, report) for report in later), *(_by_pledge(pledge, other) for other in again))
    return next(filter(None, changes), None)


def _later(pledge: Pledge, day: dt.date | None) -> bool:
    """Whether something told on a day may say what became of it."""
    if day is None or pledge.published is None:
        return day is pledge.published
    after = (day - pledge.published).days
    due = pledge.due_end or pledge.due_start
    return 0 <= after <= table().days or (due is not None and after >= 0 and (day - due).days <= table().days)


def _by_event(pledge: Pledge, report: Report) -> Change | None:
    party = alike.named_alike(pledge.by, report.actors)
    if not party:
        return None
    common = [w for w in pledge.words if w in report.words]
    act = sorted(_acts(pledge) & words.acts(report.trigger))
    rest = [w for w in common if w not in words.stems(report.trigger)]
    enough = len(common) >= table().alike * max(2, len(pledge.words))
    because = (f"{', '.join(report.actors)} as in {', '.join(pledge.by)}", f"both say {', '.join(common)}")
    for became in ORDER:
        if enough and (told := table().words[became] & set(report.words) - set(pledge.words)):
            return Change(became, report.id, report.document, (*because, f"the report says {', '.join(sorted(told))}"))
    if not act or len(rest) < table().shared or _before(pledge, report):
        return None
    if report.factuality in HAPPENED:
        return Change("met", report.id, report.document, (*because, f"the act is told as {report.factuality}"))
    if report.factuality == "negated" and _overdue(pledge, report):
        return Change("broken", report.id, report.document, (*because, "it was not done when due"))
    return None


def _before(pledge: Pledge, report: Report) -> bool:
    """Whether the act of a report had happened before the commitment was told."""
    day = report.end or report.start
    return bool(report.dated and day and pledge.published and day < pledge.published)


def _overdue(pledge: Pledge, report: Report) -> bool:
    due = pledge.due_end or pledge.due_start
    return bool(due and report.published and report.published >= due)


def _by_pledge(pledge: Pledge, other: Pledge) -> Change | None:
    """Whether a later commitment says again what this one says."""
    common = [w for w in pledge.words if w in other.words]
    same = len(common) >= table().alike * max(2, min(len(pledge.words), len(other.words)))
    if not (same and alike.named_alike(pledge.by, other.by) and _kind(pledge) == _kind(other)):
        return None
    because = (f"{', '.join(other.by)} as in {', '.join(pledge.by)}", f"both say {', '.join(common)}")
    if pledge.due_end and other.due_end and other.due_end > pledge.due_end:
        return Change("postponed", other.id, other.document, (*because, f"now due {other.due_end}"))
    return Change("repeated", other.id, other.document, because)


def _kind(pledge: Pledge) -> str:
    """Promises and plans bind whoever makes them; what is demanded or expected is another's to do."""
    return "own" if pledge.kind in ("promise", "plan", "ultimatum") else pledge.kind


def lapsed(due: dt.date | None, today: dt.date) -> str | None:
    """``past due without news`` where the last day on which something was due is over; else ``None``."""
    return "past due without news" if due is not None and due < today else None
