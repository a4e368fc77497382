"""According to whom: attributions, the credit and factuality of events, and what binds.

`find` sets a draft's attributions, `credit` its events' sources and factuality, `bind` its commitments.
"""

from dateline.according_to.attributing import find
from dateline.according_to.commitments import bind
from dateline.according_to.crediting import credit

__all__ = ["bind", "credit", "find"]
