"""``linli export csv``: the ledger as a folder of CSV files, one a sheet of the workbook, to be loaded back."""

from __future__ import annotations

from pathlib import Path

from api.cli.exporting.ledger import of, tell
from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write the folder, and say how many rows there are, and how it comes back."""
    from api.cli.writing import write_folder
    from loaders.ledger import write_ledger_folder

    asked, counts = wanted.asked, dict[str, int]()

    def put(path: Path) -> None:
        counts.update(
            write_ledger_folder(
                path, asked.network, asked.rules, asked.showing, every_date=wanted.every_date, note=of(wanted)
            )
        )

    tell(wanted, write_folder(wanted.path, put, private=True), counts)
