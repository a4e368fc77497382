"""Recognise the dateline: the town, in capitals or before an agency's name, that a report begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.where import gazetteer

if TYPE_CHECKING:
    from dateline.language.draft import Span

REACH = 600
"""How far into a text a dateline may stand (characters): behind a headline and a byline, no farther."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_TOWN = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*[A-ZÀ-Þ.](?:[  ][A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*){0,4}"
_MIXED_TOWN = r"[A-ZÀ-Þ][^\W\d_]+(?:[- ][A-ZÀ-Þ][^\W\d_]+){0,3}"
_STATE = r"(?:,[  ](?:[A-Z][^\W\d_.]*\.?|(?:[A-Z]\.)+)(?:[  ][A-Z][^\W\d_.]*\.?){0,3})?"
_SECOND = r"(?:[/;][  ]?[A-ZÀ-Þ][^\W\d_]+(?:[  ][A-ZÀ-Þ][^\W\d_]+)*)*"
_DAY = rf"(?:,?[  ](?:{_MONTH}[  ]\d{{1,2}}|\d{{1,2}}[  ]{_MONTH})(?:,?[  ]\d{{4}})?)?"
_AGENCY = r"[  ]?\([A-Z][^()\n]{1,30}\)"
_DASH = r"[  ]?(?:--?|–|—|_|:)(?=\s|[\"“‘A-Z])"
_START = r"(?:^|(?<=[.!?:\"”’)][  ])|(?<=\n))"

CAPITALS = re.compile(rf"{_START}(?P<town>{_TOWN}){_STATE}{_SECOND}{_DAY}(?:{_AGENCY})?{_DASH}", re.MULTILINE)
"""``NAIROBI, Kenya (AP) _``, ``WASHINGTON, June 3 -``"""
AGENCY = re.compile(rf"{_START}(?P<town>{_MIXED_TOWN}){_STATE}{_SECOND}{_DAY}{_AGENCY}{_DASH}", re.MULTILINE)
"""``Geneva, 4 May (Some Agency) –``"""


def find_dateline(text: str) -> Span | None:
    """The span of the town in a text's dateline, or ``None``.

    A headline may precede.  The town must be in the gazetteer, so that a headline in capitals is not taken for one.
    """
    for pattern in (CAPITALS, AGENCY):
        for match in pattern.finditer(text, 0, REACH):
            if gazetteer.look_up(match.group("town").removesuffix(" DC").removesuffix(" D.C.")):
                return match.span("town")
    return None
