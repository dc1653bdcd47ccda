"""Whom a walk asks beside its chain, plainly: one module a sort of sideways step, named as a profile calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.plain.walking.sideways import committee_acting, department, owners_committee, property_company, table
from graph.plain.walking.sideways.beside import Beside, Outcome

#: By sort, the function that asks.
SORTS: Mapping[str, Callable[[Beside, Any], Outcome]] = {
    "property_company": property_company.ask,
    "owners_committee": owners_committee.ask,
    "committee_acting": committee_acting.ask,
    "table": table.ask,
    "department": department.ask,
}

__all__ = ["SORTS", "Beside", "Outcome"]
