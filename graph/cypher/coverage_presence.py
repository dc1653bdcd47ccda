"""The norms that ask whether something is there at all, as the text takes them."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from graph.cypher.norms import looked_for, norms_of, profiles_of, refuse_beside, told
from graph.rules import Norm, Presence, Rules

#: The type of norm that the text answers.
TYPE = "presence"
#: What of the answer the text does not return.
LEFT_OUT: tuple[str, ...] = ("issues",)


def parameters(rules: Rules, *, on: date, within: str | None = None, **options: Any) -> dict[str, Any]:
    """Return the parameters of the text.

    Raises:
        NotAskable: An earlier date, or a level, is asked for too.
    """
    refuse_beside(**options)
    norms = [_norm(rules, norm, on) for norm in norms_of(rules, TYPE, on)]
    return {"on": on, "within": within, "profiles": profiles_of(rules), "norms": norms}


def _norm(rules: Rules, norm: Norm, on: date) -> dict[str, Any]:
    body = cast("Presence", norm.body)
    said = told(rules, norm, body, on, held=not body.vacant_ok)
    if body.inherit is not None:
        levels = list(body.inherit.level)
        said["looks"].append({"how": "inherited", "levels": levels, **looked_for(body.inherited)})
    return {**said, "at": body.at, "at_least": body.at_least}
