"""The nouns of a record: what dateline finds in a document, and the contract it prints.

Every class is a frozen pydantic model.  A `span` is a pair of character offsets ``(start, end)``, end exclusive,
into the text of the document *as given*; `text` is exactly that slice.  ``None`` or an empty tuple says "not stated".
Dates are ISO 8601 calendar dates, both ends of a period inclusive.  Country codes are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1"


class Factuality(StrEnum):
    """How an event stands to the world: as the text asserts it, or as somebody claims, denies or plans it."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    ALLEGED = "alleged"
    DENIED = "denied"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class RelationKind(StrEnum):
    """How two actors are tied to each other."""

    ALSO_KNOWN_AS = "also known as"
    PART_OF = "part of"
    AFFILIATED_WITH = "affiliated with"
    MEMBER_OF = "member of"
    HOLDS_OFFICE = "holds office"
    DESIGNATED_AS = "designated as"
    LEADS = "leads"
    SUPPORTED_BY = "supported by"


class Precision(StrEnum):
    """How fine a period is known."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


def _ordered(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] <= span[1]:
        message = f"span {span} is not ordered"
        raise ValueError(message)
    return span


Span = Annotated[
    tuple[int, int], AfterValidator(_ordered), Field(description="characters of the document's text, end exclusive")
]
Code3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Mention(_Noun):
    """A stretch of the document's text: `span` in characters, `text` the very slice."""

    span: Span
    text: str

    @model_validator(mode="after")
    def _span_fits_text(self) -> Self:
        start, end = self.span
        if end - start != len(self.text):
            message = f"span {self.span} holds {end - start} characters, its text {len(self.text)}"
            raise ValueError(message)
        return self


class Sentence(Mention):
    """One sentence of a document; `paragraph` counts from 0."""

    paragraph: int = 0


class Actor(Mention):
    """A mention of whoever acts, and whom it stands for.

    `name` is the plain name that the mention stands for (pronouns resolved), `id` a Wikidata Q-number from a source in
    hand or ``None``, `country` alpha-3 (or a PLOVER non-state code such as ``IGO``), `sectors` PLOVER's codes in order
    of weight, `via` how it was resolved: ``table``, ``alias``, ``office``, ``acronym``, ``nationality``, ``agent``,
    ``metonym``, ``pronoun``, ``partial``, ``text``; with ``+home`` behind it when the country is the one that the
    report is at home in, with ``+place`` when a place in the mention tells it.
    """

    name: str | None = None
    id: str | None = None
    country: Code3 | None = None
    sectors: tuple[str, ...] = ()
    via: str | None = None


class Place(Mention):
    """A toponym resolved to GeoNames; unresolved, everything after `text` is ``None``.

    `id` is the GeoNames id as a string, `lat` and `lon` WGS 84 degrees, `feature` a GeoNames feature code (``PPLC``,
    ``ADM1``, ``PCLI``), `precision` one of ``point``, ``city``, ``admin2``, ``admin1``, ``country``, ``region``.
    `radius` says within how many kilometres of the point the place lies, where a phrase tells it from a town ("30 km
    south of Kirkuk", "a market in Baghdad"; `name` and `id` are then the town's).  `confidence` is the chance that the
    name means this place.  `demonym` marks a word for a people or its adjective ("Georgian"): it stands for the state,
    not for a place in it.
    """

    name: str | None = None
    id: str | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    country: Code3 | None = None
    feature: str | None = None
    precision: str | None = None
    radius: Annotated[float, Field(ge=0)] | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    demonym: bool = False


class Time(Mention):
    """A temporal expression: its TIMEX3 `type` and `value`, and the period it covers (inclusive ISO dates)."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision | None = None


class Period(_Noun):
    """A stretch of calendar days, both ends inclusive, either may be unknown; `text` are the words it came from."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _start_before_end(self) -> Self:
        if self.start and self.end and self.start > self.end:
            message = f"period starts {self.start}, after its end {self.end}"
            raise ValueError(message)
        return self


