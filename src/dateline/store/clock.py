"""The one clock of the store."""

from __future__ import annotations

import datetime as dt
import os

DIGITS = 11
"""Of seconds since 1970: three thousand years; what is longer is no moment that a calendar has."""


def now() -> str:
    """This moment in UTC to the second, ISO 8601; where ``SOURCE_DATE_EPOCH`` is set, that moment instead.

    The variable is the one by which builds are made repeatable (reproducible-builds.org): with it two stores made of
    the same reports are the same to the byte.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    known = fixed.isdecimal() and len(fixed) <= DIGITS
    moment = dt.datetime.fromtimestamp(int(fixed), dt.UTC) if known else dt.datetime.now(dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> str:
    """This day in UTC, by the same clock."""
    return now()[:10]
