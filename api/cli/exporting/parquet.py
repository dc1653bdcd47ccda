"""``linli export parquet``: the whole ledger by street as Parquet, to be asked part by part on many machines."""

from __future__ import annotations

from pathlib import Path

from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write the folder, and say how many parts there are, and how they are asked.

    Raises:
        BadInput: Only a part of the ledger is asked for.
    """
    from api.cli.writing import write_folder
    from graph.errors import BadInput
    from graph.parting.bundles import bundles_of
    from graph.parting.folder import Part
    from graph.parting.folder import write as write_parts

    network = wanted.asked.network
    if network.within_row is not None:
        raise BadInput("parts_within")
    parts = list[Part]()

    def put(path: Path) -> None:
        parts.extend(write_parts(path, bundles_of(network), network.revision, network.date).parts)

    path = write_folder(wanted.path, put, private=True)
    wanted.tell("cli.written", file=str(path))
    asked, rows = sum(one.asked for one in parts), sum(one.rows for one in parts)
    wanted.tell("cli.export.parts", parts=len(parts), asked=asked, rows=rows, file=str(path))
