"""Plain values as Cypher writes them, so that parameters can be pasted into Browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def literal(value: Any) -> str:
    """Return a value as an expression of Cypher.

    Example:
        >>> from datetime import date
        >>> literal({"on": date(2024, 11, 1), "within": None, "levels": ["grid"]})
        "{on: date('2024-11-01'), within: null, levels: ['grid']}"
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(name)}: {literal(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    return str(value)


def param_lines(parameters: Mapping[str, Any]) -> list[str]:
    """Return the lines that set parameters in Browser and in cypher-shell.

    Example:
        >>> param_lines({"within": None})
        [':param within => null']
    """
    return [f":param {name} => {literal(value)}" for name, value in parameters.items()]


def _name(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else f"`{name}`"
