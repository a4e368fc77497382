"""The heads over the encoder, in numpy: from vectors to triggers, roles, cues and names.

Labels of one word come as ``O`` and, for each class, ``B`` (begins) and ``I`` (goes on).  Weights are float32 arrays by
the names that `training/model.py` gives them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from dateline.language.draft import Cue, Entity, Role, Trigger
from dateline.language.windows import touching

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from dateline.language.draft import EntityLabel, RoleName, Span
    from dateline.language.windows import Window

    Floats: TypeAlias = NDArray[np.float32]
    Ints: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]
    Weights: TypeAlias = Mapping[str, Floats]

TYPES = (
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION "
    "SUPPORT THREATEN"
).split()
MODES = (
    "none abduct access aerial allege arrest assist beat boycott censor ceasefire change convict crowd-control "
    "curfew cyber demo deport destroy disapprove disarm discontinue drone expel explosives firearms heavy-weapons "
    "hunger investigate martial-law meet militia misinformation multilateral obstruct phone police primitive "
    "relations release resign restrict riot seize sexual strike suicide-attack targeted territory third-party "
    "torture troops unconventional vandalize violence visit weapons withdraw withhold yield"
).split()
FACTUALITIES = ["asserted", "claimed", "alleged", "denied", "negated", "future", "hypothetical"]
ENTITIES: tuple[EntityLabel, ...] = ("person", "organisation", "place", "nationality", "other")
ROLES: tuple[RoleName, ...] = ("actor", "recipient", "place", "time", "source")
LINKS = ("source", "content")

HIDDEN = 192
"""Hidden units of a pair head."""
LOOKS = 4
"""Heads of the attention among the words that a pair head judges."""
REACH = 24
"""Distances from an anchor are told apart up to so many pieces."""
BRIDGE = 3
"""Most words that may be missing inside a role or a content."""
PARTS = 2
"""Most words between two parts of one trigger ("turned its neighbour down")."""
CUT = 0.3
"""How likely a word must begin a stretch to cut the one that runs into it."""
_LEAST = 0.005


SIZES = {
    "kind": 1 + 2 * len(TYPES),
    "cue": 3,
    "entity": 1 + 2 * len(ENTITIES),
    **{f"{name}.{part}": HIDDEN for name in ("role", "link") for part in ("token", "token_gate")},
}
"""The layers that every word goes through, with their widths; the encoder gives their outputs side by side."""


def _columns() -> dict[str, slice]:
    ends = np.cumsum(list(SIZES.values())).tolist()
    return {name: slice(end - size, end) for (name, size), end in zip(SIZES.items(), ends, strict=True)}


COLUMNS = _columns()
"""Where in that output each layer stands."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder makes of a window of n pieces: `vectors` (n, width) and `layers` (n, sum of `SIZES`)."""

    vectors: Floats
    layers: Floats


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely a word must be not-O to be taken, by head; found by cross-validation (training/README.md)."""

    trigger: float = 0.1
    trigger_extend: float = 0.1
    role: float = 0.7
    role_alone: float = 0.3
    role_extend: float = 0.1
    cue: float = 0.5
    link: float = 0.5
    link_extend: float = 0.5
    entity: float = 0.5


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a pair head starts from: stretches of words.

    `at` (anchors,) is the index of each one's first piece, `sentence` (anchors,) its sentence, `vectors` (anchors,
    width) the means of their words' vectors.
    """

    at: Ints
    sentence: Ints
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """The words with a capital and the pronouns of a window.

    `starts` (words,) is each one's first character, `vectors` (words, width) that of its first piece, `pronouns`
    (words,) says which are pronouns.
    """

    starts: Ints
    vectors: Floats
    pronouns: Flags


@dataclass(frozen=True, slots=True)
class Findings:
    """What the heads find in a document or a window of it; `seen` is what the head of pronouns needs of a window."""

    triggers: tuple[Trigger, ...] = ()
    cues: tuple[Cue, ...] = ()
    entities: tuple[Entity, ...] = ()
    seen: Seen | None = field(default=None, compare=False)


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def linear(weights: Weights, name: str, vectors: Floats) -> Floats:
    """The layer `name` applied to vectors (..., width)."""
    matrix = weights[f"{name}.weight"]
    product = vectors.reshape(-1, vectors.shape[-1]) @ matrix.T  # one product of two matrices is faster than many
    if (bias := weights.get(f"{name}.bias")) is not None:
        product += bias
    return product.reshape(*vectors.shape[:-1], len(matrix))


