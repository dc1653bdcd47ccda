"""``linli export xlsx``: the ledger as a workbook, to be edited and loaded back."""

from __future__ import annotations

from pathlib import Path

from api.cli.exporting.ledger import of, tell
from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write the workbook, and say how many rows there are, and how it comes back."""
    from api.cli.writing import write_file
    from loaders.ledger import write_ledger

    asked, counts = wanted.asked, dict[str, int]()

    def put(path: Path) -> None:
        counts.update(
            write_ledger(path, asked.network, asked.rules, asked.showing, every_date=wanted.every_date, note=of(wanted))
        )

    tell(wanted, write_file(wanted.path, put, private=True), counts)
