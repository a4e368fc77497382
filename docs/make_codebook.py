# ruff: noqa: INP001 - a script beside the page that it writes
"""Write docs/codebook.md from the ontology and the record's schema.

Run ``python docs/make_codebook.py`` after a change of either; ``--check`` only tells whether the page is stale.
"""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import ontology
from dateline.records import SCHEMA_VERSION, json_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
PAGE = HERE / "codebook.md"
NOUNS = (
    *("Record", "Document", "Published", "Event", "Mention", "Actor", "Credited", "Place", "Time", "Count"),
    *("Attribution", "Relation", "Period", "Commitment", "Due"),
)
WORDS = ("Factuality", "RelationKind", "Precision")
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def codebook() -> str:
    """The whole page as Markdown."""
    parts = (_opening(), _record(), _words(), _summary(), _types(), _side_tables(), _bridge())
    return "\n".join(line for part in parts for line in part) + "\n"


def undescribed() -> list[str]:
    """Fields and words that neither the schema nor fields.toml describes, as ``Noun.field`` (none, in a sound page)."""
    return [f"{noun}.{name}" for noun, name, field in _fields() if not _meaning(noun, name, field)]


def stray() -> list[str]:
    """Entries of fields.toml that stand for no field of the schema (none, in a sound page)."""
    known = {(noun, name) for noun, name, _ in _fields()}
    names = {name for _, name in known}
    table = _meanings()
    nested = [(noun, name) for noun, rows in table.items() if isinstance(rows, dict) for name in rows]
    lost = [f"{noun}.{name}" for noun, name in nested if (noun, name) not in known]
    return lost + [name for name, row in table.items() if isinstance(row, str) and name not in names]


def _opening() -> Iterator[str]:
    yield "<!-- Made by docs/make_codebook.py; change the ontology or the schema, not this page. -->"
    yield "# Codebook"
    yield ""
    yield "What every field of a record means, and how an act is coded. Types, modes, contexts, sectors and scores are"
    yield "those of PLOVER 2.0 (Open Event Data Alliance, CC BY-SA 4.0); the definitions, rules and examples are ours."
    yield "The people and places in the examples are invented."
    yield ""
    yield "[Record](#the-record) · [Types](#types-at-a-glance) · [Contexts](#contexts) · [Sectors](#sectors) ·"
    yield "[Auxiliary modes](#auxiliary-modes) · [From CAMEO](#from-cameo)"
    yield ""


def _record() -> Iterator[str]:
    yield "## The record"
    yield ""
    yield f"One record a document, schema version {SCHEMA_VERSION}. A span counts characters of the document's text as"
    yield "given, its end is exclusive, and a mention's `text` is exactly that slice. Empty says: not stated."
    yield ""
    nouns = _nouns()
    for noun in NOUNS:
        yield f"### {noun}"
        yield ""
        yield _plain(nouns[noun].get("description", ""))
        yield ""
        fields = nouns[noun]["properties"].items()
        yield from _rows(
            ("field", "kind", "meaning"),
            ((f"`{name}`", _kind(field), _meaning(noun, name, field)) for name, field in fields),
        )


def _words() -> Iterator[str]:
    schema = json_schema()["$defs"]
    for noun in WORDS:
        yield f"### {noun}"
        yield ""
        yield _plain(schema[noun]["description"])
        yield ""
        yield from _rows(
            ("word", "meaning"), ((f"`{word}`", _meaning(noun, word, {})) for word in schema[noun]["enum"])
        )


def _summary() -> Iterator[str]:
    yield "## Types at a glance"
    yield ""
    yield "| quad | meaning |"
    yield "|---|---|"
    yield from (f"| {number} | {meaning} |" for number, meaning in QUADS.items())
    yield ""
    yield "PLOVER asks for a recipient where it says required; an event without one is kept, with an empty list."
    yield "The class is that of the five-class key which public test sets use; it joins CONCEDE with RETREAT."
    yield ""
    yield from _rows(
        ("type", "in words", "quad", "class", "intensity", "recipient", "modes"),
        (
            (
                f"[{kind.label}](#{kind.label.lower()})",
                kind.caption,
                str(kind.quad),
                str(ontology.PENTA[kind.label]),
                _signed(kind.intensity),
                "required" if kind.recipient_required else "optional",
                ", ".join(kind.modes) or "–",
            )
            for kind in _by_quad()
        ),
    )


def _types() -> Iterator[str]:
    for kind in _by_quad():
        yield f"### {kind.label}"
        yield ""
        yield f"*{kind.caption}* · quad {kind.quad} · intensity {_signed(kind.intensity)}"
        yield ""
        yield kind.definition
        yield ""
        yield from _modes(kind)
        yield from (f"- {rule}" for rule in kind.rules)
        yield ""
        yield from _rows(
            ("what it looks like", "what it is", "why"), ((n.reading, n.type, n.why) for n in kind.near_misses)
        )
        yield from _decisions(kind)
        yield from (_example(example) for example in kind.examples)
        yield ""


def _modes(kind: ontology.EventType) -> Iterator[str]:
    if kind.modes:
        yield from _rows(
            ("mode", "in words", "intensity", "definition"),
            (
                (f"`{mode.label}`", mode.caption, _signed(ontology.intensity(kind.label, mode.label)), mode.definition)
                for mode in kind.modes.values()
            ),
        )


