"""Words of several documents that name one act, linked: a light linker that needs no coded events.

The documents are first put into stories.  In one document the same word names the same act; acts of a story's documents
are then compared two by two (`FEATURES`) and clustered by average linkage.  `backing` lets the linking of coded events
lean on it.  Everything is seen among the documents that are linked together, a story's or a month's, not a store's.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dateline.language import encoder as encoders
from dateline.linking import mentions, scoring, words
from dateline.linking.incidents import average
from dateline.linking.stories import likeness, names, rarity, rows, stories, topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dateline.language.draft import Draft
    from dateline.language.encoder import Encoder
    from dateline.language.heads import Flags, Floats, Ints, Weights
    from dateline.linking.mentions import Word
    from dateline.linking.reports import Report
    from dateline.linking.scoring import Same
    from dateline.records import Document, Record

FEATURES = (
    *("bias", "document", "stem", "act", "near", "near_stem", "near_act", "near_near", "names", "topic", "names_stem"),
    *("topic_stem", "names_act", "words", "words_stem", "words_act", "rare_stem", "rare_act", "says", "says_stem"),
    *("says_act", "document_act", "document_near", "names_words_stem"),
)
"""What two acts may have in common, in the order of `pair.weight`."""
NEAR, NEAR_ACT = 0.4, 0.1
"""Acts are compared if they have one stem, lie so near, or may be one act by the table and lie at least so near."""
FAINT = 0.05
"""Chances below this are not kept."""
BACKED, AGAINST = 2.5, -1.0
"""What it adds to the logit of two events that their triggers are linked, or are both known and not linked."""
UNSEEN = 3.0


@dataclass(frozen=True, slots=True)
class Act:
    """What the words of one stem in one document name.

    `document` is an index, `acts` what the table of acts says of the words, `around` the stems of their sentences by
    rarity, `vector` (width,) the mean of theirs, of unit length.
    """

    document: int
    stem: str
    found: tuple[Word, ...]
    acts: frozenset[str]
    around: Mapping[str, float]
    vector: Floats


@dataclass(frozen=True, slots=True)
class Scene:
    """Documents with their acts, and how alike they are by names and by topic (documents, documents)."""

    documents: int
    acts: tuple[Act, ...]
    names: Floats
    topic: Floats


def link(documents: Iterable[Document], encoder: Encoder | None = None) -> list[tuple[Word, ...]]:
    """The words of documents that name acts, those of one act together, in the order of the documents.

    Args:
        documents: reports that may tell of the same; the time grows with the square of those of one story.
        encoder: the encoder; the one that the package carries if not given.

    Raises:
        KnowledgeError: the model is missing from the installation.
    """
    table = mentions.weights()
    seen = scene(list(mentions.read_all(documents, encoder or encoders.shipped())))
    return linked(seen, table)


def scene(read: Sequence[tuple[Draft, Sequence[Word]]]) -> Scene:
    """Documents that were read, side by side."""
    drafts = [draft for draft, _ in read]
    topics = [topic(draft) for draft in drafts]
    rare = rarity(topics)
    acts = [act for at, (draft, found) in enumerate(read) for act in _acts(at, draft, found, rare)]
    return Scene(len(drafts), tuple(acts), likeness([names(d) for d in drafts]), likeness(topics))


def _acts(at: int, draft: Draft, found: Sequence[Word], rare: Mapping[str, float]) -> list[Act]:
    """The acts of a document, in the order of their first words."""
    by_stem: dict[str, list[Word]] = {}
    for word in found:
        by_stem.setdefault(words.stem(word.text.lower()), []).append(word)
    return [
        Act(
            document=at,
            stem=stem,
            found=tuple(mine),
            acts=frozenset(act for word in mine for act in _meant(draft, word)),
            around={
                term: rare.get(term, UNSEEN)
                for number in sorted({word.sentence for word in mine})
                for term in words.content(draft.sentences[number].text)
                if term != stem
            },
            vector=_unit(np.mean([word.vector for word in mine], axis=0)),
        )
        for stem, mine in by_stem.items()
    ]


def _meant(draft: Draft, word: Word) -> frozenset[str]:
    """What the table says of a word, alone and with the next one ("opened fire")."""
    rest = draft.text[word.span[1] : word.span[1] + words.LONGEST].split(maxsplit=1)
    return words.acts(word.text) | words.acts(f"{word.text} {rest[0]}" if rest else word.text)


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)


def linked(seen: Scene, table: Weights) -> list[tuple[Word, ...]]:
    """The acts of a scene, those that are one together: their words in the order of the documents."""
    clusters: list[list[int]] = []
    for story in stories(seen.names, float(table["limit.story"])):
        inside = set(story)
        mine = [n for n, act in enumerate(seen.acts) if act.document in inside]
        first, second, features = compared(seen, mine)
        likely = 1 / (1 + np.exp(-(features @ table["pair.weight"])))
        kept = np.flatnonzero(likely >= FAINT).tolist()
        chances = {(int(first[n]), int(second[n])): float(likely[n]) for n in kept}
        clusters += [[mine[n] for n in one] for one in average(len(mine), chances, float(table["limit.join"]))]
    return [tuple(word for n in one for word in seen.acts[n].found) for one in sorted(clusters)]


def compared(seen: Scene, mine: Sequence[int]) -> tuple[Ints, Ints, Floats]:
    """The pairs of some acts of a scene that may be one: indices into `mine`, the smaller first, and their features.

    Returns:
        first (pairs,), second (pairs,), features (pairs, len(`FEATURES`)).
    """
    acts = [seen.acts[n] for n in mine]
    if len(acts) < 2:  # noqa: PLR2004 - a pair
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, len(FEATURES)), np.float32)
    numbers = {stem: n for n, stem in enumerate(dict.fromkeys(act.stem for act in acts))}
    stem = np.array([numbers[act.stem] for act in acts])
    one_stem: Flags = stem[:, None] == stem[None]
    meant = rows([dict.fromkeys(act.acts, 1.0) for act in acts])
    one_act: Flags = (meant @ meant.T > 0) & ~one_stem
    vectors = np.stack([act.vector for act in acts])
    near = vectors @ vectors.T
    first, second = np.nonzero(np.triu(one_stem | (one_act & (near > NEAR_ACT)) | (near > NEAR), 1))
    pair = one_stem[first, second], one_act[first, second], near[first, second]
    return first, second, _features(seen, acts, (first, second), pair)


def _features(seen: Scene, acts: Sequence[Act], at: tuple[Ints, Ints], pair: tuple[Flags, Flags, Floats]) -> Floats:
    """The features of pairs of acts."""
    first, second = at
    stem, act, near = (np.asarray(one, dtype=np.float32) for one in pair)
    where = np.array([one.document for one in acts])
    document = (where[first] == where[second]).astype(np.float32)
    shared, topic_shared = (table[where[first], where[second]] * (1 - document) for table in (seen.names, seen.topic))
    around = rows([one.around for one in acts])
    context = np.concatenate(
        [(around[first[n : n + 4096]] * around[second[n : n + 4096]]).sum(axis=1) for n in range(0, len(first), 4096)]
        or [np.zeros(0, np.float32)]
    )
    having = Counter(one.stem for one in seen.acts)
    rare = np.array([math.log((seen.documents + 1) / having[one.stem]) for one in acts], dtype=np.float32)
    rare = np.minimum(rare[first], rare[second])
    saying = np.array([one.stem in words.table().says for one in acts], dtype=np.float32)
    says = np.maximum(saying[first], saying[second])
    columns = {
        "bias": np.ones_like(near),
        "document": document,
        "stem": stem,
        "act": act,
        "near": near,
        "near_stem": near * stem,
        "near_act": near * act,
        "near_near": near * near,
        "names": shared,
        "topic": topic_shared,
        "names_stem": shared * stem,
        "topic_stem": topic_shared * stem,
        "names_act": shared * act,
        "words": context,
        "words_stem": context * stem,
        "words_act": context * act,
        "rare_stem": rare * stem,
        "rare_act": rare * act,
        "says": says,
        "says_stem": says * stem,
        "says_act": says * act,
        "document_act": document * act,
        "document_near": document * near,
        "names_words_stem": shared * context * stem,
    }
    return np.stack([columns[name] for name in FEATURES], axis=1)


def backing(records: Iterable[Record], clusters: Sequence[Sequence[Word]]) -> Callable[[Report, Report], Same]:
    """A score of two reports that leans on the words of their documents: `scoring.same`, surer by linked triggers.

    Args:
        records: the records of the reports.
        clusters: what `link` made of their documents.
    """
    place = {(w.document, w.span[0]): n for n, cluster in enumerate(clusters) for w in cluster}
    by_document: dict[str, list[Word]] = {}
    for word in (word for cluster in clusters for word in cluster):
        by_document.setdefault(word.document, []).append(word)
    of_event: dict[str, int] = {}
    for record in records:
        for event in record.events:
            head = mentions.head(by_document.get(record.document.id, []), event.trigger.span)
            if head is not None:
                of_event[event.id] = place[head.document, head.span[0]]

    def score(a: Report, b: Report) -> Same:
        found = scoring.same(a, b)
        one, other = of_event.get(a.id), of_event.get(b.id)
        if one is None or other is None or found.chance <= scoring.NEVER:
            return found
        return _leaning(found, linked_triggers=one == other)

    return score


def _leaning(found: Same, *, linked_triggers: bool) -> Same:
    """A chance made surer or less sure by whether the triggers are linked, with that as a reason."""
    sure = min(max(found.chance, 1e-4), 1 - 1e-4)
    logit = math.log(sure / (1 - sure)) + (BACKED if linked_triggers else AGAINST)
    reason = "the documents' triggers are linked" if linked_triggers else "the documents' triggers are not linked"
    return replace(found, chance=scoring.chance_of(logit), because=(*found.because, reason))
