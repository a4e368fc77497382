"""The store at size: what adding a document costs, how long the commonest questions take, how much room an event needs.

    python evaluation/store.py [--events 1000000] [--keep FILE] [--write docs/store.md]

The reports of examples/ are coded once, given other actors, places and words of the same length, and repeated week by
week for as long as it takes; every row comes from the store's own functions.  What linking would find stands in: the
same act told by three reports in a row is one incident.  Half-way and at the end real documents are added, one
transaction each.  `figures` does the same with `SMALL` events.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

HOME = Path(__file__).parent.parent
SMALL = 50_000
LARGE = 1_000_000
VARIANTS = 40
"""How many times each example is given other actors, places and words."""
TOLD = 3
"""Reports that tell the same acts."""
A_WEEK = 2_000
"""Events of a week: a million are ten years."""
FIRST = dt.date(2020, 1, 6)
AT_ONCE = 300
"""Reports in one transaction while the store is filled."""
ADDED = 60
"""Documents that are added one by one to measure that."""
ASKED = 20
"""Times that each question is asked, with another value every time."""
