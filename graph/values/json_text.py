"""A document as JSON text, indented by two, Chinese left readable: written in Rust, since Python's own indents slowly.

A page of coverage took 15 ms of a processor in ``json`` and takes 2 here. The text is that of ``json.dumps``,
but for the exponent of a very small number (``1e-7``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from graph.values.controls import visible_json


def json_text(document: Mapping[str, Any]) -> str:
    """Return a document as text; days become ISO texts, an instant has to be one already (``isoformat``).

    Example:
        >>> print(json_text({"on": date(2024, 11, 1), "of": ["苏州路", None], "rows": []}))
        {
          "on": "2024-11-01",
          "of": [
            "苏州路",
            null
          ],
          "rows": []
        }
    """
    try:
        text = to_json(document, indent=2).decode()
    except PydanticSerializationError:  # half of a character, which an older store may hold
        text = json.dumps(document, ensure_ascii=False, indent=2, default=_iso)
    return visible_json(text)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
