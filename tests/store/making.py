"""What tests of the store share: records varied by hand, and rows to compare with."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from dateline import reading
from dateline import records as r

if TYPE_CHECKING:
    from dateline.store import Store

VERSION = "1.0+test"
KEPT = 140
DAY = dt.date(2031, 5, 6)
WORDS = (
    "The Kestrel Front {act} the army barracks in Velmar on Tuesday, killing {killed} people.",
    "Residents of the northern quarter heard the blast from the far side of the lake, they said.",
    "The road to the old mill was closed, and lorries with barley waited there until the evening.",
    "A spokeswoman of the harbour said that the ferries would go on time in spite of everything.",
    "Nobody on the island had seen the like since the winter in which the lighthouse burned down.",
)


def report(
    name: str = "a", *, act: str = "bombed", killed: int = 12, more: str = "", day: dt.date | None = DAY
) -> r.Record:
    """A record of one event, made by hand; `name` is its address, `more` a last sentence."""
    words = [*WORDS, more] if more else list(WORDS)
    text = "\n".join(words).format(act=act, killed=killed)
    document = reading.from_text(text, url=f"https://{name}.example/1", publisher=f"{name}.example", published=day)

    def at(part: str) -> dict[str, Any]:
        start = text.index(part)
        return {"span": (start, start + len(part)), "text": part}

    event = r.Event(
        id=f"{document.sha256[:12]}{text.index(act):04d}",
        type="ASSAULT",
        mode="explosives",
        quad=4,
        intensity=-9.0,
        sentence=(0, len(text.split("\n", 1)[0])),
        trigger=r.Mention(**at(act)),
        actors=(r.Actor(**at("The Kestrel Front"), name="Kestrel Front", id="Q901", country="OST"),),
        recipients=(r.Actor(**at("the army barracks"), name="army barracks", country="OST"),),
        place=r.Place(
            **at("Velmar"), name="Velmar", id="9000001", lat=41.5, lon=-7.25, country="OST", precision="city"
        ),
        time=r.Time(**at("Tuesday"), type="DATE", value=str(DAY), start=DAY, end=DAY, precision=r.Precision.DAY),
        factuality=r.Factuality.ASSERTED,
        killed=killed,
        confidence=0.9,
        because=("made by hand",),
    )
    return r.Record(document=document, events=(event,))


def exported(store: Store) -> list[str]:
    """A store's export as lines."""
    return [json.dumps(row, sort_keys=True) for row in store.export()]


def table(store: Store, name: str) -> list[dict[str, Any]]:
    """The rows of one table of a store's export."""
    return [row for row in store.export() if row["table"] == name]
