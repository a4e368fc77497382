"""Load PLOVER 2.0: types, modes, contexts, sectors and the bridge from CAMEO.

The knowledge stands in this folder as data: one ``types/<TYPE>.toml`` for each type, ``contexts.toml``,
``sectors.toml``, ``auxiliary.toml`` and ``cameo.csv``.  Everything is read once, when it is first asked for, and
frozen.  Quads are 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.  Intensities
are PLOVER's expert-averaged scores from -10 (worst conflict) to +10 (closest cooperation).

Source of the labels, quads, intensities and code numbers: the PLOVER 2.0 manual and its CAMEO table (Open Event Data
Alliance, CC BY-SA 4.0).  Definitions, rules and examples are the project's own; where the sources contradict
themselves, `EventType.decisions` and `CameoRow.note` say what was decided and why.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dateline.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
HOME = Path(__file__).parent

#: The five-class key of the field's public test sets, where class 0 (neutral) is empty for PLOVER.  It differs from the
#: quads in one place: CONCEDE is joined with RETREAT (as YIELD) and so counts as material cooperation.
PENTA: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1)
    | dict.fromkeys(("COOPERATE", "AID", "CONCEDE", "RETREAT"), 2)
    | dict.fromkeys(("ACCUSE", "REQUEST", "REJECT", "THREATEN"), 3)
    | dict.fromkeys(("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"), 4)
)


@dataclass(frozen=True, slots=True)
class Mode:
    """How an act of one type was done, or what a request, refusal or threat is about.

    `intensity` is the mode's own score, or ``None`` where the manual prints none (the type's score then stands in).
    """

    label: str
    caption: str
    definition: str
    intensity: float | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A reading that looks like a type and isn't it: `reading` in words, the `type` that is right, and why."""

    reading: str
    type: str
    why: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its coding; `trigger`, `actors` and `recipients` are stretches of the sentence."""

    sentence: str
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    factuality: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's sixteen types of act.

    `quad` is 1-4 and `intensity` -10…+10, as the module says; `recipient_required` tells whether an act of this type
    makes no sense without somebody at the other end; `decisions` are the places where the sources had to be mended.
    """

    label: str
    caption: str
    quad: int
    intensity: float
    recipient_required: bool
    definition: str
    rules: tuple[str, ...]
    decisions: tuple[str, ...]
    near_misses: tuple[NearMiss, ...]
    modes: Mapping[str, Mode]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What an act is about; an event has any number of contexts."""

    label: str
    caption: str
    definition: str


@dataclass(frozen=True, slots=True)
class Sector:
    """What kind of actor somebody is; `group` is ``state``, ``political`` or ``society``."""

    code: str
    caption: str
    group: str
    definition: str


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A code that stands where a country's ISO 3166-1 alpha-3 code stands: a non-state actor or a special territory."""

    code: str
    caption: str
    definition: str


@dataclass(frozen=True, slots=True)
class AuxiliaryMode:
    """A mode that PLOVER defines beside the others, and the factuality that says the same in a record."""

    label: str
    factuality: str
    definition: str


class Coding(NamedTuple):
    """A type with its mode and contexts, as the bridge from CAMEO gives them."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameoRow:
    """One row of the bridge; `coding` is ``None`` for a code that is no event here, `note` explains every mend."""

    code: str
    caption: str
    coding: Coding | None
    note: str

    @property
    def mended(self) -> bool:
        """Whether this row differs from PLOVER's own table."""
        return self.note.startswith("mend: ")


@cache
def event_types() -> Mapping[str, EventType]:
    """The sixteen types by label, in alphabetical order.

    Raises:
        KnowledgeError: if a file of the ontology is missing or damaged.
    """
    return MappingProxyType({label: event_type(label) for label in _labels()})


@cache
def event_type(label: str) -> EventType:
    """One type, read alone, since most documents need a few; ``KeyError`` for a type that PLOVER hasn't."""
    if label not in _labels():
        raise KeyError(label)
    return _event_type(HOME / "types" / f"{label}.toml")


@cache
def contexts() -> Mapping[str, Context]:
    """The thirty-seven contexts by label, in the manual's order."""
    return _keyed(Context, "contexts.toml", "contexts")


@cache
def sectors() -> Mapping[str, Sector]:
    """The twenty-five sectors by code."""
    return _keyed(Sector, "sectors.toml", "sectors")


@cache
def nonstates() -> Mapping[str, ActorCode]:
    """The codes that non-state actors carry in place of a country (IGO, UNO, ...)."""
    return _keyed(ActorCode, "sectors.toml", "nonstates")


