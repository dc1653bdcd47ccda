"""The data dictionary: every kind with its fields, in both languages, and the headers its sheet may have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from api.rendering.text import SCHEMA
from graph.kinds import Kind, Tie, all_kinds
from loaders.columns import columns_of

#: How a field takes part in questions; the dictionary is for those who fill in.
_INSIDE = ("selects", "units", "anchors")


def kinds_document(chosen: Iterable[type[Kind]] | None = None) -> dict[str, Any]:
    """Return some kinds, or all of them, as a document."""
    return {"schema": SCHEMA, "kinds": [_kind(one) for one in (all_kinds() if chosen is None else chosen)]}


def _kind(kind: type[Kind]) -> dict[str, Any]:
    return {
        "kind": kind.kind,
        "zh": kind.zh,
        "en": kind.en,
        "description": kind.description(),
        "description_zh": kind.description_zh,
        "example": kind.example,
        "tie": issubclass(kind, Tie),
        "source": list(kind.source) if issubclass(kind, Tie) else [],
        "target": list(kind.target) if issubclass(kind, Tie) else [],
        "reverse": {"zh": kind.reverse[0], "en": kind.reverse[1]} if issubclass(kind, Tie) else None,
        "fields": [{name: said for name, said in asdict(one).items() if name not in _INSIDE} for one in kind.fields],
        "headers": [column.header for column in columns_of(kind.kind)],
    }
