"""``dateline ontology`` and ``dateline schema``: what the codes mean, and what a record looks like."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.ontology import EventType


@click.command(
    short_help="Show what the types of event mean.",
    epilog="""\b
Examples:
  dateline ontology             all types of event in a line each
  dateline ontology THREATEN    definition, rules, modes, near misses and examples

In Python: dateline.ontology.event_types()["THREATEN"]""",
)
@click.argument("kind", metavar="[TYPE]", required=False)
def ontology(kind: str | None) -> None:
    """Show the types of event (PLOVER 2.0), or one of them whole."""
    from dateline.ontology import event_types  # noqa: PLC0415

    types = event_types()
    if kind is None:
        click.echo("type       quad  intensity  what it says")
        click.echo("\n".join(f"{t.label:<10} {t.quad:>4}  {t.intensity:>+9.1f}  {t.caption}" for t in types.values()))
        return
    if kind.upper() not in types:
        message = f"no type is called {kind}; the types are {', '.join(types)}"
        raise click.BadParameter(message, param_hint="'TYPE'")
    click.echo("\n".join(_type(types[kind.upper()])))


def _type(found: EventType) -> Iterator[str]:
    """A type as it stands in the codebook, line by line."""
    yield f"{found.label}: {found.caption}"
    yield f"quad class {found.quad}, intensity {found.intensity:+.1f}" + (
        ", needs a recipient" if found.recipient_required else ""
    )
    yield from ("", *_wrapped(found.definition))
    if found.rules:
        yield from ("", "Rules")
        yield from (line for rule in found.rules for line in _wrapped(rule, "  - "))
    if found.modes:
        yield from ("", "Modes")
        for mode in found.modes.values():
            yield from _wrapped(f"{mode.caption}. {mode.definition}", f"  {mode.label:<15} ")
    if found.near_misses:
        yield from ("", "Near misses")
        for miss in found.near_misses:
            yield from _wrapped(f"{miss.reading} That is {miss.type}: {miss.why}", "  - ")
    yield from ("", "Examples")
    for example in found.examples:
        coded = f"{found.label}-{example.mode}" if example.mode else found.label
        marked = example.sentence.replace(example.trigger, f"[{example.trigger}]", 1)
        yield from _wrapped(f"{marked} ({coded}, {example.factuality})", "  - ")
    if found.decisions:
        yield from ("", "Decisions")
        yield from (line for decision in found.decisions for line in _wrapped(decision, "  - "))


def _wrapped(text: str, first: str = "") -> list[str]:
    """The text in lines of at most 96 columns, the first with a lead, the others indented as far."""
    import textwrap  # noqa: PLC0415

    return textwrap.wrap(text, 96, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)


@click.command(
    short_help="Print the JSON Schema of a record.",
    epilog="""\b
Example:
  dateline schema > record.schema.json

In Python: dateline.records.json_schema()""",
)
def schema() -> None:
    """Print the JSON Schema of a record, as `dateline code --format jsonl` prints it."""
    click.echo(resources.files("dateline").joinpath("schema.json").read_text("utf-8").rstrip())