class Published(_Noun):
    """When a document was published, and on what that rests (``given``, ``metadata``, ``dateline``, ``inferred``).

    Where it is inferred from the words of the document, `because` are the reasons, and `candidates` every day that
    they leave, if those are few.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    basis: str | None = None
    candidates: tuple[dt.date, ...] = ()
    because: tuple[str, ...] = ()


class Document(_Noun):
    """One report as read.

    `id` is what the input called it, else `sha256` (of the normalised text).  `repeats` are spans of text that say
    again what the document said before.  `text` is not printed with the record.
    """

    id: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: Published = Published()
    dateline: Place | None = None
    language: str | None = None
    sha256: str
    repeats: tuple[Span, ...] = ()
    text: Annotated[str, Field(exclude=True, repr=False)] = ""
    author: Annotated[str | None, Field(exclude=True)] = None


class Credited(Actor):
    """Whoever a sentence credits for an event: a source, the cue that credits it, and the medium if one is named."""

    cue: Mention | None = None
    medium: str | None = None


class Count(_Noun):
    """A number that the text gives, as a range; either end may be open."""

    min: int | None = None
    max: int | None = None


class Event(_Noun):
    """One act reported in one sentence of one document, in PLOVER 2.0's terms."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: Annotated[int, Field(ge=1, le=4)]
    intensity: Annotated[float, Field(ge=-10, le=10)] | None
    sentence: Span
    trigger: Mention
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    time: Time | None = None
    factuality: Factuality
    according_to: tuple[Credited, ...] = ()
    killed: int | None = None
    injured: int | None = None
    count: Count | None = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    because: tuple[str, ...] = ()


class Attribution(_Noun):
    """Who says, by which word, what.  `content` may be several stretches; `within` is the id of the outer one."""

    id: str
    kind: Literal["direct", "mixed", "indirect"]
    source: Actor | None = None
    cue: Mention | None = None
    content: tuple[Span, ...]
    within: str | None = None


class Quote(Attribution):
    """An attribution whose content is verbatim."""

    kind: Literal["direct"] = "direct"


class Relation(_Noun):
    """What ties two actors, with the stretch of text that says so."""

    subject: Actor
    relation: RelationKind
    object: Actor
    period: Period | None = None
    evidence: Span
    factuality: Factuality = Factuality.ASSERTED
    according_to: tuple[Credited, ...] = ()


class Due(_Noun):
    """When a commitment falls due; either end may be unknown."""

    start: dt.date | None = None
    end: dt.date | None = None


class Commitment(_Noun):
    """What binds: by whom, to whom, what, on which condition, due when, and who says so."""

    kind: Literal["promise", "plan", "ultimatum", "demand", "expectation"]
    by: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    what: Mention
    condition: Mention | None = None
    due: Due | None = None
    evidence: Span
    according_to: tuple[Credited, ...] = ()


class Incident(_Noun):
    """What happened, once: the ids of the events of many documents that report the same act."""

    id: str
    events: tuple[str, ...]
    status: Literal["candidate", "corroborated", "contested", "reviewed", "withdrawn"] = "candidate"


class Judgement(_Noun):
    """A person's accept, reject or correction of an event or a field, with who, when and why.

    To `flag` an event is to leave it to somebody else, with the reason; to `withdraw` is to take back an earlier
    judgement of one's own, whose id is the `value`.
    """

    event: str
    field: str | None = None
    verdict: Literal["accept", "reject", "correct", "flag", "withdraw"]
    value: Any = None
    by: str
    at: dt.datetime
    why: str | None = None


class Record(_Noun):
    """All that one document says: the line that ``dateline code --format jsonl`` prints."""

    document: Document
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    relations: tuple[Relation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()

    def mentions(self) -> list[Mention]:
        """Every mention in the record, in no particular order."""
        found: list[Mention] = []
        waiting: list[object] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, tuple):
                waiting.extend(item)
            elif isinstance(item, _Noun):
                if isinstance(item, Mention):
                    found.append(item)
                waiting.extend(getattr(item, name) for name in type(item).model_fields)
        return found

    def misplaced(self) -> list[Mention]:
        """Mentions whose text isn't the slice of the document's text that their span names: none, in a sound record."""
        text = self.document.text
        return [m for m in self.mentions() if text[m.span[0] : m.span[1]] != m.text]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record as printed: every key is there, and no other."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "version": SCHEMA_VERSION, **schema}
