"""A whole ledger as digests, so that two can be said to be the same."""

from __future__ import annotations

from graph.kinds import all_kinds
from graph.stores.copying import digest_of
from graph.tables import Tables


def digests(tables: Tables) -> dict[str, str]:
    """Return, by kind, what tells whether two ledgers have the same rows, in whatever order."""
    return {kind.kind: digest_of(tables, kind.kind) for kind in all_kinds()}
