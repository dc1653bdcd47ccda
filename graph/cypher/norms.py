"""Norms and profiles as the maps that a text takes: plain values, so that they can be pasted into Browser."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from graph.kinds.base import registry
from graph.kinds.labels import label, relationship
from graph.rules import Norm, Presence, Ratio, Rules
from graph.selectors import Selector

_HOMES = "kind=place level=home"
#: By base of a ratio: the measure of a figure of it, and its unit.
_BASES = {
    "homes": (f"count {_HOMES}", "things"),
    "households": (f"sum households of {_HOMES}", "households"),
    "residents": (f"sum residents of {_HOMES}", "people"),
}


def label_of(kind: str) -> str | None:
    """Return the label of the nodes of a kind; None where it is not kept.

    Example:
        >>> label_of("post"), label_of("venue")
        ('Post', None)
    """
    return label(kind) if kind in registry() else None


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


def norms_of(rules: Rules, body: type[Presence | Ratio], on: date) -> list[dict[str, Any]]:
    """Return the norms of one sort of body that are in force on a day."""
    return [_norm(rules, norm) for norm in rules.norms if isinstance(norm.body, body) and norm.holds_on(on)]


def _norm(rules: Rules, norm: Norm) -> dict[str, Any]:
    body = norm.body
    said: dict[str, Any] = {
        "id": norm.id,
        "cite": {"sort": norm.sort, **norm.cite.model_dump()},
        "asked_of": _asked_of(rules, norm),
        "subject": fields_of(norm.subject),
        "except_types": list(norm.except_type),
        "kind": body.kind,
        "label": label_of(body.kind),
        "through": relationship(body.tie),
        "held": body.kind == "post" and (body.held if isinstance(body, Ratio) else not body.vacant_ok),
        "looks": [{"how": "own", "levels": [], "of": fields_of(body.of), "atoms": atoms_of(body.of)}],
        "stale_after": norm.stale_after,
    }
    if isinstance(body, Ratio):
        measure, unit = _BASES[body.base]
        return {
            **said,
            "at": "either",
            "count": body.count,
            "per": body.per,
            "base": body.base,
            "measure": measure,
            "unit": unit,
        }
    if body.inherit is not None:
        names: dict[str, Iterable[str]] = {"form": body.inherit.form, "role": body.inherit.role}
        given = {name: frozenset(values) for name, values in names.items() if values}
        of = Selector({**body.of.fields, **given})
        levels = list(body.inherit.level)
        said["looks"].append({"how": "inherited", "levels": levels, "of": fields_of(of), "atoms": atoms_of(of)})
    return {**said, "at": body.at, "at_least": body.at_least}


def _asked_of(rules: Rules, norm: Norm) -> list[str]:
    """Return the profiles whose places are asked, and '' if those without one are."""
    return [key for key in ("", *sorted(rules.profiles)) if norm.pack in rules.packs_of(key or None)]
