"""The ledger back out: a workbook with the sheets and headers of the template, to be edited and loaded back.

Every row has its 编号, so that a row with another name or another 上级区域 renames or moves the thing that it is.
Loaded back unchanged it makes no revision. What its maker was not shown is in no column, and a column that is
not there says nothing. The first sheet says what was left out.
"""

from __future__ import annotations

from pathlib import Path

from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing
from loaders.ledger.chosen import over_by
from loaders.ledger.folder import write_ledger_folder
from loaders.ledger.left_out import left_out
from loaders.ledger.rows import Ledger
from loaders.template import Completeness, listed, write_workbook

__all__ = ["over_by", "write_ledger", "write_ledger_folder"]


def write_ledger(
    path: Path | str, network: Network, rules: Rules, showing: Showing, *, every_date: bool = False, note: str = ""
) -> dict[str, int]:
    """Write what lies in a network's place as a workbook, and return how many rows there are of each kind.

    Args:
        path: The .xlsx file; one that is there is replaced.
        network: What is written: what is in its place, on its date or later.
        rules: The profiles in force; the words on the sheets are theirs.
        showing: Who will have the file: personal columns are left out unless they may see them.
        every_date: Write what had ended by the date too.
        note: What a reader must know of the file, on the first sheet and under each printed page.

    Raises:
        NotLogged: Something in it is personal, and that it is shown cannot be written down.
    """
    ledger = Ledger(network, rules, showing, every_date=every_date)
    sheets = ledger.sheets()
    empty: Completeness = (None, "", "")
    complete = {kind: (empty,) for kind in sheets if listed(kind)}
    also = {kind: ledger.headers(kind) for kind in sheets}
    said = left_out(network, showing, every_date=every_date)
    write_workbook(path, sheets, complete, note, ledger.words, also, said)
    return {kind: len(rows) for kind, rows in sheets.items() if rows}
