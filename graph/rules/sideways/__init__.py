"""The sideways steps of a chain, one class a sort: what a profile can say of each (SEMANTICS W11).

What a sort means is in ``graph.walking.sideways`` and ``graph.plain.walking.sideways``, in the module of its name.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from graph.rules.sideways.base import Sideways
from graph.rules.sideways.committee_acting import CommitteeActing
from graph.rules.sideways.department import Department
from graph.rules.sideways.owners_committee import OwnersCommittee
from graph.rules.sideways.property_company import PropertyCompany
from graph.rules.sideways.table import Table

#: Any of them, told apart by ``ask``: the register of the sorts.
AnySideways = Annotated[
    PropertyCompany | OwnersCommittee | CommitteeActing | Table | Department, Field(discriminator="ask")
]

__all__ = ["AnySideways", "CommitteeActing", "Department", "OwnersCommittee", "PropertyCompany", "Sideways", "Table"]
