"""In which unit something is counted, in words, and sentences in which nobody wrote one."""

from __future__ import annotations

import re

from graph.network import Network
from graph.rules import Rules
from graph.values.units import alike

#: The blank that an unsaid unit leaves before a punctuation mark.
_UNSAID = re.compile(r" +([，,;；）)])")


def unit_of(network: Network, rules: Rules, key: str, lang: str) -> str:
    """Return the unit of a need, project or offer in words; empty where nobody wrote one, or there is no such field."""
    code = _code_of(network, key)
    return "" if code is None else rules.vocabulary().caption("unit", code, lang)


def unit_left(network: Network, rules: Rules, offer: str, demand: str, lang: str) -> str:
    """Return in which unit, in words, is told what is left of an offer to a demand.

    In that of the demand where both count one sort of thing, such as 元 and 万元, else in the offer's own.
    """
    offered, wanted = _code_of(network, offer), _code_of(network, demand)
    first = demand if wanted is not None and alike(offered, wanted) else offer
    return unit_of(network, rules, first, lang) or unit_of(network, rules, demand, lang)


def _code_of(network: Network, key: str) -> str | None:
    row = network.rows.row(key)
    kind = None if row is None else network.rows.kind_of(row)
    if row is None or kind not in ("need", "project", "offer"):
        return None
    code: str | None = network.rows.column(kind, "unit")[row]
    return code


def closed_up(said: str) -> str:
    """Return a sentence without the blanks that a unit left that nobody wrote.

    Example:
        >>> closed_up("要书：图书 80 ，2024-11-01")
        '要书：图书 80，2024-11-01'
    """
    return _UNSAID.sub(r"\1", said).replace("  ", " ").rstrip()
