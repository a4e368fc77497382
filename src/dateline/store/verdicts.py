"""Judgements: a person's accept, reject or correction, kept as records and laid over what the coder said.

No judgement is ever changed: one that is taken back is followed by another that withdraws it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dateline.errors import JudgementError
from dateline.linking.reports import FINE, pack, unpack
from dateline.ontology import loader
from dateline.records import Factuality
from dateline.store import incidents, parties, rows, tallying
from dateline.store.naming import digest
from dateline.store.statements import among, by, insert, next_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.records import Judgement
    from dateline.store.engine import Engine, Row
    from dateline.store.keeping import Writing

FIELDS = {
    "type": "type",
    "mode": "mode",
    "factuality": "factuality",
    "start_day": "start",
    "end_day": "end",
    "place": "place",
    "country": "country",
    "who": "actors",
    "whom": "recipients",
    "killed": "killed",
    "injured": "injured",
}
"""Columns of an event that can be corrected, with the field of a report that each is."""
NUMBERS = frozenset({"killed", "injured"})
DAYS = frozenset({"start_day", "end_day"})
POINT = ("place_id", "lat", "lon", "cell", "adm1", "feature", "place_precision", "radius")
"""Columns of an event that tell of the place that the coder meant, and are unknown of one that a person names."""
REPORTED = ("place_id", "lat", "lon")
"""Those of them that a report has too."""
CODE = re.compile("[A-Z]{3}")
VALUED = frozenset({"correct", "withdraw"})
"""Verdicts whose value means something."""
LONGEST = 500
"""Characters of a corrected field and of a reason."""


def judge(writing: Writing, judgement: Judgement) -> str:
    """Keep a judgement on an event and let it take effect; returns its id.

    Raises:
        JudgementError: there is no such event or field, or the value is none that the field can have.
    """
    engine = writing.engine
    row = engine.rows("SELECT ev, incident FROM events WHERE id = :id", {"id": judgement.event})
    if not row:
        message = f"the store has no event {judgement.event}: look its id up in a table of events"
        raise JudgementError(message)
    value = _withdrawn(engine, judgement) if judgement.verdict == "withdraw" else _checked(judgement)
    at = judgement.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    key = next_key(engine, "judgements", "jud")
    made: dict[str, Any] = {
        "jud": key,
        "id": digest("judgement", key, judgement.event, judgement.field, judgement.by, at),
        "event": judgement.event,
        "field": judgement.field,
        "verdict": judgement.verdict,
        "value": json.dumps(value, ensure_ascii=False) if judgement.verdict in VALUED else None,
        "made_by": judgement.by,
        "made_at": at,
        "why": judgement.why,
    }
    insert(engine, "judgements", [made])
    apply(writing, [judgement.event])
    if (inc := row[0]["incident"]) is not None:
        incidents.refresh(writing, [inc])
    return str(made["id"])


def _withdrawn(engine: Engine, judgement: Judgement) -> str:
    """The id of the judgement that this one takes back.

    Raises:
        JudgementError: there is no such judgement of the same person on the event, or it is taken back already.
    """
    _check_words(judgement)
    told = engine.rows("SELECT * FROM judgements WHERE event = :id ORDER BY jud", {"id": judgement.event})
    own = [row["id"] for row in standing(told) if row["made_by"] == judgement.by]
    if judgement.value not in own:
        message = f"{judgement.by} has no judgement {judgement.value} on {judgement.event} that could be taken back"
        raise JudgementError(message)
    return str(judgement.value)


def standing(told: Sequence[Row]) -> list[Row]:
    """The judgements that nobody has taken back, in their order."""
    gone = {json.loads(row["value"]) for row in told if row["verdict"] == "withdraw"}
    return [row for row in told if row["verdict"] != "withdraw" and row["id"] not in gone]


def _check_words(judgement: Judgement) -> None:
    for name, words in (("by", judgement.by), ("why", judgement.why or "")):
        if len(words) > LONGEST or (name == "by" and not words.strip()):
            message = f"{name} has {len(words)} characters: write 1 to {LONGEST}"
            raise JudgementError(message)
    if judgement.verdict == "flag" and not (judgement.why or "").strip():
        raise JudgementError("a flag says why: give the reason")


def _checked(judgement: Judgement) -> Any:  # noqa: ANN401 - what a field may hold
    """The value of a correction as its column holds it; a judgement that says nothing wrong."""
    _check_words(judgement)
    if judgement.field is not None and judgement.field not in FIELDS:
        message = f"{judgement.field!r} can't be judged: a field is one of {', '.join(FIELDS)}"
        raise JudgementError(message)
    if judgement.verdict != "correct":
        return None
    if judgement.field is None:
        raise JudgementError("a correction says which field it corrects")
    return _value(judgement.field, judgement.value)


def _value(field: str, value: Any) -> Any:  # noqa: ANN401 - what a field may hold
    """A corrected value as its column holds it.

    Raises:
        JudgementError: the field can't have it.
    """
    if value is None or value == "":
        if field in {"type", "factuality"}:
            message = f"every event has a {field}: reject the event instead"
            raise JudgementError(message)
        return "" if field in {"who", "whom"} else None
    if field in NUMBERS:
        if isinstance(value, bool) or not str(value).isdecimal() or len(str(value)) > 9:  # noqa: PLR2004 - a sane toll
            message = f"{value!r} is no number of people"
            raise JudgementError(message)
        return int(value)
    if field in DAYS:
        try:
            return dt.date.fromisoformat(str(value)).isoformat()
        except ValueError:
            message = f"{value!r} is no day: write it as YYYY-MM-DD"
            raise JudgementError(message) from None
    if field == "country" and not CODE.fullmatch(str(value)):
        message = f"{value!r} is no country: write its three letters, as in UKR"
        raise JudgementError(message)
    return _worded(field, str(value))


def _worded(field: str, value: str) -> str:
    known: dict[str, Sequence[str]] = {
        "type": list(loader.event_types()),
        "factuality": [str(f) for f in Factuality],
        "mode": sorted({mode for kind in loader.event_types() for mode in loader.modes(kind)}),
    }
    if field in known and value not in known[field]:
        message = f"{value!r} is no {field}: it is one of {', '.join(known[field])}"
        raise JudgementError(message)
    if len(value) > LONGEST:
        message = f"{field} has {len(value)} characters: write at most {LONGEST}"
        raise JudgementError(message)
    return value


def apply(writing: Writing, events: Sequence[str]) -> None:
    """Lay what people judged over what the coder says of events, the last judgement on a field winning."""
    listed, bound = among("event", events)
    told = writing.engine.rows(f"SELECT * FROM judgements WHERE event IN ({listed}) ORDER BY jud", bound)
    for name, judged in by(told, "event").items():
        _lay(writing.engine, name, judged, writing.moment)


def _lay(engine: Engine, event: str, told: Sequence[Row], moment: str) -> None:
    """Write into an event's row what people said of it, and the coder where that is taken back; the counts follow."""
    kept = [row for row in standing(told) if row["verdict"] != "flag"]
    corrected = {row["field"]: json.loads(row["value"]) for row in kept if row["verdict"] == "correct"}
    whole = [row["verdict"] for row in kept if row["field"] is None or row["verdict"] == "correct"]
    base = coded(engine, event) if any(row["verdict"] == "withdraw" for row in told) else {}
    values: dict[str, Any] = {**base, **corrected, "verdict": whole[-1] if whole else None, "changed": moment}
    if "type" in corrected:
        values["quad"] = loader.quad(corrected["type"])
    if "place" in corrected:
        values |= dict.fromkeys(POINT)
        values["country"] = corrected.get("country")
    found = engine.rows("SELECT * FROM events WHERE id = :id", {"id": event})
    for old in found:
        named = parties.lay(engine, old, told, corrected)
        countries = named.pop("countries", None)
        values |= named
        parts = ", ".join(f"{column} = :{column}" for column in values)
        engine.run(f"UPDATE events SET {parts} WHERE ev = :ev", {**values, "ev": old["ev"]})
        engine.run("UPDATE mentions SET day = :start_day WHERE ev = :ev", {**old, **values})
        tallying.count(engine, [old], -1)
        tallying.count(engine, [{**old, **values}], 1)
        _relay(engine, old["ev"], values, countries)


