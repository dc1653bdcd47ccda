"""The norms that ask whether something is there at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.cypher.norms import norms_of, profiles_of
from graph.rules import Presence, Rules

#: Columns of the answer that the text does not return.
LEFT_OUT: tuple[str, ...] = ()


def parameters(rules: Rules, *, on: date, within: str | None = None, **_options: Any) -> dict[str, Any]:
    """Return the parameters of the text."""
    return {"on": on, "within": within, "profiles": profiles_of(rules), "norms": norms_of(rules, Presence, on)}