@cache
def territories() -> Mapping[str, ActorCode]:
    """The country codes that PLOVER keeps or adds against the nominal state (KOS, HKG, PSE, ATA)."""
    return _keyed(ActorCode, "sectors.toml", "territories")


@cache
def auxiliary_modes() -> Mapping[str, AuxiliaryMode]:
    """PLOVER's four auxiliary modes by label."""
    return _keyed(AuxiliaryMode, "auxiliary.toml", "auxiliary")


@cache
def cameo() -> Mapping[str, CameoRow]:
    """The bridge from CAMEO: every row by its code (two to four digits, leading zero kept)."""
    path = HOME / "cameo.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return MappingProxyType({row["code"]: _cameo_row(row) for row in csv.DictReader(lines)})
    except (OSError, KeyError, ValueError) as error:
        raise _damaged(path) from error


def quad(type: str) -> int:  # noqa: A002 - the record's own word
    """The quad class (1-4) of a type; ``KeyError`` for a type that PLOVER hasn't."""
    return event_type(type).quad


def modes(type: str) -> Mapping[str, Mode]:  # noqa: A002 - the record's own word
    """The modes of a type by label, in the manual's order; empty where it has none, ``KeyError`` for no type."""
    return event_type(type).modes


def intensity(type: str, mode: str | None = None) -> float:  # noqa: A002 - the record's own word
    """The score of a type and mode from -10 to +10: the mode's own, or the type's where there is none.

    Raises:
        KeyError: for a type that PLOVER hasn't, or a mode that the type hasn't.
    """
    found = event_type(type)
    score = found.modes[mode].intensity if mode is not None else None
    return found.intensity if score is None else score


def from_cameo(code: str) -> Coding | None:
    """What a CAMEO code is in PLOVER: type, mode or ``None``, contexts.

    A longer code that the bridge hasn't falls back on its parent (``"0439"`` on ``"043"``).  ``None`` says that the
    code is no CAMEO code, or one that is no event here (most of family 01).  Codes are strings, since their leading
    zero counts.
    """
    if not (code.isascii() and code.isdigit()):
        return None
    rows = cameo()
    for size in (4, 3, 2):
        if len(code) >= size and code[:size] in rows:
            return rows[code[:size]].coding
    return None


@cache
def _labels() -> tuple[str, ...]:
    """The labels of the types: the names of their files."""
    labels = tuple(sorted(path.stem for path in (HOME / "types").glob("*.toml")))
    if not labels:
        raise _damaged(HOME / "types")
    return labels


def _event_type(path: Path) -> EventType:
    """One type from its file, with lists frozen to tuples."""
    raw = _table(f"types/{path.name}")
    try:
        return EventType(
            label=raw["label"],
            caption=raw["caption"],
            quad=raw["quad"],
            intensity=raw["intensity"],
            recipient_required=raw["recipient_required"],
            definition=raw["definition"],
            rules=tuple(raw["rules"]),
            decisions=tuple(raw["decisions"]),
            near_misses=tuple(NearMiss(**row) for row in raw["near_misses"]),
            modes=MappingProxyType({row["label"]: Mode(**row) for row in raw.get("modes", ())}),
            examples=tuple(_example(row) for row in raw["examples"]),
        )
    except (KeyError, TypeError) as error:
        raise _damaged(path) from error


def _example(row: dict[str, Any]) -> Example:
    return Example(**row | {"actors": tuple(row["actors"]), "recipients": tuple(row["recipients"])})


def _cameo_row(row: dict[str, str]) -> CameoRow:
    """One row; an empty type says that the code is no event."""
    coding = Coding(row["type"], row["mode"] or None, tuple(row["contexts"].split())) if row["type"] else None
    return CameoRow(code=row["code"], caption=row["caption"], coding=coding, note=row["note"])


def _keyed(noun: Callable[..., T], name: str, section: str) -> Mapping[str, T]:
    """The rows of one section of a TOML file, each made a `noun`, by their code or label."""
    try:
        rows = _table(name)[section]
        return MappingProxyType({row.get("code") or row["label"]: noun(**row) for row in rows})
    except (KeyError, TypeError) as error:
        raise _damaged(HOME / name) from error


@cache
def _table(name: str) -> dict[str, Any]:
    """A TOML file of this folder as a dictionary."""
    path = HOME / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> KnowledgeError:
    return KnowledgeError(f"The ontology's file {path.name} is missing or damaged; install dateline again.")
