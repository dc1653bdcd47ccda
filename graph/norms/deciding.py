"""Whether what a place is called decides anything: norms, and listings of a ledger, may mean one by its name."""

from __future__ import annotations

from graph.rules import Rules
from graph.tables import Tables

#: Where rows of a ledger select things, by kind and column.
_SELECTING = (("listing", "selector"), ("figure", "measure"))


def by_names(tables: Tables, rules: Rules) -> bool:
    """Return whether a place may be meant by its name, in a norm or in a selector of the ledger.

    Example:
        >>> from graph.rules import load_rules
        >>> by_names(Tables({}), load_rules())
        False
    """
    if any(norm.within or norm.overrides for norms in rules.packs.values() for norm in norms):
        return True
    return any(tables[kind][column].str.contains("within=", literal=True).any() for kind, column in _SELECTING)
