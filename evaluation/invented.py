"""Reports made up by number, and their records: what a store is filled with where no model is needed.

The same number gives the same report everywhere.  Three reports in a row tell one story in words of their own.  By the
last digits of the number a report is also a copy of the one before it (word for word, or with a sentence more), a new
version of it at the same address, one without date, without events, or with names that are hard on a database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline import reading
from dateline import records as r
from dateline.coder import Coder
from dateline.ontology import loader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIRST = dt.date(2029, 1, 1)
STORY = 3
"""Reports that tell one story."""
CYCLE = 20
"""After so many reports the special ones come again."""
SAME_WORDS, NEW_VERSION, LONGER, SILENT = 7, 13, 16, 11
"""Which of a cycle copies the one before it, is a new version of it, has a sentence more, or holds no event."""

ACTORS = (
    ("The Kestrel Front", "Kestrel Front", "Q901", "OST", ("REB",)),
    ("the Ostland army", "Ostland Army", "Q902", "OST", ("MIL",)),
    ("Velmar's dockers", "Velmar dockers", None, "OST", ("LAB",)),
    ("the Kestrel Front youth wing", "Kestrel Front youth wing", None, "OST", ("REB",)),
    ("Minister Anna Reyl", "Anna Reyl", "Q903", "OST", ("GOV", "EXE")),
    ("the Free League", "Free League", "Q904", "NRL", ("PTY",)),
    ("Norland", "Norland", "Q905", "NRL", ("GOV",)),
    ("the lake ministry", "Lake Ministry", None, "NRL", ("GOV",)),
    ("Ålmar's council", "Ålmar Council", None, "ALM", ("GOV",)),
    ("the 100% Workers' Union", "100% Workers' Union", None, "ALM", ("LAB",)),
    ("the under_score league", "under_score league", None, None, ()),
    ('the "Quoted" Brigade', 'the "Quoted" Brigade', None, "SUD", ("REB",)),
    ("the Robert'); DROP TABLE events;-- club", "Robert'); DROP TABLE events;-- club", None, None, ()),
    ("the Lakes Assembly", "Lakes Assembly", "Q906", "IGO", ("IGO",)),
    ("the harbour master", "harbour master", None, "OST", ("GOV",)),
)
PLACES = (
    ("Velmar", "9000001", 41.5, -7.25, "OST", "city"),
    ("Tarnow Bridge", "9000002", 41.62, -7.4, "OST", "point"),
    ("Zero Point", "9000003", 0.0, 0.0, None, "point"),
    ("Northmost Station", "9000004", 89.93, 15.0, "NRL", "point"),
    ("Polar Camp", "9000005", 89.95, -160.0, "NRL", "point"),
    ("Southmost Station", "9000006", -89.97, 100.0, None, "point"),
    ("Eastquay", "9000007", 12.4, 179.93, "ALM", "city"),
    ("Westquay", "9000008", 12.5, -179.95, "ALM", "city"),
    ("Ålmar", "9000009", 60.17, 19.93, "ALM", "city"),
    ("the Lakes Province", "9000010", 45.0, 20.0, "NRL", "admin1"),
    ("Nowhere Known", None, None, None, None, None),
)
PUBLISHERS = ("ostland.example", "lakes.example", "The Velmar Wire", "norland.example", None)
ACTS = (
    *(("ASSAULT", "bombed"), ("ASSAULT", "shelled"), ("COERCE", "detained members of"), ("PROTEST", "marched against")),
    *(("CONSULT", "met"), ("AGREE", "signed an accord with"), ("AID", "sent grain to"), ("THREATEN", "threatened")),
    *(("ACCUSE", "accused"), ("SUPPORT", "praised"), ("SANCTION", "cut ties with"), ("MOBILIZE", "massed troops near")),
)
FILLER = (
    "Shops in the {0} quarter stayed closed until the {1} bell, and buses kept away from the {2} bridge.",
    "Nobody could say how long the {0} road past the {1} would remain shut to lorries that carry {2}.",
    "Fishermen who had put out before the {0} alarm came back with {2}, torn nets and tales of a {1}.",
    "A school near the {0} {1} took in some forty families, most of them from streets that sell {2}.",
    "The price of {2} had risen for the third week, and queues formed at the {0} door of the {1}.",
    "Engineers hope to mend the {0} station near the {1} within days, though {2} must come from abroad.",
    "A choir that was to sing on the {0} square moved into the {1}, where it was paid in {2}.",
    "Older residents spoke of the {0} winter when the {1} froze and {2} came across the lake by sledge.",
)
"""Sentences of no act; ``{0}`` is an adjective, ``{1}`` a place, ``{2}`` goods."""
ADJECTIVES = "old new upper lower northern southern eastern western copper stone quiet crooked narrow green".split()
SITES = "mill market chapel lighthouse cannery foundry orchard ferry quarry granary well depot theatre canal".split()
GOODS = "bread salt barley timber copper wool honey lamp-oil herring rope nails flour tea apples candles".split()


@dataclass
class Page:
    """A text that grows, and where its words stand."""

    text: str = ""
    spans: dict[str, r.Span] = field(default_factory=dict)

    def say(self, words: str) -> r.Span:
        """Add words; returns where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def mention(self, words: str) -> dict[str, object]:
        """Add words; returns the fields of their mention."""
        return {"span": self.say(words), "text": words}


