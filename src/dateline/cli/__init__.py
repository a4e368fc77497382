"""The command line: the same verbs as in Python.

Only click is imported here; whatever a command needs, it imports when it runs, so that ``--help`` comes at once.
"""

from __future__ import annotations

import os
from typing import Any

import click

from dateline import __version__
from dateline.cli.asking import commitments, events, incidents, panel
from dateline.cli.coding import code
from dateline.cli.describing import ontology, schema
from dateline.cli.explaining import explain
from dateline.cli.knowing import actors
from dateline.cli.reviewing import review
from dateline.cli.serving import demo, serve
from dateline.cli.storing import add, diff, export, recode
from dateline.cli.watching import watch
from dateline.errors import DatelineError

# The heads multiply many small matrices: shared out among threads by numpy, they take twice the CPU for the same time.
# Whoever sets the variable keeps what he set; numpy reads it on import, which no command has done yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class House(click.Group):
    """A group of commands that tells dateline's own errors in one line, with exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command.

        Raises:
            click.ClickException: for any error that dateline raises on purpose.
        """
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise click.ClickException(str(error)) from error


@click.group(
    cls=House,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  dateline code report.txt                        read one report, show its record
  dateline code reports/ --format jsonl > r.jsonl everything in a directory, as data
  dateline explain EVENT_ID report.txt            why an event was coded so
  dateline add reports/                           keep them in a store, linked into incidents
  dateline incidents --place IRQ                  what happened there, each thing once
  dateline actors "Hashd"                         whom the tables know by that name
  dateline ontology THREATEN                      what counts as a threat, and what doesn't
  dateline serve record.db                        a store as pages, at http://127.0.0.1:8377

Exit codes: 0 all went well, 1 some input couldn't be read (the others were), 2 wrong usage.""",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Read news and keep the record: who did or said what to whom, where, when, and according to whom."""


KEEPING = (add, watch, recode, diff, events, incidents, commitments, panel, export)
"""The commands that work on a store."""

for _command in (code, explain, actors, *KEEPING, serve, demo, review, ontology, schema):
    main.add_command(_command)

__all__ = ["main"]
