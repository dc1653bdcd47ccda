"""A document as text: the same bytes on every surface."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.answers import SCHEMA
from graph.values.controls import visible_json

__all__ = ["SCHEMA", "rendered"]


def rendered(document: Mapping[str, Any]) -> str:
    """Return a document as JSON text, Chinese left readable, days and instants as ISO texts.

    Example:
        >>> print(rendered({"schema": SCHEMA, "on": date(2024, 11, 1)}))
        {
          "schema": 1,
          "on": "2024-11-01"
        }
    """
    return visible_json(json.dumps(document, ensure_ascii=False, indent=2, default=_iso))


def _iso(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(type(value).__name__)
