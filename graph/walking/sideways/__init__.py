"""Whom a walk asks beside its chain, one module a sort of sideways step (SEMANTICS W11).

A module is named after what a profile says under ``ask``, and its function of that name, too::

    ask(around, said) -> Found      somebody to ask, or what was passed

What is said of a sort is in ``graph.rules.sideways``, in the class of its module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.rules.sideways import Sideways
from graph.walking.sideways import committee_acting, department, owners_committee, property_company, table
from graph.walking.sideways.around import Around, Found

#: By what a profile calls it, how a sort of sideways step is asked.
ASK: Mapping[str, Callable[[Around, Any], Found]] = {
    "property_company": property_company.ask,
    "owners_committee": owners_committee.ask,
    "committee_acting": committee_acting.ask,
    "table": table.ask,
    "department": department.ask,
}

__all__ = ["ASK", "Around", "Found", "Sideways"]
