"""The norms that ask for so many to so much, as the text takes them."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from graph.cypher.norms import norms_of, profiles_of, refuse_beside, told
from graph.rules import Norm, Ratio, Rules

#: The type of norm that the text answers.
TYPE = "ratio"
#: What of the answer the text does not return.
LEFT_OUT: tuple[str, ...] = ("issues",)

_HOMES = "kind=place level=home"
#: By base of a ratio: the measure of a figure of it, and its unit.
_BASES = {
    "homes": (f"count {_HOMES}", "things"),
    "households": (f"sum households of {_HOMES}", "households"),
    "residents": (f"sum residents of {_HOMES}", "people"),
}


def parameters(rules: Rules, *, on: date, within: str | None = None, **options: Any) -> dict[str, Any]:
    """Return the parameters of the text.

    Raises:
        NotAskable: An earlier date, or a level, is asked for too.
    """
    refuse_beside(**options)
    norms = [_norm(rules, norm, on) for norm in norms_of(rules, TYPE, on)]
    return {"on": on, "within": within, "profiles": profiles_of(rules), "norms": norms}


def _norm(rules: Rules, norm: Norm, on: date) -> dict[str, Any]:
    body = cast("Ratio", norm.body)
    measure, unit = _BASES[body.base]
    return {
        **told(rules, norm, body, on, held=body.held),
        "at": "either",
        "count": body.count,
        "per": body.per,
        "base": body.base,
        "measure": measure,
        "unit": unit,
    }
