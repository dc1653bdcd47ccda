"""Work orders of a hotline or platform, one a row, as needs and their steps, by a mapping file (SEMANTICS N13).

What a column is stands in a mapping: one of those that come with linli (``mappings/``), or somebody's own. What it
does not name is told; who called is never taken. Bulk work: everything is done column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from graph.words.listed import Listed
from loaders.readers import Grid
from loaders.reading import Context, Reading
from loaders.report import Where
from loaders.sources.work_orders.judged import judged
from loaders.sources.work_orders.layout import mapping_for
from loaders.sources.work_orders.lives import lives
from loaders.sources.work_orders.places import placed
from loaders.sources.work_orders.table import tables_of

_HEADER_WITHIN = 5
_MAKES = ("areas", "spots")


def recognises(grids: Sequence[Grid]) -> bool:
    """Return whether a table has the headers of a mapping that comes with linli."""
    return any(
        mapping_for([str(cell) for cell in row if cell]) is not None
        for grid in grids
        for row in grid.rows[:_HEADER_WITHIN]
    )


def read(files: Sequence[Path], context: Context) -> Reading:
    """Return needs, where they lie, their steps, and places and units that are made."""
    make = context.options.get("make")
    if make is not None and make not in _MAKES:
        context.report.error("orders_make", Where(), found=str(make), expected=Listed(_MAKES))
        return Reading()
    tables = [table for file in files for table in tables_of(file, context)]
    if context.report.failed or not tables:
        return Reading()
    orders = judged(pl.concat(tables), context)
    if not orders.height:
        return Reading()
    frame, made = placed(orders, context)
    return Reading([*made, *lives(frame, context)])
