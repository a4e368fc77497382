"""Which way a clause looks: the word ``<Friday>`` stands for the expression."""

from __future__ import annotations

import pytest

from dateline.when.grammar import hits_at
from dateline.when.lexicon import tokenise
from dateline.when.tense import direction

PAST, FUTURE, SILENT = -1, 1, 0

CLAUSES = [
    ("a regular past", "Troops crossed the river Friday.", PAST),
    ("an irregular past", "Troops left the city Friday.", PAST),
    ("a past after the expression", "Friday troops crossed the river.", PAST),
    ("an opening before a comma", "On Friday, a group of troops crossed.", PAST),
    ("will", "Troops will cross Friday.", FUTURE),
    ("a contraction", "They'll cross Friday.", FUTURE),
    ("would", "He said that they would cross Friday.", FUTURE),
    ("expected to", "Troops are expected to cross Friday.", FUTURE),
    ("to be done", "The text is to be signed Friday.", FUTURE),
    ("a passive to come", "The text will be signed Friday.", FUTURE),
    ("a passive present says nothing", "The text is signed Friday.", SILENT),
    ("set to", "Talks are set to resume Friday.", FUTURE),
    ("were to", "Talks were to resume Friday.", FUTURE),
    ("set for", "A summit set for Friday has begun.", FUTURE),
    ("had been due", "The lease had been due to end Friday.", PAST),
    ("had planned", "Troops had planned to cross Friday.", PAST),
    ("the nearest verb counts", "He said Friday that troops will cross.", PAST),
    ("a verb right after", "Officials Friday said troops will cross.", PAST),
    ("another sentence doesn't count", "Troops will cross. A storm on Friday killed two.", PAST),
    ("another clause after a comma doesn't", "The talks in Oslo on Friday, he said, will be short.", SILENT),
    ("a noun is no verb", "They announced the plan Friday.", PAST),
    ("an adjective is no verb", "It will be on an unspecified Friday.", FUTURE),
    ("a name that ends in -ed", "The United States on Friday.", SILENT),
    ("owned by a weekday", "They will get round Friday's ruling.", PAST),
    ("owned by a weekday to come", "They know that Friday's vote will fail.", FUTURE),
    ("as early as", "They left, and could be back as early as Friday.", FUTURE),
    ("no later than", "They asked for it no later than Friday.", FUTURE),
    ("put off until", "They postponed the vote until Friday.", FUTURE),
    ("given until", "They gave him until Friday.", FUTURE),
    ("stayed until", "They were there until Friday.", PAST),
    ("opened by until", "Until Friday, they had stayed.", PAST),
    ("a verb for what is scheduled", "Talks resume Friday.", FUTURE),
    ("a verb for what has its day", "The council meets on Friday.", FUTURE),
    ("a present that tells of the past", "Rebels storm the port on Friday.", SILENT),
    ("no verb", "A storm on Friday.", SILENT),
]


@pytest.mark.parametrize(("clause", "way"), [c[1:] for c in CLAUSES], ids=[c[0] for c in CLAUSES])
def test_direction(clause: str, way: int) -> None:
    tokens = tokenise(clause)
    hit = hits_at(tokens, tokens.words.index("friday"))[0]
    assert direction(hit) == way


def test_a_cue_beyond_reach_does_not_count() -> None:
    tokens = tokenise("Troops will cross " + "far away and " * 20 + "Friday.")
    assert direction(hits_at(tokens, tokens.words.index("friday"))[0]) == SILENT
