"""``dateline actors``: whom the tables know, and whether a user's own table is sound."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dateline.cli.inputs import check_date, knowledge_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from dateline.who.tables import Known, Office

MOST_ALIASES = 12


@click.command(
    short_help="Show whom the tables know by a name.",
    epilog="""\b
Examples:
  dateline actors "Kataib Hezbollah"            one actor, with its names, sectors and ties
  dateline actors Hashd --most 5                all whose names hold a word
  dateline actors Merkel --on 2015-06-01        and which office somebody held on a day
  dateline actors --knowledge mine.toml         check a table of your own
  dateline code report.txt --knowledge mine.toml

A row of your own table has the columns key, name, kind, country, sectors, aliases, parent, office, start, end, all but
the name optional; several values are parted by |, or are a list in TOML ([[row]]). With an office it is a person.

In Python: dateline.who.adopt(Path("mine.toml")), dateline.who.tables.search("Hashd")""",
)
@click.argument("name", nargs=-1, metavar="[NAME]")
@click.option("--on", metavar="DATE", callback=check_date, help="Only who existed, and offices held, on this day.")
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Most of them to show.")
@knowledge_option
@click.pass_context
def actors(context: click.Context, name: tuple[str, ...], on: str | None, most: int) -> None:
    """Show the actors and holders of offices that the tables know by a NAME, or by words of it."""
    from dateline.reading.document import period  # noqa: PLC0415
    from dateline.who import tables  # noqa: PLC0415 - heavy

    if not name:
        own = tables.own_rows()
        if not own:
            click.echo(context.get_help())
            return
        offices = sum(bool(row["office"]) for row in own)
        click.echo(f"the table is sound: {len(own) - offices} actors, {offices} terms of office")
        return
    day = period(on).start if on else None
    found = list(_found(tables.search(" ".join(name), most), day))
    click.echo("\n\n".join(found) if found else f"nobody is called {' '.join(name)}")
    if not found:
        sys.exit(1)


def _found(forms: list[str], day: dt.date | None) -> Iterator[str]:
    """What the tables say of each name, everyone once."""
    from dateline.who import tables  # noqa: PLC0415

    seen: set[str] = set()
    for form in forms:
        for key in tables.alias_index().get(form, ()):
            known = tables.known(key)
            if known and key not in seen and known.existed(day):
                seen.add(key)
                yield "\n".join(_actor(known))
        terms = [office for office in tables.offices_of(form) if office.held(day)]
        for holder in dict.fromkeys(office.holder for office in terms):
            if holder not in seen:
                seen.add(holder)
                yield "\n".join(_person(holder, [office for office in terms if office.holder == holder]))


def _actor(known: Known) -> Iterator[str]:
    """An actor of the tables, line by line."""
    from dateline.who import tables  # noqa: PLC0415

    parent = tables.known(known.parent) if known.parent else None
    yield f"{known.name}  [{known.key}]"
    about = (known.kind.replace("_", " "), known.country, " ".join(known.sectors), _span(known.start, known.end))
    yield "  " + " · ".join(filter(None, about))
    if known.aliases:
        more = len(known.aliases) - MOST_ALIASES
        yield "  also " + ", ".join(known.aliases[:MOST_ALIASES]) + (f" and {more} more" if more > 0 else "")
    if parent:
        yield f"  part of {parent.name}"
    for fact in tables.facts_of(tables.normalise(known.name)):
        yield f"  {fact.what} {fact.object} by {fact.by} on {fact.date}"


def _person(holder: str, terms: list[Office]) -> Iterator[str]:
    """A person with terms of office, line by line."""
    yield holder
    for office in terms:
        what = office.office or "in public life"
        yield "  " + " · ".join(
            filter(None, (what, office.country, " ".join(office.sectors), _span(office.start, office.end)))
        )


def _span(start: dt.date | None, end: dt.date | None) -> str:
    """A stretch of time in words; empty where nothing is known."""
    return " ".join(filter(None, (f"since {start}" if start else "", f"until {end}" if end else "")))
