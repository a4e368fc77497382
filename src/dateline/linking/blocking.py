"""Under which keys a report is filed, so that others of the same act are found without looking at all.

A key joins what is done, who or where, and the week.  Two reports share a week if they lie at most four days apart.
How many keys a report has is bounded, and so what a new report costs doesn't grow with the years that a store holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.linking import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.linking.reports import Report

MOST = 24
"""Most keys of one report."""
WEEKS = 3
"""Most weeks under which a report is filed; a longer period is filed under its first and last."""
LAG = 6
"""Days before its publication on which an act without a date may have happened."""
SLACK = 2
"""Days by which two reports of one act may be wrong about its day."""
PARTIES, ACTS, TERMS, ABOUT, NEAR, STORY = 2, 2, 4, 2, 2, 2
UNKNOWN = "-"
"""The week of a report of which nothing tells when."""


def keys(report: Report) -> tuple[str, ...]:
    """At most `MOST` keys: what with who or where, and which week."""
    parts = list(dict.fromkeys(_parts(report)))
    weeks = list(_weeks(report))
    return tuple(f"{part}|{week}" for part in parts[: MOST // len(weeks)] for week in weeks)


def _parts(report: Report) -> Iterator[str]:
    """What narrows it: the place; the parties; the act with the names near it and the topic, or with a country."""
    if report.fine and report.place_id:
        yield f"at {report.place_id}"
    if report.place and (report.fine or not report.place_id) and (key := _core(report.place)) in report.named:
        yield f"at {key}"
    acts = sorted(words.acts(report.trigger))[:ACTS]
    for name in (*report.recipients[:PARTIES], *report.actors[:PARTIES]):
        if key := _core(name):
            yield f"who {key} {report.quad}"
    if report.mode:
        yield from (f"{report.mode} {name}" for name in report.named[:STORY])
    for word in _telling(report):
        yield from (f"{act} {word}" for act in acts)
    for country in dict.fromkeys((*((report.country,) if report.country else ()), *report.countries)):
        yield from (f"{act} {country}" for act in acts)


def _core(name: str) -> str:
    """The word of a name by which most reports call it: the last with a capital, else the last."""
    parts = [word for word in name.replace("’", "'").split() if words.content(word)]
    capital = [word for word in parts if word[:1].isupper()]
    return words.content((capital or parts or [""])[-1])[0] if parts else ""


def _telling(report: Report) -> list[str]:
    """Names in the sentence, what the document is mostly about, then the sentence's long words: they are the rarer."""
    own = set(words.stems(report.trigger))
    near = [name for name in report.named if name in report.words][:NEAR]
    rest = sorted(report.words, key=lambda w: (-len(w), w))
    return [word for word in dict.fromkeys((*near, *report.about[:ABOUT], *rest)) if word not in own][:TERMS]


def _weeks(report: Report) -> Iterator[str]:
    first, last = report.start or report.end, report.end or report.start
    if first is None or last is None:
        yield UNKNOWN
        return
    before, after = (SLACK, SLACK) if report.dated else (LAG, 0)
    low, high = (first.toordinal() - before) // 7, (last.toordinal() + after) // 7
    yield from map(str, range(low, high + 1) if high - low < WEEKS else (low, (low + high) // 2, high))
