"""The heads' arithmetic, on weights made for the purpose."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.language import heads
from dateline.language.heads import Thresholds, read, runs, softmax
from dateline.language.windows import Window, windows
from dateline.records import Sentence

TEXT = "Norland bombed Sudria"
WIDTH = 8


def window() -> Window:
    (made,) = windows(TEXT, [Sentence(span=(0, len(TEXT)), text=TEXT)])
    return made


def weights() -> dict[str, np.ndarray]:
    """Weights that say O everywhere."""
    sizes = {**heads.SIZES, "mode": len(heads.MODES), "factuality": len(heads.FACTUALITIES)}
    made = {f"{name}.weight": np.zeros((size, WIDTH), np.float32) for name, size in sizes.items()}
    made |= {
        f"{name}.bias": np.eye(1, size, dtype=np.float32)[0] * 9 for name, size in sizes.items() if "." not in name
    }
    for name, count in (("role", len(heads.ROLES)), ("link", len(heads.LINKS))):
        for part in ("anchor", "anchor_gate"):
            made[f"{name}.{part}.weight"] = np.zeros((heads.HIDDEN, WIDTH), np.float32)
        made[f"{name}.distance.weight"] = np.zeros((2 * heads.REACH + 1, heads.HIDDEN), np.float32)
        made[f"{name}.out.weight"] = np.zeros((3 * count, heads.HIDDEN), np.float32)
        made[f"{name}.out.bias"] = np.tile(np.array([9, 0, 0], np.float32), count)
    return made


def vectors(made: Window, word: str) -> np.ndarray:
    """Vectors that are one in their first number at the pieces of `word`, else zero."""
    start = TEXT.index(word)
    inside = (made.spans[:, 0] >= start) & (made.spans[:, 1] <= start + len(word)) & (made.spans[:, 0] >= 0)
    result = np.zeros((len(made.ids), WIDTH), np.float32)
    result[inside, 0] = 1
    return result


def found(word: str, w: dict[str, np.ndarray]) -> heads.Findings:
    """What is read where only `word` has a vector; the layers are worked out as the encoder's graph does."""
    seen = vectors(window(), word)
    layers = [heads.linear(w, name, seen) for name in heads.SIZES]
    return read(window(), heads.Encoded(seen, np.concatenate(layers, axis=1)), w, Thresholds())


def test_nothing_is_found_where_every_head_says_o() -> None:
    assert found("bombed", weights()) == heads.Findings()


def test_a_trigger_is_found_with_its_type_and_span() -> None:
    w = weights()
    w["kind.weight"][1 + 2 * heads.TYPES.index("ASSAULT"), 0] = 30
    (trigger,) = found("bombed", w).triggers
    assert TEXT[slice(*trigger.span)] == "bombed"
    assert max(trigger.types, key=lambda t: trigger.types[t]) == "ASSAULT"
    assert trigger.score > 0.99
    assert trigger.sentence == 0


def test_a_role_is_found_beside_its_trigger() -> None:
    w = weights()
    w["kind.weight"][1 + 2 * heads.TYPES.index("ASSAULT"), 0] = 30
    w["role.distance.weight"][: heads.REACH, 0] = 1
    w["role.out.weight"][1, 0] = 30
    (trigger,) = found("bombed", w).triggers
    assert [(r.name, TEXT[slice(*r.span)]) for r in trigger.roles if r.name == "actor"]
    assert TEXT[slice(*trigger.roles[0].span)].startswith("Nor")


def test_a_cue_has_its_content() -> None:
    w = weights()
    w["cue.weight"][1, 0] = 30
    w["link.distance.weight"][heads.REACH + 1 :, 0] = 1
    w["link.out.weight"][4, 0] = w["link.out.weight"][5, 0] = 20
    (cue,) = found("bombed", w).cues
    assert TEXT[slice(*cue.contents[-1])].endswith("dria")
    assert cue.sources == ()


def test_a_name_has_its_label() -> None:
    w = weights()
    w["entity.weight"][1 + 2 * heads.ENTITIES.index("place"), 0] = 30
    (entity,) = found("Sudria", w).entities
    assert entity.label == "place"
    assert TEXT[slice(*entity.span)] == "Sudria"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("OBIO", [(1, 3)]),
        ("BB", [(0, 1), (1, 2)]),
        ("IIO", [(0, 2)]),
        ("OOO", []),
        ("OBI", [(1, 3)]),
    ],
)
def test_runs_of_words(words: str, expected: list[tuple[int, int]]) -> None:
    chances = np.array([[float(w == label) for label in "OBI"] for w in words], np.float32)
    assert list(runs(chances, 0.5)) == expected


def test_probabilities_sum_to_one() -> None:
    assert np.allclose(softmax(np.array([[1000.0, 999.0], [-1000.0, 0.0]], np.float32)).sum(axis=1), 1)


def chances(words: str) -> np.ndarray:
    """One word a letter: O, B, I sure; a digit is I with that many tenths."""
    rows = {"O": (1, 0, 0), "B": (0, 1, 0), "I": (0, 0, 1)}
    return np.array([rows.get(w) or (1 - int(w) / 10, 0, int(w) / 10) for w in words], np.float32)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("B3O", [(0, 2)]),
        ("3BO", [(1, 2)]),
        ("O3O", []),
        ("B1I", [(0, 1), (2, 3)]),
    ],
)
def test_a_stretch_runs_on_where_it_is_less_likely(words: str, expected: list[tuple[int, int]]) -> None:
    assert list(runs(chances(words), 0.5, 0.2)) == expected


def test_a_gap_is_bridged_where_the_rest_goes_on() -> None:
    assert list(runs(chances("BOOIO"), 0.5, 0.5, 2)) == [(0, 4)]
    assert list(runs(chances("BOOOI"), 0.5, 0.5, 2)) == [(0, 1), (4, 5)]


def test_a_gap_before_a_beginning_is_not_bridged() -> None:
    assert list(runs(chances("BOB"), 0.5, 0.5, 2)) == [(0, 1), (2, 3)]


def test_mixed_words_take_what_the_others_hold() -> None:
    """Where no word is looked at more than another, each takes the mean of the values; where one is, its value."""
    size = heads.HIDDEN
    hidden = np.eye(3, size, dtype=np.float32)[None]
    w = {
        "role.mix.asks.weight": np.zeros((3 * size, size), np.float32),
        "role.mix.gives.weight": np.eye(size, dtype=np.float32),
    }
    w["role.mix.asks.weight"][2 * size :] = np.eye(size)
    assert heads.mixed(w, "role.mix", hidden) == pytest.approx(np.tile(hidden.mean(axis=1), (1, 3, 1)))
    w["role.mix.asks.weight"][:size] = 9
    w["role.mix.asks.weight"][size : 2 * size, 1] = 9
    assert heads.mixed(w, "role.mix", hidden) == pytest.approx(np.tile(hidden[:, 1:2], (1, 3, 1)), abs=1e-6)
