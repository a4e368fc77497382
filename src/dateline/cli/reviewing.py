"""``dateline review``: what people judged, as data to train and measure on, and how far they agree."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from dateline.cli.outputs import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.review import Agreement, Reviewer
    from dateline.store import Store


@click.command(
    short_help="Put to use what people judged: export it, see who agrees.",
    epilog="""\b
Examples:
  dateline review record.db                              who judged how much, and what waits
  dateline review record.db --export judged.jsonl        whole documents, events as people left them
  dateline review record.db --export - --part            those judged in part too, to standard output
  dateline review record.db --agreement                  how far each two reviewers agree, by field
  dateline review record.db --agreement --format jsonl

A line of the export is a document with text, events, quotes and the judged sentences; outside of these nothing is known
to be right or missing.  To judge, open the page of `dateline serve record.db --review`.

\b
In Python: list(dateline.review.lines(store)), dateline.review.agreement(store) and dateline.review.reviewers(store),
where store is dateline.store.open_store("record.db")""",
)
@click.argument("store", metavar="[STORE]", default="dateline.db", envvar="DATELINE_STORE")
@click.option(
    "--export", metavar="FILE", type=click.Path(dir_okay=False), help="Write the judged documents there, as JSON lines."
)
@click.option("--part", is_flag=True, help="With --export: also documents of which only some events are judged.")
@click.option(
    "--agreement", is_flag=True, help="Show raw agreement and Cohen's kappa, with how many events they rest on."
)
@click.option(
    *("--format", "-f", "form"),
    type=click.Choice(("table", "jsonl")),
    default="table",
    show_default=True,
    help="How to print what isn't exported.",
)
def review(store: str, export: str | None, form: str, *, part: bool, agreement: bool) -> None:
    """Show who judged how much of STORE (by default dateline.db), export it, or tell how far reviewers agree."""
    if export and agreement:
        raise click.UsageError("--export and --agreement are two questions: ask one at a time")
    if part and not export:
        raise click.UsageError("--part says what to export: add --export FILE")
    from dateline.store import open_store  # noqa: PLC0415 - heavy

    with open_store(store) as there:
        if export:
            _export(there, export, whole=not part)
        elif agreement:
            _agreement(there, form)
        else:
            _state(there, form)


def _export(store: Store, file: str, *, whole: bool) -> None:
    """Write the judged documents."""
    from dateline import review  # noqa: PLC0415

    documents = events = 0
    with opened(file, option="--export") as out:
        for line in review.lines(store, whole=whole):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            documents, events = documents + 1, events + len(line["events"])
    more = "" if documents or not whole else "; those judged in part come with --part"
    click.echo(f"{documents} judged documents with {events} events{more}", err=True)


def _agreement(store: Store, form: str) -> None:
    from dateline import review  # noqa: PLC0415
    from dateline.review import agreeing  # noqa: PLC0415

    found = review.agreement(store)
    if form == "jsonl":
        return _data(found)
    _print(agreeing.words(found))
    if not found:
        click.echo("no event has been judged by two people yet", err=True)
    return None


def _state(store: Store, form: str) -> None:
    from dateline import review  # noqa: PLC0415
    from dateline.store import Selection, waiting  # noqa: PLC0415

    found = review.reviewers(store)
    if form == "jsonl":
        return _data(found)
    _print(
        f"{row.name}: {row.events} events: {row.accept} accepted, {row.reject} rejected, "
        f"{row.correct} fields corrected, {row.flag} flagged; last {row.last}"
        for row in found
    )
    if not found:
        click.echo("nobody has judged an event yet: open the page of `dateline serve STORE --review`", err=True)
    left = waiting.count(store.engine, Selection(), "")
    click.echo(f"{'more than ' if left > waiting.ENOUGH else ''}{min(left, waiting.ENOUGH)} events wait", err=True)
    return None


def _data(rows: Sequence[Agreement | Reviewer]) -> None:
    for row in rows:
        click.echo(json.dumps(asdict(row)))


def _print(lines: Iterable[str]) -> None:
    from dateline.cli.plain import clean  # noqa: PLC0415

    for line in lines:
        click.echo(clean(line))
