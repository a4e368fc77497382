"""The notation of rules, and which rule wins."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from dateline.when import expressions, grammar
from dateline.when.lexicon import lexicon, tokenise
from dateline.when.readers import READERS

RAW = tomllib.loads((resources.files("dateline.when") / "grammar.toml").read_text("utf-8"))


def first(text: str, word: str) -> grammar.Hit:
    """The longest match that starts at a word."""
    tokens = tokenise(text)
    return grammar.hits_at(tokens, tokens.words.index(word))[0]


def matches(pattern: str, text: str) -> str | None:
    """What a pattern, compiled by itself, matches in a text."""
    tokens = tokenise(text)
    match = grammar._compile(pattern).search(tokens.signs)
    if match is None:
        return None
    return text[tokens.spans[match.start()][0] : tokens.spans[match.end() - 1][1]]


def test_every_rule_has_its_reader_and_every_reader_a_rule() -> None:
    assert len(expressions.RULES) == 4
    assert {rule["build"] for rule in RAW["rule"]} == set(READERS)


def test_every_pattern_compiles() -> None:
    for rule in RAW["rule"]:
        for pattern in rule["patterns"]:
            assert grammar._compile(grammar._expand(pattern, RAW["macro"])).groups >= 0


def test_every_macro_is_used() -> None:
    used = " ".join([*(p for r in RAW["rule"] for p in r["patterns"]), *RAW["macro"].values()])
    assert [name for name in RAW["macro"] if f"@{name}" not in used] == []


def test_every_category_of_the_grammar_is_known() -> None:
    text = " ".join([*(p for r in RAW["rule"] for p in r["patterns"]), *RAW["macro"].values()])
    assert set(re.findall(r"\b[A-Z]{2,}\b|\bA\b", text)) <= set(lexicon().category_signs)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("MONTH DAYNUM", "on May 5 or", "May 5"),
        ("MONTH DAYNUM?", "in May or", "May"),
        ("MONTH|WEEKDAY", "on Friday", "Friday"),
        ("MONTH ( COMMA YEAR )?", "in May, 2016 or", "May, 2016"),
        ("( MONTH | WEEKDAY ) DAYNUM", "on Friday 5", "Friday 5"),
        ("NUMBER+", "5 6 7 x", "5 6 7"),
        ("PREP < MONTH", "in May", "May"),
        ("PREP < MONTH", "so May", None),
        ("MONTH > YEAR", "in May 2016", "May"),
        ("MONTH > YEAR", "in May 5", None),
    ],
)
def test_notation(pattern: str, text: str, found: str | None) -> None:
    assert matches(pattern, text) == found


@pytest.mark.parametrize("pattern", ["month", "MONTH!", "x:", "NOSUCHTHING", "MONTH ( COMMA"])
def test_a_wrong_pattern_is_an_error(pattern: str) -> None:
    with pytest.raises((ValueError, KeyError, re.error)):
        grammar._compile(pattern)


def test_a_name_used_twice_is_one_part() -> None:
    assert first("at noon Friday", "noon").word("point") == "noon"
    assert first("at 2:41 a.m. Friday", "2:41").word("hour") == "2:41"
    assert first("at 2:41 Friday", "2:41").word("hour") == "2:41"


def test_the_longest_match_comes_first() -> None:
    tokens = tokenise("May 5, 2016 at noon")
    lengths = [hit.last - hit.first for hit in grammar.hits_at(tokens, 0)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == 6


def test_parts_and_neighbours_of_a_hit() -> None:
    hit = first("He left on Friday, May 5, 2016 at last", "friday")
    assert (hit.word("weekday"), hit.look("month", "MONTH"), hit.word("year")) == ("friday", 5, "2016")
    assert (hit.before(), hit.before(2), hit.before(9), hit.after(), hit.after(1), hit.after(9)) == (
        "on", "left", "", "at", "last", "",
    )  # fmt: skip
    assert (hit.has("rel"), hit.word("rel"), hit.words("rel"), hit.look("rel", "LAST")) == (False, "", [], None)
    assert hit.tokens.text[slice(*hit.span)] == "Friday, May 5, 2016"


def test_starters_leave_out_no_match() -> None:
    sample = (
        "the last two weeks of May 5, 2016 at noon on Friday early this morning "
        "a year and a half ago more than 1990s now"
    )
    tokens = tokenise(sample)
    for rule in RAW["rule"]:
        for source in rule["patterns"]:
            pattern = grammar._expand(source, RAW["macro"])
            compiled, starters = grammar._compile(pattern), grammar._starters(pattern)
            for position, sign in enumerate(tokens.signs):
                assert sign in starters or not compiled.match(tokens.signs, position), pattern


def test_no_rule_matches_longer_than_the_bound() -> None:
    tokens = tokenise("one " * 100 + "days")
    assert all(hit.last - hit.first <= grammar.LONGEST for i in range(100) for hit in grammar.hits_at(tokens, i))
