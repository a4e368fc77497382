"""The grammar of time expressions: rules over categories of words (`grammar.toml`), compiled once.

A pattern is a sequence of elements ``[name:]CATEGORY[|CATEGORY...][?*+]``, groups ``( ... | ... )[?*+]`` and macros
``@name``.  ``<`` ends the left context and ``>`` starts the right context: both must match, neither belongs to the
expression.  Of all rules that match at a place, the longest match wins; the earlier rule breaks a tie.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from dateline.when.lexicon import lexicon, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.when.lexicon import Meaning, Tokens

LONGEST = 24
"""Tokens of the longest expression: a bound that keeps the time linear whatever the text."""

_ELEMENT = re.compile(r"(?:(?P<name>[a-z0-9]+):)?(?P<categories>[A-Z|]+)(?P<repeat>[?*+]?)\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled pattern and the name of the function that reads its matches."""

    build: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: tokens ``first`` to ``last`` (exclusive), the reader's name, token ranges of the named parts."""

    tokens: Tokens
    first: int
    last: int
    build: str
    parts: dict[str, tuple[int, int]]

    @property
    def span(self) -> tuple[int, int]:
        """Characters of the text."""
        return self.tokens.spans[self.first][0], self.tokens.spans[self.last - 1][1]

    def has(self, name: str) -> bool:
        """Whether the part was matched."""
        return name in self.parts

    def words(self, name: str) -> list[str]:
        """The lower-case words of a part (empty when it wasn't matched)."""
        start, end = self.parts.get(name, (0, 0))
        return self.tokens.words[start:end]

    def word(self, name: str) -> str:
        """The first word of a part, or the empty string."""
        words = self.words(name)
        return words[0] if words else ""

    def look(self, name: str, *categories: str) -> Meaning | None:
        """What the part's word means in the first of `categories` that knows it; ``None`` when none does."""
        word = self.word(name)
        for category in categories:
            try:
                return meaning(category, word)
            except KeyError:
                continue
        return None

    def before(self, distance: int = 1) -> str:
        """The lower-case word `distance` tokens before the expression, or the empty string."""
        index = self.first - distance
        return self.tokens.words[index] if index >= 0 else ""

    def after(self, distance: int = 0) -> str:
        """The lower-case word `distance` tokens after the expression's end, or the empty string."""
        index = self.last + distance
        return self.tokens.words[index] if index < len(self.tokens.words) else ""


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """Replace macros, which may use macros defined before them."""
    return re.sub(r"@(\w+)", lambda m: _expand(macros[m.group(1)], macros), pattern)


def _element(item: str) -> tuple[str, str, str]:
    """Name, signs and repeat of one element; raises ValueError for anything else."""
    element = _ELEMENT.match(item)
    if element is None:
        message = f"grammar.toml: {item!r} is no element"
        raise ValueError(message)
    signs = lexicon().category_signs
    return element["name"] or "", "".join(signs[c] for c in element["categories"].split("|")), element["repeat"]


def _translate(items: list[str]) -> str:
    """A sequence of items as a regular expression over signs; a name's second use gets a number (``hour_2``)."""
    pieces = []
    used: dict[str, int] = {}
    for item in items:
        if item in {"(", "|"}:
            pieces.append("(?:" if item == "(" else item)
        elif item[0] == ")":
            pieces.append(item)
        else:
            name, signs, repeat = _element(item)
            used[name] = used.get(name, 0) + 1
            if used[name] > 1 and name:
                name = f"{name}_{used[name]}"
            pieces.append(f"(?P<{name}>[{signs}]){repeat}" if name else f"[{signs}]{repeat}")
    return "".join(pieces)


def _split(pattern: str) -> tuple[list[str], list[str], list[str]]:
    """Left context, expression and right context of a pattern, as items."""
    items = pattern.split()
    left = items.index("<") if "<" in items else -1
    right = items.index(">") if ">" in items else len(items)
    return items[: max(left, 0)], items[left + 1 : right], items[right + 1 :]


def _compile(pattern: str) -> re.Pattern[str]:
    """Turn a pattern over categories into one over signs."""
    left, items, right = _split(pattern)
    behind = f"(?<={_translate(left)})" if left else ""
    ahead = f"(?={_translate(right)})" if right else ""
    return re.compile(behind + _translate(items) + ahead)


def _starters(pattern: str) -> set[str]:
    """The signs that a match may start with (a superset: every element up to the first one that must be there)."""
    _, items, _ = _split(pattern)
    found: set[str] = set()
    depth = 0
    for item in items:
        if item == "(":
            depth += 1
        elif item[0] == ")":
            depth -= 1
            if depth == 0 and item == ")":
                return found
        elif item != "|":
            _, signs, repeat = _element(item)
            found.update(signs)
            if depth == 0 and repeat in {"", "+"}:
                return found
    return found


@functools.cache
def rules() -> dict[str, tuple[re.Pattern[str], tuple[Rule, ...]]]:
    """The rules that may start at each sign, in the order of `grammar.toml`, and before them one pattern of them all.

    The one pattern tells at once of most places that no rule matches there.
    """
    raw = tomllib.loads(resources.files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    by_sign: dict[str, list[Rule]] = {}
    for entry in raw["rule"]:
        for source in entry["patterns"]:
            pattern = _expand(source, raw["macro"])
            rule = Rule(entry["build"], _compile(pattern))
            for sign in _starters(pattern):
                by_sign.setdefault(sign, []).append(rule)
    return {sign: (_gate(found), tuple(found)) for sign, found in by_sign.items()}


def _gate(found: list[Rule]) -> re.Pattern[str]:
    """One pattern that matches wherever one of the rules does."""
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in found))


def _hit(tokens: Tokens, rule: Rule, match: re.Match[str]) -> Hit:
    parts = {name.partition("_")[0]: match.span(name) for name, text in match.groupdict().items() if text}
    return Hit(tokens, *match.span(), rule.build, parts)


def hits_at(tokens: Tokens, position: int) -> list[Hit]:
    """Every match at a token, longest first (rule order breaks ties)."""
    entry = rules().get(tokens.signs[position])
    if entry is None or not entry[0].match(tokens.signs, position, position + LONGEST):
        return []
    found = []
    for rule in entry[1]:
        match = rule.pattern.match(tokens.signs, position, position + LONGEST)
        if match:
            found.append((match.end(), rule, match))
    found.sort(key=lambda candidate: -candidate[0])
    return [_hit(tokens, rule, match) for _, rule, match in found]


def candidates(tokens: Tokens) -> Iterator[int]:
    """Token positions at which some rule may start."""
    starters = rules()
    return (i for i, sign in enumerate(tokens.signs) if sign in starters)
