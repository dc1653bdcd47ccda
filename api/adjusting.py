"""What is said with a piece of weekly work, by names as people write them or by keys, as keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.naming import names_of, resolved
from graph.adjusting.register import Adjustment, Part
from graph.keys import is_key
from graph.kinds import things
from graph.network import Network
from graph.rules import Rules

#: In which list of words stands what people call it: 职务 for ``post``, 属地 for ``territory``.
_WORDS = {"kind": "kind", "tie": "kind", "axis": "axis"}


def named_parts(work: Adjustment, said: Mapping[str, Any], network: Network, rules: Rules) -> dict[str, Any]:
    """Return what is said with a piece of work, every thing in it by its key.

    Args:
        work: The piece of work.
        said: What is said, by the name of a part; None = nothing.
        network: The ledger that names are looked up in.
        rules: The rules, which say what levels and roles are called.

    Raises:
        NotFound: Nothing is called so, or several things are.
    """
    parts = {part.name: part for part in work.options}
    told = {name: value for name, value in said.items() if value is not None}
    found = {
        name: named_part(parts[name], value, network, rules)
        for name, value in told.items()
        if parts[name].holds != "shares"
    }
    outer = next((key for key in found.values() if isinstance(key, str) and is_key(key)), None)
    for name in told.keys() - found.keys():
        found[name] = _shared(parts[name], told[name], network, rules, outer)
    return found


def _shared(part: Part, said: Any, network: Network, rules: Rules, outer: str | None) -> Any:
    """Return the things that each name gets by their keys: one in what is divided is meant before others so called."""
    names = names_of(network, rules)

    def within(ref: str) -> str:
        found = [one for one in names.matches(ref, part.kinds) if outer is not None and _lies_in(network, outer, one)]
        return found[0] if len(found) == 1 else resolved(network, rules, ref, part.kinds)

    return {name: tuple(within(one) for one in several) for name, several in said.items()}


def _lies_in(network: Network, outer: str, inner: str) -> bool:
    place, found = network.rows.row(outer), network.rows.row(inner)
    return place is not None and found is not None and inner != outer and network.view.encloses(place, found)


def named_part(part: Part, value: Any, network: Network, rules: Rules) -> Any:
    """Return what is said of one part, every thing in it by its key, a word of a list by its code.

    Raises:
        NotFound: Nothing is called so, or several things are.
    """
    kinds = part.kinds or tuple(one.kind for one in things())  # a part that names none may be of any
    if part.holds == "reference":
        return resolved(network, rules, value, kinds)
    if part.holds == "references":
        return tuple(resolved(network, rules, one, kinds) for one in value)
    if part.holds == "shares":
        return {name: tuple(resolved(network, rules, one, kinds) for one in several) for name, several in value.items()}
    if part.holds in _WORDS and isinstance(value, str):
        return rules.vocabulary().resolve(_WORDS[part.holds], value)
    return value
