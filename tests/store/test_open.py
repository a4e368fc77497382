from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.making import exported

if TYPE_CHECKING:
    from dateline.store import Store

def test_smoke(kept: Store) -> None:
    print(len(exported(kept)))
    from dateline.store import asking, Selection
    e=kept.engine
    import traceback
    def go(f):
        try: f()
        except Exception as x: print(type(x), str(x)[:300])
    for s in [Selection(), Selection(text="bread"), Selection(near=(0,0,100)), Selection(party="Front"), Selection(status=("contested",)), Selection(sort="oldest"), Selection(place="Velmar")]:
        for k in ("events","incidents","commitments","actors","documents"):
            go(lambda: kept.ask(k,s))
        go(lambda: asking.count(e,"events",s))
        for by in asking.UNITS:
            for per in asking.PERIODS: go(lambda: kept.panel(by,per))
        go(lambda: asking.facets(e,s)); go(lambda: asking.months(e,s))
    assert 0
