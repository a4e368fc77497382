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


def layered(*rows: int, size: int) -> np.ndarray:
    """A layer's logits (words, size) that are sure of one class each."""
    return np.eye(size, dtype=np.float32)[list(rows)] * 12


def triggered(*kinds: int, text: str = "one two three four", sentences: int = 1) -> list[tuple[str, str]]:
    """Words and kind of each trigger, where the layer `kind` says of the text's words what is given."""
    if sentences == 1:
        told = [Sentence(span=(0, len(text)), text=text)]
    else:
        half = text.index(" three") + 1
        told = [Sentence(span=(a, b), text=text[a:b]) for a, b in ((0, half - 1), (half, len(text)))]
    (made,) = windows(text, told)
    layers = np.concatenate(
        [heads.linear(weights(), name, np.zeros((len(made.ids), WIDTH), np.float32)) for name in heads.SIZES],
        axis=1,
    )
    layers[np.flatnonzero(made.starts), heads.COLUMNS["kind"]] = layered(*kinds, size=heads.SIZES["kind"])
    encoded = heads.Encoded(np.zeros((len(made.ids), WIDTH), np.float32), layers)
    return [(text[slice(*t.span)], t.kind) for t in read(made, encoded, weights(), Thresholds()).triggers]


ASSAULT, AID = (1 + 2 * heads.TYPES.index(name) for name in ("ASSAULT", "AID"))


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ((ASSAULT, ASSAULT + 1, 0, 0), [("one two", "ASSAULT")]),
        ((ASSAULT, 0, ASSAULT, 0), [("one two three", "ASSAULT")]),  # a particle torn off its verb
        ((ASSAULT, 0, AID, 0), [("one", "ASSAULT"), ("three", "AID")]),
        ((AID, ASSAULT, ASSAULT + 1, 0), [("one", "AID"), ("two three", "ASSAULT")]),
        ((0, 0, 0, AID + 1), [("four", "AID")]),
    ],
)
def test_the_parts_of_a_trigger_of_one_type_are_one(kinds: tuple[int, ...], found: list[tuple[str, str]]) -> None:
    assert triggered(*kinds) == found


def test_no_trigger_goes_on_in_the_next_sentence() -> None:
    assert triggered(0, ASSAULT, ASSAULT, 0, sentences=2) == [("two", "ASSAULT"), ("three", "ASSAULT")]


def test_a_window_of_marks_alone_holds_nothing() -> None:
    made = window()
    marks = Window(
        made.ids[[0, -1]], made.features[[0, -1]], made.spans[[0, -1]], made.sentence[[0, -1]], made.starts[[0, -1]]
    )
    none = np.zeros((2, WIDTH), np.float32)
    assert read(marks, heads.Encoded(none, np.zeros((2, 1), np.float32)), {}, Thresholds()) == heads.Findings()


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("9OOOO8", [(0, 1), (5, 6)]),  # both are sure
        ("9OOOO5", [(0, 1)]),  # one is, the other goes
        ("4OOOO5", [(5, 6)]),  # none is: the likelier one, which would do alone
        ("9OO5", [(0, 4)]),  # few words are missing: one holder
        ("1OOOO2", []),
    ],
)
def test_who_holds_a_role_where_several_might(words: str, held: list[tuple[int, int]]) -> None:
    sure = Thresholds(role=0.7, role_alone=0.35, role_extend=0.35)
    assert heads._holders(chances(words), sure) == held


def test_probabilities_by_name_are_the_likeliest_first_without_the_least() -> None:
    shares = np.array([0.004, 0.3, 0.3, 0.391, 0.005], np.float32)
    found = heads._named(["a", "b", "c", "d", "e"], shares)
    assert list(found.items()) == [("d", 0.391), ("b", 0.3), ("c", 0.3), ("e", 0.005)]
    assert heads._named(["a", "b"], np.array([0.001, 0.002], np.float32)) == {"b": 0.002}  # never none at all
