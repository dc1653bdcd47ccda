"""The ledger as a folder of CSV files, one a sheet of the workbook, for programs and people without a spreadsheet.

``linli load workbook FOLDER`` reads it back, unchanged without a revision (SEMANTICS Y2).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.forms.sheets import harmless
from graph.kinds import kind_of
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing
from loaders.columns import ASIDE
from loaders.ledger.left_out import left_out
from loaders.ledger.rows import Ledger
from loaders.template import headers_of

_NOTE = f"{ASIDE}说明"


def write_ledger_folder(
    folder: Path, network: Network, rules: Rules, showing: Showing, *, every_date: bool = False, note: str = ""
) -> dict[str, int]:
    """Write what lies in a network's place as CSV files, and return how many rows there are of each kind.

    Args:
        folder: A folder that is there, and empty.
        network: What is written: what is in its place, on its date or later.
        rules: The profiles in force; the words in the files are theirs.
        showing: Who will have the files: personal columns are left out unless they may see them.
        every_date: Write what had ended by the date too.
        note: What a reader must know of the files; with what was left out it is in one of its own, not read back.

    Raises:
        NotLogged: Something in it is personal, and that it is shown cannot be written down.
    """
    ledger = Ledger(network, rules, showing, every_date=every_date)
    sheets = {kind: rows for kind, rows in ledger.sheets().items() if rows}
    for kind, rows in sheets.items():
        headers = [header for header, _ in headers_of(kind, rows, ledger.words, ledger.headers(kind))]
        _write(folder, kind_of(kind).zh, [headers, *([row.get(header) for header in headers] for row in rows)])
    if told := [[line] for line in (note, *left_out(network, showing, every_date=every_date)) if line]:
        _write(folder, _NOTE, told)
    return {kind: len(rows) for kind, rows in sheets.items()}


def _write(folder: Path, name: str, rows: Iterable[Iterable[Any]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([harmless(one) for one in row] for row in rows)
