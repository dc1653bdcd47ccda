"""A document as text: the same bytes on every surface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.answers import SCHEMA
from graph.answers.answer import plain
from graph.values.json_text import json_text

__all__ = ["SCHEMA", "rendered"]


def rendered(document: Mapping[str, Any]) -> str:
    """Return a document as JSON text, Chinese left readable, days and instants as ISO texts.

    Example:
        >>> from datetime import date
        >>> print(rendered({"schema": SCHEMA, "on": date(2024, 11, 1)}))
        {
          "schema": 1,
          "on": "2024-11-01"
        }
    """
    return json_text(plain(document))
