"""Whether the name of a place can change an answer: norms, and listings of a ledger, may refer to it by name."""

from __future__ import annotations

from graph.rules import Rules
from graph.tables import Tables

#: Where rows of a ledger select things, by kind and column.
_SELECTING = (("listing", "selector"), ("figure", "measure"))


def by_names(tables: Tables, rules: Rules) -> bool:
    """Return whether a norm, or a selector of the ledger, may refer to a place by its name.

    Example:
        >>> from graph.rules import load_rules
        >>> by_names(Tables({}), load_rules())
        False
    """
    if any(norm.within or norm.overrides for norms in rules.packs.values() for norm in norms):
        return True
    return any(tables[kind][column].str.contains("within=", literal=True).any() for kind, column in _SELECTING)
