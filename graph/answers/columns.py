"""The columns of every answer, schema 1: additions only.

One place that the fast and the plain version of a question both fill, so that they can be compared
row for row. ``high: null`` means no upper bound is known; ids are public keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

_ID = pl.String()
BAND = pl.Struct({"low": pl.Int64(), "high": pl.Int64()})
THING = pl.Struct({"id": _ID, "name": pl.String()})
PLACE = pl.Struct({"id": _ID, "name": pl.String(), "path": pl.String(), "kind": pl.String(), "level": pl.String()})
POST = pl.Struct({"id": _ID, "role": pl.String(), "name": pl.String()})
REASON = pl.Struct({"code": pl.String(), "id": _ID})
CLOSE = pl.Struct({"code": pl.String(), "count": pl.Int64(), "id": _ID})
BASE = pl.Struct({"low": pl.Int64(), "high": pl.Int64(), "basis": pl.String(), "unit": pl.String(), "as_of": pl.Date()})
LISTING = pl.Struct({"id": _ID, "as_of": pl.Date(), "age": pl.Int64(), "stale": pl.Boolean()})
CITE = pl.Struct({"sort": pl.String(), "document": pl.String(), "date": pl.String(), "place": pl.String()})
PUBLISHED = pl.Struct(
    {
        "value": pl.Int64(),
        "bound": pl.String(),
        "unit": pl.String(),
        "period": pl.String(),
        "as_of": pl.Date(),
        "document": pl.String(),
    }
)
ALSO = pl.Struct({"id": _ID, "role": pl.String(), "name": pl.String(), "holder": THING, "as": pl.String()})
PASSED = pl.Struct(
    {
        "slot": pl.String(),
        "unit": THING,
        "post": POST,
        "person": THING,
        "why": pl.String(),
        "cause": _ID,
    }
)

#: What a column that a type of norm has for itself may hold.
OWN: dict[str, Any] = {
    "band": BAND,
    "integer": pl.Int64(),
    "text": pl.String(),
    "texts": pl.List(pl.String()),
    "things": pl.List(THING),
}


def own_columns(named: Mapping[str, str]) -> dict[str, Any]:
    """Return the types of the columns that a type of norm has for itself."""
    return {name: OWN[held] for name, held in named.items()}


COVERAGE: dict[str, Any] = {
    "norm": pl.String(),
    "subject": PLACE,
    "item": pl.String(),
    "state": pl.String(),
    "has": BAND,
    "needs": BAND,
    "short": BAND,
    "base": BASE,
    "how": pl.String(),
    "close": pl.List(CLOSE),
    "responsible": _ID,
    "since": pl.Date(),
    "households": BAND,
    "evidence": pl.List(pl.String()),
    "evidence_count": pl.Int64(),
    "why": pl.List(REASON),
    "listings": pl.List(LISTING),
    "cite": CITE,
}
#: The other reading of a ratio norm: one row a holder.
COVERAGE_LOAD: dict[str, Any] = {
    "norm": pl.String(),
    "holder": THING,
    "state": pl.String(),
    "base": BAND,
    "per": pl.Int64(),
    "offices": pl.List(pl.String()),
}
RECONCILE: dict[str, Any] = {
    "figure": _ID,
    "name": pl.String(),
    "subject": PLACE,
    "measure": pl.String(),
    "published": PUBLISHED,
    "counted": BAND,
    "verdict": pl.String(),
    "difference": pl.Int64(),
    "on": pl.Date(),
    "evidence": pl.List(pl.String()),
    "evidence_count": pl.Int64(),
    "why": pl.List(REASON),
}
ESCALATE: dict[str, Any] = {
    "chain": pl.String(),
    "slot": pl.String(),
    "unit": THING,
    "post": POST,
    "holder": THING,
    "how": pl.String(),
    "also": pl.List(ALSO),
    "flags": pl.List(pl.String()),
    "answers_for": PLACE,
    "contact": pl.String(),
    "action": pl.String(),
    "limit": pl.String(),
    "due": pl.Date(),
    "passed": pl.List(PASSED),
}
ESCALATE_ENDS: dict[str, Any] = {"chain": pl.String(), "state": pl.String(), "passed": pl.List(PASSED)}
AUDIT: dict[str, Any] = {
    "chain": pl.String(),
    "cause": pl.String(),
    "slot": pl.String(),
    "place": PLACE,
    "homes": BAND,
    "households": BAND,
    "example": _ID,
}
AUDIT_LOAD: dict[str, Any] = {
    "unit": THING,
    "post": POST,
    "holder": THING,
    "homes": BAND,
    "households": BAND,
}
