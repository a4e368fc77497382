"""The store at size: what adding a document costs, how long the commonest questions take, how much room an event needs.

    python evaluation/store.py [--events 1000000] [--keep FILE] [--write docs/store.md]

The reports of examples/ are coded once, given other actors, places and words of the same length, and repeated week by
week for as long as it takes; every row comes from the store's own functions.  What linking would find stands in: the
same act told by three reports in a row is one incident.  Half-way and at the end real documents are added, one
transaction each.  `figures` does the same with `SMALL` events.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import reading
from dateline.coder import Coder
from dateline.linking import blocking
from dateline.linking.copies import keys as copy_keys
from dateline.linking.copies import sketch
from dateline.linking.following import pack as pack_pledge
from dateline.linking.following import pledges
from dateline.linking.reports import pack, reports
from dateline.store import asking, incidents, open_store, rows, tallying
from dateline.store.naming import actor_id, digest, document_id, number
from dateline.store.selection import Selection
from dateline.store.statements import insert, next_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.linking.reports import Report
    from dateline.records import Actor, Place, Record
    from dateline.store import Store
    from dateline.store.engine import Engine

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