@dataclass(frozen=True, slots=True)
class PairHead:
    """What words are to an anchor: the head `name`, with the words' own part, `token` and `gate` (words, HIDDEN)."""

    weights: Weights
    name: str
    token: Floats
    gate: Floats

    def chances(self, anchors: Floats, steps: Ints, words: slice = slice(None)) -> Floats:
        """Probabilities (anchors, words, roles, 3) of O, B and I for some words and each role of `anchors`.

        `anchors` (anchors, width) are vectors; `steps` (anchors, words) says how many pieces a word stands behind each.
        """
        weights, name = self.weights, self.name
        hidden = weights[f"{name}.distance.weight"][np.clip(steps, -REACH, REACH) + REACH]
        hidden += self.gate[words] * linear(weights, f"{name}.anchor_gate", anchors)[:, None]
        hidden += self.token[words]
        hidden += linear(weights, f"{name}.anchor", anchors)[:, None]
        np.maximum(hidden, 0, out=hidden)
        if f"{name}.mix.asks.weight" in weights:
            hidden = hidden + mixed(weights, f"{name}.mix", hidden)
        return softmax(linear(weights, f"{name}.out", hidden).reshape(*steps.shape, -1, 3))


def mixed(weights: Weights, name: str, hidden: Floats) -> Floats:
    """What each word (anchors, words, HIDDEN) takes from the others: one layer of attention, `LOOKS` heads."""
    parts = linear(weights, f"{name}.asks", hidden).reshape(*hidden.shape[:2], 3, LOOKS, -1)
    query, key, value = parts.transpose(2, 0, 3, 1, 4)
    shares = softmax(query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(query.shape[-1])))
    return linear(weights, f"{name}.gives", (shares @ value).transpose(0, 2, 1, 3).reshape(hidden.shape))


def runs(chances: Floats, threshold: float, extend: float | None = None, bridge: int = 0) -> Iterator[tuple[int, int]]:
    """Stretches of words taken together: first word and the word after the last.

    Args:
        chances: (words, 3) probabilities of O, B, I.
        threshold: least probability of B or I that some word of a stretch must have.
        extend: least probability that its other words must have; the threshold if not given.
        bridge: most words that may be missing inside a stretch whose next part rather goes on than begins.
    """
    likely = 1 - chances[:, 0]
    if likely.max(initial=0) < threshold:
        return
    taken = likely >= (threshold if extend is None else extend)
    begins = taken & ((chances[:, 1] > np.maximum(chances[:, 2], CUT)) | ~np.append(False, taken[:-1]))
    ends = taken & np.append(~taken[1:] | begins[1:], True)
    held: tuple[int, int] | None = None
    for start, last in zip(np.flatnonzero(begins).tolist(), np.flatnonzero(ends).tolist(), strict=True):
        goes_on = held is not None and start - held[1] <= bridge and chances[start, 2] > chances[start, 1]
        if held is not None and not goes_on and likely[held[0] : held[1]].max() >= threshold:
            yield held
        held = (held[0] if held is not None and goes_on else start), last + 1
    if held is not None and likely[held[0] : held[1]].max() >= threshold:
        yield held


def read(window: Window, encoded: Encoded, weights: Weights, thresholds: Thresholds) -> Findings:
    """Everything the heads find in one window.

    Args:
        window: the window of n pieces.
        encoded: what the encoder makes of it.
        weights: the other layers' weights by name.
        thresholds: how sure the heads must be.
    """
    words = Words(window, encoded)
    if not len(words.at):
        return Findings()
    return Findings(
        tuple(_triggers(words, weights, thresholds)),
        tuple(_cues(words, weights, thresholds)),
        tuple(_entities(words, thresholds)),
    )


class Words:
    """A window word by word: the index of each word's first piece, its vector, its characters, its sentence."""

    def __init__(self, window: Window, encoded: Encoded) -> None:
        """Take the words' first pieces out of a window's."""
        self.at = np.flatnonzero(window.starts)
        self.vectors = encoded.vectors[self.at]
        self._layers = encoded.layers[self.at]
        last = np.append(self.at[1:], len(window.ids) - 1) - 1
        self.begin = window.spans[self.at, 0]
        self.end = window.spans[last, 1]
        self.sentence = window.sentence[self.at]

    def layer(self, name: str) -> Floats:
        """What the layer `name` gives for each word."""
        return self._layers[:, COLUMNS[name]]

    def pair_head(self, weights: Weights, name: str) -> PairHead:
        """The pair head `name` over these words."""
        return PairHead(weights, name, self.layer(f"{name}.token"), self.layer(f"{name}.token_gate"))

    def touching(self, span: Span) -> Flags:
        """Which words touch some characters."""
        return touching(np.stack([self.begin, self.end], axis=1), span)

    def span(self, first: int, after: int) -> Span:
        """The characters of the words from `first` to the one before `after`."""
        return int(self.begin[first]), int(self.end[after - 1])

    def anchors(self, runs: list[tuple[int, int]]) -> Anchors:
        """Stretches of words, each from its first to the one before the second number, as anchors."""
        first = [run[0] for run in runs]
        vectors = np.stack([self.vectors[slice(*run)].mean(axis=0) for run in runs])
        return Anchors(self.at[first], self.sentence[first], vectors)