def _decisions(kind: ontology.EventType) -> Iterator[str]:
    if kind.decisions:
        yield "Decided here:"
        yield ""
        yield from (f"- {decision}" for decision in kind.decisions)
        yield ""


def _example(example: ontology.Example) -> str:
    coding = [
        f"mode `{example.mode}`" if example.mode else "no mode",
        f"trigger *{example.trigger}*",
        f"actors {_quoted(example.actors)}",
        f"recipients {_quoted(example.recipients)}",
        example.factuality,
    ]
    return f"> {example.sentence}  \n> — {' · '.join(coding)}\n"


def _side_tables() -> Iterator[str]:
    yield from _titled("Contexts", "An event has any number of contexts; most have none or one.")
    yield from _rows(
        ("context", "in words", "definition"),
        ((f"`{c.label}`", c.caption, c.definition) for c in ontology.contexts().values()),
    )
    yield from _titled("Sectors", "What kind of actor somebody is, in order of weight.")
    yield from _rows(
        ("code", "in words", "group", "definition"),
        ((f"`{s.code}`", s.caption, s.group, s.definition) for s in ontology.sectors().values()),
    )
    yield from _titled("Codes in place of a country", "Actors beyond one country, and places that keep a code.")
    codes = [*ontology.nonstates().values(), *ontology.territories().values()]
    yield from _rows(("code", "in words", "definition"), ((f"`{c.code}`", c.caption, c.definition) for c in codes))
    yield from _titled(
        "Auxiliary modes", "PLOVER defines these beside the other modes; in a record, factuality says it."
    )
    yield from _rows(
        ("auxiliary mode", "factuality", "definition"),
        ((f"`{a.label}`", f"`{a.factuality}`", a.definition) for a in ontology.auxiliary_modes().values()),
    )


def _bridge() -> Iterator[str]:
    rows = ontology.cameo().values()
    mended = [row for row in rows if row.note]
    yield from _titled(
        "From CAMEO",
        f"The bridge knows {len(rows)} CAMEO codes; a longer code that it hasn't falls back on its parent.\n"
        "PLOVER's own table contradicts its manual in places and leaves codes out. These are the rows that depart\n"
        "from it, or that give no event, each with its reason; the whole bridge is `src/dateline/ontology/cameo.csv`.",
    )
    yield from _rows(
        ("CAMEO", "in words", "PLOVER", "contexts", "why"),
        ((f"`{row.code}`", row.caption, *_coding(row.coding), row.note.removeprefix("mend: ")) for row in mended),
    )


def _coding(coding: ontology.Coding | None) -> tuple[str, str]:
    if coding is None:
        return "no event", ""
    return coding.type + (f"-{coding.mode}" if coding.mode else ""), ", ".join(coding.contexts)


def _titled(title: str, words: str) -> Iterator[str]:
    yield from (f"## {title}", "", words, "")


def _rows(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table with a blank line after it; bars inside cells are escaped."""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _signed(score: float) -> str:
    """A score with its sign, and nought without one."""
    return f"{score:+g}" if score else "0"


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words) or "none"


def _by_quad() -> list[ontology.EventType]:
    return sorted(ontology.event_types().values(), key=lambda kind: (kind.quad, kind.label))


def _nouns() -> dict[str, dict[str, Any]]:
    """Every object of the schema by its name, the record itself among them."""
    schema = json_schema()
    return {noun: shape for noun, shape in (schema["$defs"] | {"Record": schema}).items() if "properties" in shape}


def _fields() -> list[tuple[str, str, dict[str, Any]]]:
    """Every field of every noun, and every word of every closed list, with what the schema says of it."""
    fields = [(noun, name, field) for noun, shape in _nouns().items() for name, field in shape["properties"].items()]
    lists = ((noun, shape["enum"]) for noun, shape in json_schema()["$defs"].items() if "enum" in shape)
    return fields + [(noun, word, {}) for noun, words in lists for word in words]


@cache
def _meanings() -> dict[str, Any]:
    return tomllib.loads((HERE / "fields.toml").read_text(encoding="utf-8"))


def _meaning(noun: str, name: str, field: dict[str, Any]) -> str:
    """What a field means: as the noun says it, else as every noun says it, else as the schema says it."""
    table = _meanings()
    own = table.get(noun, {}).get(name)
    shared = table.get(name)
    return str(own or (shared if isinstance(shared, str) else "") or field.get("description", ""))


def _kind(field: dict[str, Any]) -> str:
    """The kind of a field in a word or two: ``text``, ``list of Actor``, ``Place or nothing``."""
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in field:
        return " or ".join(_kind(option) for option in field["anyOf"])
    if field.get("type") == "array":
        return "span" if "prefixItems" in field else f"list of {_kind(field['items'])}"
    if field.get("format") == "date":
        return "date"
    words = {"string": "text", "integer": "whole number", "number": "number", "null": "nothing"}
    return words.get(str(field.get("type")), "one of several words")


def _plain(docstring: str) -> str:
    """A docstring as Markdown: double backticks made single."""
    return docstring.replace("``", "`")


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say by the exit status whether it is as it should be."""
    page = codebook()
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page:
        return 0
    sys.stderr.write("docs/codebook.md is stale: run python docs/make_codebook.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