def record(number: int) -> r.Record:
    """The record of the report with a number (from 0)."""
    place = number % CYCLE
    if place == SAME_WORDS:
        return coded(record(number - 1), document(number, record(number - 1).document.text))
    if place == NEW_VERSION:
        return _written(number, address=address(number - 1))
    if place == LONGER:
        return _written(number - 1, more=_filler(random.Random(number)), address=address(number))
    return _written(number)


def records(count: int, start: int = 0) -> Iterator[r.Record]:
    """The records of so many reports in a row."""
    return (record(number) for number in range(start, start + count))


def coded(made: r.Record, document: r.Document) -> r.Record:
    """A record as the coder would make it of another document with the same words."""
    return made.model_copy(update={"document": document})


class Stub(Coder):
    """A coder that knows the records of some reports, and nothing else.

    Args:
        known: the records.
    """

    def __init__(self, known: Iterable[r.Record]) -> None:
        super().__init__()
        self.known = {made.document.sha256: made for made in known}

    def code_all(self, documents: Iterable[r.Document]) -> Iterator[r.Record]:
        """The records of documents, in order."""
        return (coded(self.known[document.sha256], document) for document in documents)


def address(number: int) -> str:
    """Where the report with a number stands."""
    return f"https://news.example/{number}"


def document(number: int, text: str, url: str | None = None) -> r.Document:
    """A text as the report with a number."""
    day = None if number % 9 == 4 else _day(number)  # noqa: PLR2004 - any
    publisher = PUBLISHERS[number % len(PUBLISHERS)]
    title = f"Report {number} of 100% in the {'Ålmar' if number % 2 else 'under_score'} week"
    return reading.from_text(text, title=title, url=url or address(number), publisher=publisher, published=day)