def _grouped(chances: Floats) -> Floats:
    """Probabilities (words, 1 + 2 classes) summed to O, B, I: (words, 3)."""
    begins, goes_on = chances[:, 1::2].sum(axis=1), chances[:, 2::2].sum(axis=1)
    return np.stack([chances[:, 0], begins, goes_on], axis=1)


def _triggers(words: Words, weights: Weights, thresholds: Thresholds) -> Iterator[Trigger]:
    chances = softmax(words.layer("kind"))
    by_type = chances[:, 1::2] + chances[:, 2::2]
    found = _whole(list(runs(_grouped(chances), thresholds.trigger, thresholds.trigger_extend, BRIDGE)), by_type, words)
    if not found:
        return
    anchors = words.anchors(found)
    modes, factualities = (softmax(linear(weights, name, anchors.vectors)) for name in ("mode", "factuality"))
    roles = _roles(words, anchors, words.pair_head(weights, "role"), thresholds)
    for number, (first, after) in enumerate(found):
        shares = by_type[first:after].mean(axis=0)
        yield Trigger(
            span=words.span(first, after),
            sentence=int(anchors.sentence[number]),
            types=_named(TYPES, shares / shares.sum()),
            modes=_named(MODES, modes[number]),
            factuality=_named(FACTUALITIES, factualities[number]),
            roles=tuple(next(roles)),
            score=_rounded(1 - chances[first:after, 0].min()),
        )


def _whole(found: list[tuple[int, int]], by_type: Floats, words: Words) -> list[tuple[int, int]]:
    """Triggers with their parts joined: neighbours of one likeliest type in a sentence, a word or two between them."""
    joined: list[tuple[int, int]] = []
    for first, after in found:
        if joined:
            start, end = joined[-1]
            kinds = {int(by_type[a:b].mean(axis=0).argmax()) for a, b in ((start, end), (first, after))}
            if len(kinds) == 1 and first - end <= PARTS and words.sentence[start] == words.sentence[first]:
                joined[-1] = start, after
                continue
        joined.append((first, after))
    return joined


def _roles(words: Words, anchors: Anchors, head: PairHead, thresholds: Thresholds) -> Iterator[list[Role]]:
    """The roles of each anchor among the words of its sentence; anchors of one sentence stand together."""
    for sentence in np.unique(anchors.sentence):
        mine = anchors.sentence == sentence
        first, after = np.searchsorted(words.sentence, (sentence, sentence + 1))
        steps = words.at[first:after] - anchors.at[mine, None]
        chances = head.chances(anchors.vectors[mine], steps, slice(first, after)).transpose(0, 2, 1, 3)
        found = chances[..., 0].min(axis=2) <= 1 - thresholds.role_alone
        for held, likely in zip(chances, found, strict=True):
            yield [
                Role(name, words.span(first + start, first + end), _rounded(1 - held[number, start:end, 0].mean()))
                for number, name in enumerate(ROLES)
                if likely[number]
                for start, end in _holders(held[number], thresholds)
            ]


def _holders(chances: Floats, thresholds: Thresholds) -> list[tuple[int, int]]:
    """The stretches that hold a role; where none is likely enough, the likeliest that would do alone."""
    doubts = {
        run: float(chances[slice(*run), 0].min())
        for run in runs(chances, thresholds.role_alone, thresholds.role_extend, BRIDGE)
    }
    sure = [run for run, doubt in doubts.items() if 1 - doubt >= thresholds.role]
    return sure or sorted(doubts, key=doubts.__getitem__)[:1]


def _cues(words: Words, weights: Weights, thresholds: Thresholds) -> Iterator[Cue]:
    chances = softmax(words.layer("cue"))
    found = list(runs(chances, thresholds.cue))
    if not found:
        return
    anchors = words.anchors(found)
    links = words.pair_head(weights, "link").chances(anchors.vectors, words.at - anchors.at[:, None])
    for number, (first, after) in enumerate(found):
        source, content = (
            tuple(words.span(*run) for run in runs(mine, thresholds.link, thresholds.link_extend, BRIDGE))
            for mine in links[number].transpose(1, 0, 2)
        )
        score = _rounded(1 - chances[first:after, 0].min())
        yield Cue(words.span(first, after), int(anchors.sentence[number]), source, content, score)


def _entities(words: Words, thresholds: Thresholds) -> Iterator[Entity]:
    chances = softmax(words.layer("entity"))
    for first, after in runs(_grouped(chances), thresholds.entity):
        by_label = (chances[first:after, 1::2] + chances[first:after, 2::2]).mean(axis=0)
        best = int(by_label.argmax())
        yield Entity(words.span(first, after), ENTITIES[best], _rounded(by_label[best]))


def _named(names: list[str], chances: Floats) -> dict[str, float]:
    """Probabilities by name, the likeliest first, those below 0.005 left out."""
    order = np.argsort(-chances, kind="stable")
    return {names[i]: _rounded(chances[i]) for i in order if chances[i] >= _LEAST or i == order[0]}


def _rounded(chance: float | np.floating[Any]) -> float:
    return round(float(chance), 3)
