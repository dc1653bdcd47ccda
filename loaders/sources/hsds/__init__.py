"""Open Referral HSDS 3.1, JSON or CSV: organisations and what they offer, for places that the ledger knows.

What becomes of each column stands in ``source.yaml``. Contacts, their telephones and addresses are never taken. A
thing is known again by its HSDS id within the directory (``publisher``), so another load changes what has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.words.listed import Listed
from loaders.identities import tell_identities
from loaders.readers import Grid, grids_of
from loaders.readers.named import called
from loaders.readers.read_oddly import tell_written_oddly
from loaders.reading import Context, Reading
from loaders.sources.hsds.areas import serves
from loaders.sources.hsds.layout import table_named
from loaders.sources.hsds.nested import grids_of_json
from loaders.sources.hsds.organisations import gives, organisations
from loaders.sources.hsds.rows import Row, rows_of
from loaders.sources.hsds.services import offers, tell_adrift

_HEADER_WITHIN = 5
#: What is in the header of every table that offers or organisations come from.
_SURE = {"id", "name"}


def recognises(grids: Sequence[Grid]) -> bool:
    """Return whether a table is called and headed as services or organisations of HSDS are."""
    return any(
        {str(cell).strip().casefold() for cell in row} >= _SURE
        for grid in grids
        if table_named(grid.sheet) in ("service", "organization")
        for row in grid.rows[:_HEADER_WITHIN]
    )


def read(files: Sequence[Path], context: Context) -> Reading:
    """Return organisations and offers, who gives them and for which places."""
    grids = [grid for file in files for grid in _grids(file)]
    tell_identities(grids, context.report)
    tell_written_oddly(grids, context.report)
    rows = rows_of(grids, context.mapping, context.report)
    if context.report.failed:
        return Reading()
    if not any(map(_says_something, (*rows["service"], *rows["organization"]))):
        raise BadInput("hsds_nothing", file=Listed(called(file) for file in files))
    tell_adrift(rows, context)
    parts = [make(rows, context) for make in (organisations, offers, gives, serves)]
    return Reading([one for one in parts if one.frame.height])


def _says_something(row: Row) -> bool:
    """Return whether a row has more of HSDS than ids: any list of objects in JSON could be services else."""
    return any(not (name == "id" or name.endswith("_id")) for name in row.values)


def _grids(file: Path) -> list[Grid]:
    return grids_of_json(file) if file.suffix.lower() == ".json" else grids_of(file)