def _day(number: int) -> dt.date:
    """The day of a story's reports: three stories a day."""
    return FIRST + dt.timedelta(days=number // STORY // 3 % 1500)


def _written(number: int, more: str = "", address: str | None = None) -> r.Record:
    """A report of its own, with one to four events."""
    page, chance, story = Page(), random.Random(number), random.Random(f"story {number // STORY}")
    page.say(f"Report {number}\n\n")
    parts: list[tuple[r.Event, ...]] = []
    commitments: list[r.Commitment] = []
    first = _act(story)
    for nth in range(0 if number % CYCLE == SILENT else chance.randint(1, 4)):
        parts.append((_event(page, first if nth == 0 else _act(chance), number, chance),))
        page.say(f" {_filler(chance)}\n")
    if number % 4 == 1:
        commitments.append(_promise(page, story, number))
    ties = (_tie(page, chance),) if number % 5 == 2 else ()  # noqa: PLR2004 - any
    page.say(" ".join(_filler(chance) for _ in range(3)) + (f" {more}" if more else ""))
    made = document(number, page.text, address)
    events = tuple(_named(event, made.sha256) for part in parts for event in part)
    said = tuple(_attribution(event, made.sha256) for event in events if event.according_to)
    return r.Record(document=made, events=events, attributions=said, relations=ties, commitments=tuple(commitments))


def _filler(chance: random.Random) -> str:
    return chance.choice(FILLER).format(*(chance.choice(words) for words in (ADJECTIVES, SITES, GOODS)))


@dataclass(frozen=True)
class Act:
    """What a story is about."""

    kind: str
    verb: str
    who: tuple[int, ...]
    whom: tuple[int, ...]
    place: int
    killed: int | None
    later: int


def _act(chance: random.Random) -> Act:
    kind, verb = chance.choice(ACTS)
    who, whom, other = chance.sample(range(len(ACTORS)), 3)
    several = (who, other) if chance.random() < 0.2 else (who,)  # noqa: PLR2004
    killed = chance.randint(1, 40) if kind == "ASSAULT" else None
    return Act(kind, verb, several, (whom,), chance.randrange(len(PLACES)), killed, chance.randint(0, 2))


def _event(page: Page, act: Act, number: int, chance: random.Random) -> r.Event:
    """Write the sentence of an act into a page; returns its event, without id."""
    start = len(page.text)
    actors = [_actor(page, who, " and " if nth else "") for nth, who in enumerate(act.who)]
    page.say(" ")
    trigger = r.Mention.model_validate(page.mention(act.verb))
    recipients = [_actor(page, whom, " ") for whom in act.whom]
    place = _place(page, act.place) if chance.random() < 0.8 else None  # noqa: PLR2004
    time = _time(page, number, act.later) if chance.random() < 0.6 else None  # noqa: PLR2004
    killed = act.killed and act.killed + chance.choice((0, 0, 0, 1, 30))
    page.say(f", killing {killed} people" if killed else "")
    source = _credited(page, chance.randrange(len(ACTORS))) if chance.random() < 0.3 else ()  # noqa: PLR2004
    page.say(".")
    modes = sorted(loader.modes(act.kind))
    return r.Event(
        id="",
        type=act.kind,
        mode=modes[number % len(modes)] if modes and chance.random() < 0.7 else None,  # noqa: PLR2004
        contexts=("military",) if act.kind == "ASSAULT" else (),
        quad=loader.quad(act.kind),
        intensity=None if chance.random() < 0.1 else round(chance.uniform(-10, 10), 1),  # noqa: PLR2004
        sentence=(start, len(page.text)),
        trigger=trigger,
        actors=tuple(actors),
        recipients=tuple(recipients),
        place=place,
        time=time,
        factuality=chance.choice([*[r.Factuality.ASSERTED] * 7, *r.Factuality]),
        according_to=source,
        killed=killed,
        count=r.Count(min=killed, max=killed) if killed else None,
        confidence=round(chance.uniform(0.2, 1), 3),
        because=(f"made up as number {number}",),
    )


def _actor(page: Page, which: int, before: str = "") -> r.Actor:
    page.say(before)
    words, name, key, country, sectors = ACTORS[which]
    told = {"name": name, "id": key, "country": country, "sectors": sectors, "via": "table"}
    return r.Actor.model_validate({**page.mention(words), **told})


def _place(page: Page, which: int) -> r.Place:
    page.say(" in ")
    name, key, lat, lon, country, precision = PLACES[which]
    told = {"name": name if key else None, "id": key, "lat": lat, "lon": lon, "country": country}
    return r.Place.model_validate({**page.mention(name), **told, "precision": precision})


def _time(page: Page, number: int, later: int) -> r.Time:
    day = _day(number) - dt.timedelta(days=later)
    page.say(" on ")
    told = {"type": "DATE", "value": day.isoformat(), "start": day, "end": day, "precision": r.Precision.DAY}
    return r.Time.model_validate({**page.mention(f"{day:%A, %d %B}"), **told})


def _credited(page: Page, which: int) -> tuple[r.Credited, ...]:
    source = _actor(page, which, ", ")
    page.say(" ")
    return (r.Credited(**source.model_dump(), cue=r.Mention.model_validate(page.mention("said"))),)


def _promise(page: Page, story: random.Random, number: int) -> r.Commitment:
    """Write a promise of a story into a page; the story's reports promise the same, one later than the other."""
    start, by = len(page.text), story.randrange(len(ACTORS))
    actor = _actor(page, by)
    page.say(" promised to ")
    what = r.Mention.model_validate(page.mention("reopen the northern customs office and release the lorries"))
    due = _day(number) + dt.timedelta(days=10 + number % STORY)
    page.say(f" by {due:%d %B}.")
    evidence = (start, len(page.text))
    page.say(" ")
    return r.Commitment(kind="promise", by=(actor,), what=what, due=r.Due(start=due, end=due), evidence=evidence)


def _tie(page: Page, chance: random.Random) -> r.Relation:
    start, (one, other) = len(page.text), chance.sample(range(len(ACTORS)), 2)
    subject = _actor(page, one)
    whole = _actor(page, other, " is part of ")
    page.say(".")
    evidence = (start, len(page.text))
    page.say(" ")
    return r.Relation(subject=subject, relation=r.RelationKind.PART_OF, object=whole, evidence=evidence)


def _attribution(event: r.Event, sha256: str) -> r.Attribution:
    source = event.according_to[0]
    name = hashlib.sha256(f"{sha256} said {event.sentence}".encode()).hexdigest()[:16]
    told = r.Actor(**source.model_dump(exclude={"cue", "medium"}))
    return r.Attribution(id=name, kind="indirect", source=told, cue=source.cue, content=(event.sentence,))


def _named(event: r.Event, sha256: str) -> r.Event:
    """An event under the id that the coder would give it."""
    start, end = event.trigger.span
    name = hashlib.sha256(f"{sha256} {start} {end} {event.type}".encode()).hexdigest()[:16]
    return event.model_copy(update={"id": name})
