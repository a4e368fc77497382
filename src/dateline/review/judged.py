"""Judged events as documents to train and measure on: a line of JSON a document, events as people left them.

    {"doc_id", "title", "published", "text", "events": [...], "quotes": [...], "judged": [[s, e], ...]}

An event has ``type mode sentence trigger actors recipients place time factuality according_to killed injured``, each
mention ``text`` and ``span`` (characters of ``text``, end exclusive) and an actor the ``name`` that it stands for.
``judged`` are the sentences that a person has looked at; outside of them nothing is known to be right or missing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dateline.store import asking, verdicts
from dateline.store.statements import by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.store import Store
    from dateline.store.engine import Row

    Item = dict[str, Any]

WORDED = {"who": "actors", "whom": "recipients"}
SAME = ("type", "mode", "factuality", "killed", "injured")
"""Fields of an event that are a value and no words."""


def lines(store: Store, *, whole: bool = True) -> Iterator[Item]:
    """The documents with judged events, oldest first, where the store keeps their words.

    Args:
        store: an open one.
        whole: only documents of which every event is judged; else the others too, with the events that are.

    Yields:
        A document as this module says; rejected and flagged events are left out.
    """
    told = by(verdicts.standing(asking.judgements(store.engine)), "event")
    sql = (
        "SELECT d.id, d.title, d.start_day FROM documents d WHERE d.doc IN (SELECT e.doc FROM events e "
        "JOIN judgements j ON j.event = e.id) AND d.text IS NOT NULL ORDER BY d.doc"
    )
    for row in store.engine.rows(sql):
        record, text = store.record(row["id"]), asking.text(store.engine, row["id"])
        if record is None or text is None:
            continue
        judged = [event for event in record["events"] if _whole(told.get(event["id"], ()))]
        if judged and (not whole or len(judged) == len(record["events"])):
            kept = [_event(event, told[event["id"]], text) for event in judged]
            yield {
                "doc_id": row["id"],
                "title": row["title"],
                "published": row["start_day"],
                "text": text,
                "events": [event for event in kept if event is not None],
                "quotes": _quotes(record, text),
                "judged": sorted({tuple(event["sentence"]) for event in judged}),
            }


def _whole(told: Sequence[Row]) -> str | None:
    """The last verdict on an event as a whole; a correction alone accepts the rest."""
    said = [row["verdict"] for row in told if row["field"] is None and row["verdict"] in {"accept", "reject"}]
    corrected = any(row["verdict"] == "correct" for row in told)
    return said[-1] if said else "accept" if corrected else None


def _event(event: Mapping[str, Any], told: Sequence[Row], text: str) -> Item | None:
    """An event as people left it; ``None`` if they rejected it."""
    if _whole(told) == "reject":
        return None
    right = {row["field"]: json.loads(row["value"]) for row in told if row["verdict"] == "correct"}
    made: Item = {name: right.get(name, event[name]) for name in SAME}
    made["sentence"] = event["sentence"]
    made["trigger"] = _mention(event["trigger"])
    for field, role in WORDED.items():
        made[role] = [_named(a) for a in event[role]]
        if field in right:
            made[role] = _corrected(right[field], event, role, text)
    made["place"] = _found(right["place"], event["sentence"], text) if "place" in right else _mention(event["place"])
    made["time"] = _time(event["time"], right)
    made["according_to"] = [_mention(source) for source in event["according_to"]]
    return made


def _mention(mention: Mapping[str, Any] | None) -> Item | None:
    return {"text": mention["text"], "span": mention["span"]} if mention else None


def _named(actor: Mapping[str, Any]) -> Item:
    return {"text": actor["text"], "span": actor["span"], "name": actor["name"] or actor["text"]}


def _corrected(value: str | None, event: Mapping[str, Any], role: str, text: str) -> list[Item]:
    """Corrected names, each with its words: the mention that the coder had, else where the sentence says it."""
    had = {name: _named(actor) for actor in event[role] for name in (actor["text"], actor["name"]) if name}
    names = [part for part in (value or "").split("; ") if part]
    return [had.get(name) or {**(_found(name, event["sentence"], text) or {}), "name": name} for name in names]


def _found(words: str | None, sentence: Sequence[int], text: str) -> Item | None:
    """Where words stand: in the sentence, else anywhere before or after; without a span where they don't."""
    if not words:
        return None
    start, end = sentence
    at = text.find(words, start, end)
    at = text.find(words) if at < 0 else at
    return {"text": words, "span": [at, at + len(words)] if at >= 0 else None}


def _time(time: Mapping[str, Any] | None, right: Mapping[str, Any]) -> Item | None:
    """When, with the days that people corrected; a correction of what no words say has no span."""
    days = {name: right[f"{name}_day"] for name in ("start", "end") if f"{name}_day" in right}
    if time is None and not any(days.values()):
        return None
    had = {"text": time["text"], "span": time["span"], "start": time["start"], "end": time["end"]} if time else {}
    return {"text": "", "span": None, "start": None, "end": None, **had, **days}


def _quotes(record: Mapping[str, Any], text: str) -> list[Item]:
    """The direct quotes of a record, as the coder has them: nobody judges them yet."""
    found = []
    for said in record["attributions"]:
        if said["kind"] == "direct":
            start, end = said["content"][0][0], said["content"][-1][1]
            speaker = said["source"]
            named = (speaker["name"] or speaker["text"]) if speaker else None
            found.append({"text": text[start:end], "span": [start, end], "speaker": named, "kind": "direct"})
    return found
