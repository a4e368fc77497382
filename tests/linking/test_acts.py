from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from dateline import Coder, language, reading
from dateline.language import encoder
from dateline.linking import acts, mentions
from dateline.linking.mentions import Word
from dateline.linking.reports import reports
from dateline.linking.scoring import NEVER, same

from .making import report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.records import Document

FIRST = "Police arrested the union leader Mira Holt in Tamsk on Wednesday. Dockers there protested against it."
SECOND = (
    "Mira Holt, who leads a union in Tamsk, was arrested by police. Hundreds of dockers protested in front of the jail."
)
OTHER = "The Ostland parliament approved a budget for schools. Ivo Lansk praised the vote."


def documents(*texts: str) -> list[Document]:
    return [reading.from_text(text, id=f"d{n}") for n, text in enumerate(texts)]


def words_of(clusters: Sequence[Sequence[Word]], text: str) -> list[tuple[str, ...]]:
    """The documents of each cluster that holds a word."""
    return [tuple(w.document for w in cluster) for cluster in clusters if any(w.text == text for w in cluster)]


def scene(*texts: tuple[str, dict[str, list[float]]]) -> acts.Scene:
    """A scene made by hand: texts, each with its words for acts and their vectors."""
    read = []
    for n, (text, vectors) in enumerate(texts):
        draft = language.split(reading.from_text(text, id=f"d{n}"))
        found = [
            Word(f"d{n}", (text.index(w), text.index(w) + len(w)), w, 0, 0.9, np.array(v, dtype=np.float32))
            for w, v in vectors.items()
        ]
        read.append((draft, found))
    return acts.scene(read)


def column(features: np.ndarray, name: str) -> list[float]:
    return [float(value) for value in features[:, acts.FEATURES.index(name)]]


def test_words_for_one_act_are_linked_across_documents() -> None:
    clusters = acts.link(documents(FIRST, SECOND, OTHER))
    assert words_of(clusters, "arrested") == [("d0", "d1")]
    assert words_of(clusters, "protested") == [("d0", "d1")]
    assert words_of(clusters, "approved") == [("d2",)]


def test_every_word_is_in_one_cluster_and_stands_where_it_says() -> None:
    texts = {d.id: d.text for d in documents(FIRST, SECOND, OTHER)}
    clusters = acts.link(documents(FIRST, SECOND, OTHER))
    found = [word for cluster in clusters for word in cluster]
    assert len({(w.document, w.span) for w in found}) == len(found)
    assert all(texts[w.document][slice(*w.span)] == w.text for w in found)


def test_it_is_the_same_again() -> None:
    one, other = (acts.link(documents(FIRST, SECOND)) for _ in range(2))
    assert [[(w.document, w.span) for w in c] for c in one] == [[(w.document, w.span) for w in c] for c in other]


@pytest.mark.parametrize("texts", [(), ("Nothing.",), (OTHER,)])
def test_few_documents_or_none(texts: tuple[str, ...]) -> None:
    assert all(len({w.document for w in cluster}) == 1 for cluster in acts.link(documents(*texts)))


def test_one_stem_in_a_document_is_one_act() -> None:
    text = "Holt was arrested. Her arrest was quick."
    (act,) = scene((text, {"arrested": [1, 0], "arrest was": [1, 0]})).acts[:1]
    assert act.stem == "arrest"


def test_pairs_that_share_neither_stem_nor_act_nor_place_are_not_compared() -> None:
    seen = scene(("Police arrested Holt.", {"arrested": [1, 0]}), ("Lansk praised it.", {"praised": [0, 1]}))
    assert [len(part) for part in acts.compared(seen, [0, 1])] == [0, 0, 0]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (("arrested", [1.0, 0.0]), ("arrest", [0.0, 1.0]), "stem"),
        (("arrested", [1.0, 0.0]), ("detained", [1.0, 1.0]), "act"),
        (("yodelled", [1.0, 0.0]), ("whistled", [1.0, 0.1]), "near"),
        (("noted", [1.0, 0.0]), ("noting", [1.0, 0.0]), "says_stem"),
    ],
)
def test_features(one: tuple[str, list[float]], other: tuple[str, list[float]], name: str) -> None:
    first, second = ({word: vector} for word, vector in (one, other))
    seen = scene((f"Police {one[0]} Holt.", first), (f"The guards {other[0]} Holt.", second))
    _, _, features = acts.compared(seen, [0, 1])
    assert column(features, name)[0] > 0
    assert column(features, "document") == [0.0]
    assert column(features, "words")[0] > 0
    assert np.isfinite(features).all()


def test_likeness_of_documents_counts_only_across_them() -> None:
    seen = scene(("Police arrested Holt and detained Berg.", {"arrested": [1, 0], "detained": [1, 0]}))
    _, _, features = acts.compared(seen, [0, 1])
    assert column(features, "document") == [1.0]
    assert column(features, "topic") == [0.0]


def test_the_weights_fit_the_features() -> None:
    table = mentions.weights()
    assert table["pair.weight"].shape == (len(acts.FEATURES),)
    assert 0 < float(table["limit.join"]) < 1


def test_the_head_of_a_span_is_its_surest_word() -> None:
    def word(start: int, chance: float) -> Word:
        return Word("d", (start, start + 3), "xxx", 0, chance, np.zeros(2, np.float32))

    found = [word(0, 0.9), word(4, 0.3), word(8, 0.6)]
    assert mentions.head(found, (4, 12)) is found[2]
    assert mentions.head(found, (1, 4)) is None


def test_words_that_name_acts_are_found_and_others_are_not() -> None:
    ((draft, found),) = mentions.read_all(documents(FIRST), encoder.shipped())
    said = {word.text for word in found if word.chance > 0.5}
    assert {"arrested", "protested"} <= said
    assert not said & {"Police", "Tamsk", "the", "Holt"}
    assert draft.entities


def test_linked_triggers_make_two_events_surer() -> None:
    records = list(Coder(layers={"events"}).code_all(documents(FIRST, SECOND)))
    held = [next(r for r in reports(record, record.document.id) if "arrest" in r.trigger) for record in records]
    clusters = acts.link(documents(FIRST, SECOND))
    alone = [(word,) for cluster in clusters for word in cluster]
    backed, doubted = acts.backing(records, clusters)(*held), acts.backing(records, alone)(*held)
    assert doubted.chance < same(*held).chance <= backed.chance
    assert backed.because[-1] == "the documents' triggers are linked"


def test_what_is_not_known_leans_on_nothing() -> None:
    assert acts.backing([], [])(report(), report("b")) == same(report(), report("b"))


def test_a_rule_is_not_leaned_away() -> None:
    far = report("b", start="2031-07-01", end="2031-07-01")
    assert acts.backing([], [])(report(), far).chance == NEVER
