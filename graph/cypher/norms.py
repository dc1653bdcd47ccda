"""Norms and profiles as the maps that a text takes: plain values, so that they can be pasted into Browser."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.errors import NotAskable
from graph.kinds import things
from graph.kinds.labels import label, relationship
from graph.rules import Norm, Rules
from graph.rules.bodies.base import Counting
from graph.selectors import Selector


def label_of(kind: str) -> str | None:
    """Return the label of the nodes of a kind; None where it is not kept.

    Example:
        >>> label_of("post"), label_of("vehicle")
        ('Post', None)
    """
    return label(kind) if kind in {one.kind for one in things()} else None


def fields_of(selector: Selector) -> list[dict[str, Any]]:
    """Return the fields of a selector but its kind, which is a label.

    Example:
        >>> from graph.selectors import parse
        >>> fields_of(parse("kind=post role=b,a"))
        [{'field': 'role', 'values': ['a', 'b']}]
    """
    return [{"field": name, "values": sorted(found)} for name, found in selector.fields.items() if name != "kind"]


def atoms_of(selector: Selector) -> list[dict[str, str]]:
    """Return the selectors of one value a field that a selector is the union of, as maps.

    Example:
        >>> from graph.selectors import parse
        >>> atoms_of(parse("kind=post role=b,a"))
        [{'kind': 'post', 'role': 'a'}, {'kind': 'post', 'role': 'b'}]
    """
    return [{name: next(iter(values)) for name, values in atom.fields.items()} for atom in selector.atoms()]


def profiles_of(rules: Rules) -> list[dict[str, Any]]:
    """Return the profiles in force, with the households to take for a home of unknown number."""
    return [
        {"key": key, "households": profile.households.model_dump() if profile.households else None}
        for key, profile in sorted(rules.profiles.items())
    ]


def refuse_beside(*, compare: Any = None, by: Any = None, **_options: Any) -> None:
    """Refuse what a text does not tell beside its rows.

    Raises:
        NotAskable: An earlier date, or a level, is asked for too.
    """
    if compare is not None or by is not None:
        raise NotAskable("cypher_of_one_date")


def norms_of(rules: Rules, type_: str, on: date) -> list[Norm]:
    """Return the norms of one type that are in force on a day and ask nothing beyond what the text of it does."""
    return [norm for norm in rules.norms if norm.type == type_ and norm.holds_on(on) and not norm.beyond]


def told(rules: Rules, norm: Norm, body: Counting, on: date, *, held: bool) -> dict[str, Any]:
    """Return what every text is told of a norm that counts things; ``held`` = posts count by who sits in them."""
    return {
        "id": norm.id,
        "cite": {"sort": norm.sort, **norm.cite.model_dump()},
        "asked_of": _asked_of(rules, norm, on),
        "subject": fields_of(norm.subject),
        "except_types": list(norm.except_type),
        "kind": body.kind,
        "label": label_of(body.kind),
        "through": relationship(body.tie),
        "held": body.kind == "post" and held,
        "looks": [{"how": "own", "levels": [], **looked_for(body.of)}],
        "stale_after": norm.stale_after,
    }


def looked_for(of: Selector) -> dict[str, Any]:
    """Return what a text looks for: the fields of a selector, and its atoms."""
    return {"of": fields_of(of), "atoms": atoms_of(of)}


def _asked_of(rules: Rules, norm: Norm, on: date) -> list[str]:
    """Return the profiles whose places are asked on a day, and '' if those without one are."""
    return [key for key in ("", *sorted(rules.profiles)) if rules.asks(norm, key or None, on)]
