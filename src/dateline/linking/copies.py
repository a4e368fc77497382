"""Copies: reports that came from one text, under whatever headline, cut, updated, reworded or put into a round-up.

A report is told by a `Sketch` of a few kilobytes.  Two signs speak for a copy: whole sentences that both have (exact,
and it can be said how many), and, where words were changed in most of them, runs of three words, estimated by MinHash
(the `rensa` package).  Names and numbers speak against it: two forecasts share their wording and differ in these.

How it fits into a store: file each report under its `keys`; reports that share a key with a new one are candidates;
`copy_of` decides.  Publication dates narrow the candidates (copies appear within days of each other).
"""

from __future__ import annotations

import re
import struct
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from operator import eq
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from dateline.errors import InputError
from dateline.linking import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Kind: TypeAlias = Literal["same", "copy", "part", "merged", "reworded"]

PERMUTATIONS = 128
FORM = 1
"""Version of a packed sketch: raise it when what is hashed changes, since old and new hashes can't be compared."""
FEW_NAMES = 4
"""With fewer names or numbers in a report they say nothing against a copy."""
HEAD = struct.Struct("<BBIHH")
"""Form, MinHash algorithm, words, number of sentences, number of names."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to know its copies.

    Attributes:
        sentences: signed 64-bit hashes of its sentences that are long enough to tell it, sorted, distinct; the
            smallest ones of a very long text.
        names: unsigned 32-bit hashes of its names (even) and numbers (odd), sorted, distinct; the smallest ones if
            there are many.
        digest: MinHash signature of its runs of three words, 128 little-endian 32-bit numbers.
        algorithm: version of the MinHash algorithm; digests of two versions aren't compared.
        words: how many words it has, a repeated sentence counted once.
    """

    sentences: tuple[int, ...]
    names: tuple[int, ...]
    digest: bytes
    algorithm: int
    words: int

    def pack(self) -> bytes:
        """The sketch as bytes: a head, the digest, the hashes; about 1 KB for a report of 30 sentences."""
        head = HEAD.pack(FORM, self.algorithm, self.words, len(self.sentences), len(self.names))
        hashes = struct.pack(f"<{len(self.sentences)}q{len(self.names)}I", *self.sentences, *self.names)
        return head + self.digest + hashes

    @classmethod
    def unpack(cls, packed: bytes) -> Sketch:
        """The sketch that `pack` made these bytes of.

        Raises:
            InputError: the bytes are damaged, or of another version of dateline.
        """
        if not packed or packed[0] != FORM:
            raise InputError("a stored sketch has a form that this version doesn't know: make it again from its text")
        try:
            _, algorithm, words, sentences, names = HEAD.unpack_from(packed)
            start = HEAD.size + 4 * PERMUTATIONS
            hashes = struct.unpack(f"<{sentences}q{names}I", packed[start:])
        except struct.error:
            raise InputError("a stored sketch is cut off or damaged: make it again from its text") from None
        return cls(hashes[:sentences], hashes[sentences:], packed[HEAD.size : start], algorithm, words)


@dataclass(frozen=True, slots=True)
class Copy:
    """That two reports came from one text.

    Attributes:
        kind: how the new report stands to the old one.  ``same``: each holds all of the other, but for a head;
            ``copy``: each holds most of the other; ``part``: the new one stands in the old one, which has more;
            ``merged``: the old one stands in the new one, which has more (a round-up, or a fuller version);
            ``reworded``: the wording is one, but words were changed in most sentences.
        share: how much of the one that is held most the other one holds, 0 to 1: of its sentences, or of its runs of
            three words (an estimate) if it is reworded.
        jaccard: runs of three words in both, over those in either; an estimate that strays by .04.
        because: the counts that decided, in words.
    """

    kind: Kind
    share: float
    jaccard: float
    because: str


@cache
def limits() -> dict[str, dict[str, Any]]:
    """The thresholds of ``copies.toml``, each explained there."""
    return tomllib.loads(files("dateline.linking").joinpath("copies.toml").read_text("utf-8"))


@cache
def _boilerplate() -> re.Pattern[str]:
    """What marks a line that a site puts under every report."""
    return re.compile(rf"\b(?:{'|'.join(limits()['boilerplate']['patterns'])})\b")


def sketch(text: str) -> Sketch:
    """The sketch of a text.

    Args:
        text: the document's text as given.  What it says twice counts once.

    Returns:
        The sketch; without hashes, and so nobody's copy, if the text has too few words.
    """
    from rensa import RMinHash  # noqa: PLC0415 - a compiled module, wanted only here

    limit = limits()["sketch"]
    pieces = [piece for piece in wording.pieces(text) if not _boilerplate().search(piece.plain)]
    signature = RMinHash(PERMUTATIONS, 1)
    words = sum(piece.length for piece in pieces)
    sentences: Iterable[int] = ()
    names: Iterable[int] = ()
    if words >= limit["words"]:
        signature.update(_runs(pieces))
        sentences = (_hash(piece.plain.encode()) for piece in pieces if piece.length >= limit["sentence_words"])
        names = map(_marked, {name for piece in pieces for name in piece.names})
    return Sketch(
        _smallest(sentences, limit["sentences"]),
        _smallest(names, limit["names"]),
        struct.pack(f"<{PERMUTATIONS}I", *signature.digest()),
        RMinHash.ALGORITHM_VERSION,
        min(words, 2**32 - 1),
    )


