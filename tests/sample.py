"""One report and its record, made by hand: what the tests of printing and of the contract work on, with no model."""

from __future__ import annotations

import datetime as dt

from dateline import records as r

TEXT = """\
Kestrel Front says it burned a fuel depot

VELMAR - The Kestrel Front said on Monday that it had burned a fuel depot near Velmar, killing two guards.
Ostland's interior minister, Anna Reyl, denied it. “Nothing burned,” Reyl said.
She threatened the Front with arrests unless it left the valley by 10 May, and the Front is part of the Free League.
"""


def span(words: str, nth: int = 0) -> tuple[int, int]:
    """Where the words stand in `TEXT` for the nth time (from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def mention(words: str, nth: int = 0) -> r.Mention:
    return r.Mention(span=span(words, nth), text=words)


def actor(words: str, name: str | None = None, nth: int = 0) -> r.Actor:
    return r.Actor(span=span(words, nth), text=words, name=name or words, country="OST", sectors=("REB",), via="table")


def credited(words: str, cue: str, nth: int = 0) -> r.Credited:
    return r.Credited(**actor(words, nth=nth).model_dump(), cue=mention(cue))


FRONT = actor("The Kestrel Front", "Kestrel Front")
REYL = r.Actor(span=span("Anna Reyl"), text="Anna Reyl", name="Anna Reyl", sectors=("GOV",), via="office")
VELMAR = r.Place(
    span=span("Velmar"), text="Velmar", name="Velmar", lat=41.5, lon=-7.25, country="OST", precision="city"
)
MONDAY = r.Time(
    span=span("Monday"),
    text="Monday",
    type="DATE",
    value="2026-05-04",
    start=dt.date(2026, 5, 4),
    end=dt.date(2026, 5, 4),
)
LEAGUE = r.Actor(span=span("the Free League"), text="the Free League", name="Free League")

CLAIM = r.Event(
    id="e1",
    type="ASSAULT",
    mode="destroy",
    contexts=("military",),
    quad=4,
    intensity=-8.5,
    sentence=span(TEXT.splitlines()[2]),
    trigger=mention("burned", 1),
    actors=(FRONT,),
    place=VELMAR,
    time=MONDAY,
    factuality=r.Factuality.CLAIMED,
    according_to=(credited("The Kestrel Front", "said"),),
    killed=2,
    count=r.Count(min=2, max=2),
    confidence=0.81,
    because=("type: the encoder gives ASSAULT 0.81, runner-up COERCE 0.09", "factuality: the actor says so itself"),
)
THREAT = r.Event(
    id="e2",
    type="THREATEN",
    mode="arrest",
    quad=3,
    intensity=-3.5,
    sentence=span(TEXT.splitlines()[4]),
    trigger=mention("threatened"),
    actors=(r.Actor(span=span("She"), text="She", name="Anna Reyl", via="pronoun"),),
    recipients=(actor("the Front", "Kestrel Front"),),
    factuality=r.Factuality.ASSERTED,
    confidence=0.4,
)
QUOTE = r.Attribution(
    id="a1",
    kind="direct",
    source=actor("Reyl", "Anna Reyl", 1),
    cue=mention("said", 1),
    content=(span("Nothing burned,"),),
)
PART_OF = r.Relation(
    subject=actor("the Front", "Kestrel Front", 1),
    relation=r.RelationKind.PART_OF,
    object=LEAGUE,
    evidence=span("the Front is part of the Free League"),
)
ULTIMATUM = r.Commitment(
    kind="ultimatum",
    by=(THREAT.actors[0],),
    to=THREAT.recipients,
    what=mention("arrests"),
    condition=mention("unless it left the valley by 10 May"),
    due=r.Due(end=dt.date(2026, 5, 10)),
    evidence=span(TEXT.splitlines()[4]),
)
DOCUMENT = r.Document(
    id="velmar-1",
    title="Kestrel Front says it burned a fuel depot",
    publisher="Ostland Wire",
    published=r.Published(start=dt.date(2026, 5, 4), end=dt.date(2026, 5, 4), basis="given"),
    dateline=r.Place(span=span("VELMAR"), text="VELMAR"),
    language="en",
    sha256="0" * 64,
    text=TEXT,
)
RECORD = r.Record(
    document=DOCUMENT,
    events=(CLAIM, THREAT),
    attributions=(QUOTE,),
    relations=(PART_OF,),
    commitments=(ULTIMATUM,),
    actors=(FRONT, REYL, LEAGUE),
    places=(VELMAR,),
    times=(MONDAY,),
)
