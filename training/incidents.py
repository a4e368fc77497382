"""Make the weights of `src/dateline/linking/weights.toml`: how much what two reports have in common says of one act.

    python training/incidents.py [--write]

Fits a logistic regression on pairs of coded events of ECB+'s training topics, held near weights set by hand
(`PRIOR`).  The corpus is of local news without dates of publication, two stories a topic: what it can't tell (days,
places, tolls, how seldom two reports that share a key are of one act) is held hard (`HELD`).  Pairs of two topics are
easy and many: a few are drawn, with little weight.  `join`, the least
chance, is set by hand (`JOIN`): the corpus would have it anywhere between .3 and .4, and a wrong merger costs more in a
store, where a week has many stories with the same names, than it does here.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline import Coder
from dateline.linking import alike, scoring
from dateline.linking.reports import reports

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "evaluation"))
import linking as evaluation  # noqa: E402
import logistic  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from dateline.linking.reports import Report

    Floats = NDArray[np.float64]

TABLE = ROOT / "src/dateline/linking/weights.toml"
HEAD = """\
# Weights of what two reports have in common (alike.py), `bias`, and `join`: from which chance on they are one incident.
# Written by training/incidents.py.

[events]
"""
PRIOR = {
    "bias": -4.5,
    "same_document": 0.0,
    "type": 0.8,
    "quad": 0.2,
    "type_against": -3.4,
    "mode": 0.3,
    "mode_against": -1.0,
    "trigger": 1.0,
    "act": 0.8,
    "act_against": -0.8,
    "act_other": -0.7,
    "actors": 1.0,
    "actors_against": -1.2,
    "actors_other": -0.4,
    "recipients": 1.0,
    "recipients_against": -2.5,
    "recipients_other": -0.8,
    "crossed": 0.3,
    "place": 1.2,
    "place_against": -2.0,
    "country": 0.4,
    "country_against": -2.0,
    "day": 0.75,
    "day_near": -0.8,
    "near": -1.4,
    "far": -2.0,
    "toll": 1.0,
    "toll_near": 0.3,
    "toll_against": -1.0,
    "words": 3.0,
    "about": 3.0,
    "story": 2.6,
    "trigger_about": 1.5,
    "act_about": 1.0,
    "trigger_words": 1.0,
    "parties_words": 0.5,
    "later_against": -0.8,
}
HELD = frozenset(
    "bias quad mode type_against mode_against act_against act_other recipients_against place place_against country "
    "country_against day day_near near far toll toll_near toll_against story later_against".split()
)
NAMES = ("bias", *alike.FEATURES)
NEAR, HARD = 5.0, 100.0
DRAWN, LITTLE = 0.03, 3.0
JOIN = 0.33


def pairs(found: Sequence[Report], one: Mapping[str, str], topics: Mapping[str, int]) -> tuple[Floats, Floats, Floats]:
    """The features of pairs that no rule decides (pairs, features), whether each is one act, and its weight."""
    chance, rows, right, mass = random.Random(0), [], [], []
    for a, b in itertools.combinations([r for r in found if r.id in one], 2):
        same, near = one[a.id] == one[b.id], topics[a.document] == topics[b.document]
        if (not near and chance.random() > DRAWN) or any(rule(a, b) for rule in scoring.RULES):
            continue
        features = alike.features(a, b)
        rows.append([1.0, *(features.get(name, 0.0) for name in alike.FEATURES)])
        right.append(same)
        mass.append(1.0 if near else LITTLE)
    return np.array(rows), np.array(right, dtype=np.float64), np.array(mass)


def fit(rows: Floats, right: Floats, mass: Floats) -> dict[str, float]:
    """The weights, held near the prior."""
    prior = np.array([PRIOR[name] for name in NAMES])
    pull = np.array([NEAR * (HARD if name in HELD else 1.0) for name in NAMES])
    weights = logistic.fit(rows, right, pull, prior, mass)
    return dict(zip(NAMES, weights.round(3).tolist(), strict=True))


def main() -> None:
    """Fit, choose, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"rewrite {TABLE.relative_to(ROOT)}")
    options = parser.parse_args()
    rows = evaluation.rows("train")
    records = list(Coder(layers={"events"}).code_all(evaluation.documents(rows)))
    found = [report for record in records for report in reports(record, record.document.id)]
    gold = evaluation.gold(rows)
    coded = evaluation.events_of(gold, records)
    one = {event: gold[key] for key, event in coded.items()}
    weights = fit(*pairs(found, one, {row["id"]: row["topic"] for row in rows}))
    print(weights)
    weights["join"] = JOIN
    scoring.weights().update(weights)
    store = evaluation.stored(found)
    told = {key: store.incident[event] for key, event in coded.items()}
    print("CoNLL F1 on what it learnt from:", evaluation.conll(rows, told, coded.__contains__)[0])
    if options.write:
        lines = (f"{name} = {weights[name]:g}\n" for name in ("join", *NAMES))
        TABLE.write_text(HEAD + "".join(lines), "utf-8")


if __name__ == "__main__":
    main()
