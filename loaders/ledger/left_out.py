"""What an exported ledger leaves out, one sentence each, written into the file itself."""

from __future__ import annotations

from graph.kinds import kind_of
from graph.network import Network
from graph.viewing import Showing
from graph.words import caption
from loaders.ledger.chosen import over_by

#: The workbook speaks Chinese, since it is read back by its headers.
_LANG = "zh"


def left_out(network: Network, showing: Showing, *, every_date: bool) -> list[str]:
    """Return what was left out of a ledger that is written: what had ended, and what its maker may not see.

    Args:
        network: What was written.
        showing: Who has the file; what they were not shown is counted while it is written.
        every_date: Whether what had ended was written too.
    """
    said = []
    if not every_date and (over := over_by(network)):
        kinds = caption("cli.comma", _LANG).join(f"{kind_of(kind).zh} {rows:,}" for kind, rows in over.items())
        said.append(caption("ledger.left_over", _LANG, day=network.date, kinds=kinds))
    if showing.hidden:
        said.append(caption("ledger.left_hidden", _LANG, count=f"{showing.hidden:,}"))
    return said
