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
PARTIES, TERMS = 4, 4
UNKNOWN = "-"
"""The week of a report of which nothing tells when."""


def keys(report: Report) -> tuple[str, ...]:
    """At most `MOST` keys: what, who or where, which week."""
    what = _what(report)
    parts = list(dict.fromkeys(what + part for part in _who_or_where(report)))
    weeks = list(_weeks(report))
    return tuple(f"{part}|{week}" for part in parts[: MOST // len(weeks)] for week in weeks)


def _what(report: Report) -> str:
    """The half of the quads: cooperation or conflict; types within one are easily confused."""
    return "+" if report.quad in (1, 2) else "!" if report.quad in (3, 4) else ""


def _who_or_where(report: Report) -> Iterator[str]:
    """What narrows it, the narrowest first: the place, the parties, words of the sentence, the act and a country."""
    if report.fine and report.place_id:
        yield f"place {report.place_id}"
    for name in (*report.recipients[:PARTIES], *report.actors[:PARTIES]):
        if key := " ".join(sorted(words.content(name))[-2:]):
            yield f"who {key}"
    act = min(words.acts(report.trigger), default="")
    for country in dict.fromkeys((*((report.country,) if report.country else ()), *report.countries)):
        yield f"act {act} {country}"
    for word in _rare(report)[:TERMS]:
        yield f"word {act} {word}"


def _rare(report: Report) -> list[str]:
    """Words of the sentence that are also what the document is about; then its long ones: they are the rarer."""
    about = set(report.about)
    own = set(words.stems(report.trigger))
    return sorted((w for w in report.words if w not in own), key=lambda w: (w not in about, -len(w), w))


def _weeks(report: Report) -> Iterator[str]:
    first, last = report.start or report.end, report.end or report.start
    if first is None or last is None:
        yield UNKNOWN
        return
    before, after = (SLACK, SLACK) if report.dated else (LAG, 0)
    low, high = (first.toordinal() - before) // 7, (last.toordinal() + after) // 7
    yield from map(str, range(low, high + 1) if high - low < WEEKS else (low, (low + high) // 2, high))
