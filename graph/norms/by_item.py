"""One norm asked of several items: what was found of each, as the lines of one finding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.facts.bands import Band
from graph.facts.bases import Base
from graph.network.columns import Longs
from graph.norms.counting import Counted
from graph.norms.finding import Finding


def by_item(found: Sequence[Finding], items: Sequence[str]) -> Finding:
    """Return what was found of each item as one: by subject, then in the order of the items.

    Args:
        found: What was found of each item at the same subjects.
        items: The items; at least one.
    """
    first, many, size = found[0], len(found), found[0].subjects.size

    def lines(position: Longs, item: int) -> Longs:
        return position * many + item

    def each(columns: Sequence[Longs]) -> Longs:
        return np.stack(columns, axis=1).reshape(-1) if size else np.array([], dtype=np.int64)

    def bands(columns: Sequence[Band]) -> Band:
        return Band(each([one.low for one in columns]), each([one.high for one in columns]))

    def pairs(columns: Sequence[Counted]) -> Counted:
        line = np.concatenate([lines(one.subject, at) for at, one in enumerate(columns)])
        thing = np.concatenate([one.thing for one in columns])
        order = np.lexsort((thing, line))
        return Counted(line[order], thing[order])

    def positions(columns: Sequence[Longs]) -> Longs:
        return np.sort(np.concatenate([lines(one, at) for at, one in enumerate(columns)]))

    joined = Finding(
        first.norm,
        np.repeat(first.subjects, many),
        each([one.state for one in found]),
        bands([one.has for one in found]),
        bands([one.needs for one in found]),
        pairs([one.things for one in found]),
        pairs([one.evidence for one in found]),
        positions([one.uncovered for one in found]),
        first.by_seat,
        [*items] * size,
        positions([one.inherited for one in found]),
    )
    for at, one in enumerate(found):
        joined.why += [(code, lines(where, at), rows) for code, where, rows in one.why]
    bases = [one.base for one in found if one.base is not None]
    if bases:
        joined.base = Base(
            bands([base.band.take(first.subjects) for base in bases]),  # a subject that is a place is its own row
            each([base.basis[first.subjects] for base in bases]),
            bases[0].unit,
            {},
        )
        joined.base_at = np.arange(size * many, dtype=np.int64)
    return joined
