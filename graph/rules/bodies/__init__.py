"""The types of norm as data: what each body may say in YAML, one file a type.

A new type is a file here, one in ``graph/norms`` and one in ``graph/plain/norms``, each named after
it, and a line in each folder's register.
"""

from __future__ import annotations

from graph.rules.bodies.base import Body
from graph.rules.bodies.breadth import Breadth
from graph.rules.bodies.completeness import FilledIn
from graph.rules.bodies.exactly_one import ExactlyOne
from graph.rules.bodies.identity import SamePerson
from graph.rules.bodies.inheriting import Inherit
from graph.rules.bodies.presence import Presence
from graph.rules.bodies.ratio import Ratio
from graph.rules.bodies.reach import Near
from graph.rules.bodies.recency import Recency
from graph.rules.bodies.size import Size
from graph.rules.bodies.staffed import Staffed
from graph.rules.bodies.term import TermOfOffice

__all__ = [
    "BODIES",
    "Body",
    "Breadth",
    "ExactlyOne",
    "FilledIn",
    "Inherit",
    "Near",
    "Presence",
    "Ratio",
    "Recency",
    "SamePerson",
    "Size",
    "Staffed",
    "TermOfOffice",
]

_TYPES: tuple[type[Body], ...] = (
    Presence,
    Ratio,
    Staffed,
    Breadth,
    Size,
    ExactlyOne,
    SamePerson,
    FilledIn,
    Recency,
    Near,
    TermOfOffice,
)
#: By the key under which a norm's body stands in YAML.
BODIES: dict[str, type[Body]] = {body.type: body for body in _TYPES}