def keys(sketch: Sketch) -> tuple[int, ...]:
    """The signed 64-bit integers under which a store files a report.

    Returns:
        At most sixty, sorted: hashes of sentences (the smallest, so that two reports choose alike) and of bands of the
        signature.  Copies share one or more; few others do.  None for a text that is too short.
    """
    limit = limits()["keys"]
    if sketch.words < limits()["sketch"]["words"]:
        return ()
    size = 4 * limit["rows"]
    bands = (sketch.digest[at : at + size] for at in range(0, size * limit["bands"], size))
    marked = (b"%d.%d." % (sketch.algorithm, number) + band for number, band in enumerate(bands))
    return tuple(sorted({*sketch.sentences[: limit["sentences"]], *map(_hash, marked)}))


def copy_of(new: Sketch, old: Sketch) -> Copy | None:
    """Whether a report is a copy of another.

    Args:
        new: the sketch of the one report.
        old: the sketch of the other.

    Returns:
        How, how much and why; ``None`` if they are two reports.  With the two exchanged, ``part`` and ``merged`` are
        exchanged, and nothing else changes but the words of `because`.
    """
    if min(new.words, old.words) < limits()["sketch"]["words"]:
        return None
    held = _held(*_known(new.sentences, old.sentences, limits()["sketch"]["sentences"]))
    jaccard, names = _jaccard(new, old), _names_held(new, old)
    need = limits()["copy"]
    if held.shared >= need["shared"] and held.most >= need["share"] and names.enough(need):
        if held.shared >= need["few"] or _runs_held(new, old, jaccard) >= limits()["reworded"]["share"]:
            return _shared(held, jaccard)
    return _reworded(new, old, jaccard, names)


@dataclass(frozen=True, slots=True)
class _Held:
    """How many hashes two reports share, and how many each has."""

    shared: int
    new: int
    old: int

    @property
    def shares(self) -> tuple[float, float]:
        """Shares of the new and the old report that the other one holds; of a report that has none, all."""
        return self.shared / self.new if self.new else 1.0, self.shared / self.old if self.old else 1.0

    @property
    def most(self) -> float:
        """The greater share."""
        return max(self.shares)


class _Names(NamedTuple):
    """The shares of names and numbers, and of numbers alone, that two reports have in common."""

    all: float
    numbers: float

    def enough(self, need: Mapping[str, float]) -> bool:
        """Whether they are as many as in copies."""
        return self.all >= need["names"] and self.numbers >= need["numbers"]


def _known(new: Sequence[int], old: Sequence[int], limit: int) -> tuple[set[int], set[int]]:
    """The hashes that can be compared: of a sketch that is full only the smallest are known, so larger ones go."""
    cut = min((hashes[-1] for hashes in (new, old) if len(hashes) >= limit), default=None)
    mine, theirs = ({h for h in hashes if cut is None or h <= cut} for hashes in (new, old))
    return mine, theirs


def _held(mine: set[int], theirs: set[int]) -> _Held:
    return _Held(len(mine & theirs), len(mine), len(theirs))


def _names_held(new: Sketch, old: Sketch) -> _Names:
    """How many of the names and numbers of the one report stand in the other; all, where a report has hardly any."""
    known = _known(new.names, old.names, limits()["sketch"]["names"])
    numbers = ({name for name in side if name % 2} for side in known)
    return _Names(
        *(held.most if min(held.new, held.old) >= FEW_NAMES else 1.0 for held in (_held(*known), _held(*numbers)))
    )


def _shared(held: _Held, jaccard: float) -> Copy:
    """The copy that shared sentences show."""
    limit = limits()["kind"]
    new, old = held.shares
    told = f"{held.shared} of the new report's {held.new} sentences stand in the old one, which has {held.old}"
    if min(new, old) >= limit["whole"]:
        return Copy("same", held.most, jaccard, told)
    if min(new, old) >= limit["most"]:
        return Copy("copy", held.most, jaccard, told)
    if new >= old:
        return Copy("part", held.most, jaccard, f"{told}: {held.old - held.shared} of them are the old one's alone")
    told = f"{held.shared} of the old report's {held.old} sentences stand in the new one, which has {held.new}"
    return Copy("merged", held.most, jaccard, f"{told}: {held.new - held.shared} of them are its own")


def _reworded(new: Sketch, old: Sketch, jaccard: float, names: _Names) -> Copy | None:
    """The copy that shared wording shows, if it does."""
    need = limits()["reworded"]
    share = _runs_held(new, old, jaccard)
    if jaccard < need["jaccard"] or share < need["share"] or not names.enough(need):
        return None
    told = f"about {share:.0%} of the shorter report's runs of three words and {names.all:.0%} of its names and numbers"
    return Copy("reworded", share, jaccard, f"{told} stand in the longer one")


def _runs_held(new: Sketch, old: Sketch, jaccard: float) -> float:
    """The share of the shorter report's runs that the longer one has; a report has as many runs as words, nearly."""
    return min(1.0, jaccard / (1 + jaccard) * (new.words + old.words) / min(new.words, old.words))


def _jaccard(new: Sketch, old: Sketch) -> float:
    """The estimate by two digests; 0 if they can't be compared."""
    if new.algorithm != old.algorithm:
        return 0.0
    mine, theirs = (memoryview(s.digest).cast("I") for s in (new, old))
    return sum(map(eq, mine, theirs)) / PERMUTATIONS


def _runs(pieces: Sequence[wording.Piece]) -> list[str]:
    """Every run of three words of a text, across the ends of its sentences."""
    words = " ".join(piece.plain for piece in pieces).split(" ")
    return list({f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)})


def _smallest(hashes: Iterable[int], count: int) -> tuple[int, ...]:
    """The smallest distinct ones, sorted: a sample that two texts draw alike."""
    return tuple(sorted(set(hashes))[:count])


def _marked(name: str) -> int:
    """An unsigned 32-bit hash that is odd for a number and even for a name."""
    return zlib.crc32(name.encode()) & ~1 | (name < ":")


def _hash(content: bytes) -> int:
    """A signed 64-bit hash that is the same on every machine."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "little", signed=True)