def coded(engine: Engine, event: str) -> dict[str, Any]:
    """The columns of an event that can be corrected, as the coder said them; empty if its coding is gone."""
    known = parties.coded(engine, event)
    if known is None:
        return {}
    told = rows.event(known[1], known[0])
    return {column: told[column] for column in (*FIELDS, *POINT, "quad")}


def _relay(engine: Engine, ev: int, values: dict[str, Any], countries: tuple[str, ...] | None) -> None:
    """Let linking see an event as it is corrected; `countries` are those of its parties, if they changed."""
    changes = {FIELDS[column]: _seen(column, value) for column, value in values.items() if column in FIELDS}
    changes |= {column: values[column] for column in ("quad", *REPORTED) if column in values}
    if countries is not None:
        changes["countries"] = countries
    if "place" in values:
        changes["fine"] = values.get("place_precision") in FINE
    for row in engine.rows("SELECT report FROM links WHERE ev = :ev", {"ev": ev}):
        report = rows.squeezed(pack(replace(unpack(rows.unsqueezed(row["report"])), **changes)))
        engine.run("UPDATE links SET report = :report WHERE ev = :ev", {"report": report, "ev": ev})


def _seen(column: str, value: Any) -> Any:  # noqa: ANN401 - what a field may hold
    """A column's value as the field of a report holds it."""
    if column in DAYS:
        return dt.date.fromisoformat(value) if value else None
    if column in {"who", "whom"}:
        return tuple(part for part in (value or "").split("; ") if part)
    return value
