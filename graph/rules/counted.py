"""Which kinds norms count or ask about: rows of all others decide nothing about a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.kinds import all_kinds
from graph.rules.norm import Norm
from graph.selectors import Selector

_WORD = re.compile("[a-z_]+")


def counted(norms: Iterable[Norm]) -> frozenset[str]:
    """Return the kinds that norms refer to, rather too many than too few; all where a selector names none.

    Example:
        >>> from graph.rules import load_rules
        >>> "post" in load_rules().counted, "step" in load_rules().counted
        (True, False)
    """
    found, kinds = list(norms), frozenset(one.kind for one in all_kinds())
    if not all(one.get("kind") for norm in found for one in _selectors(norm)):
        return kinds
    said = (repr(part) for norm in found for part in (norm.subject, norm.body, norm.when, norm.overrides))
    return kinds & {word for text in said for word in _WORD.findall(text)}


def _selectors(norm: Norm) -> Iterator[Selector]:
    yield from norm.selected
    yield from norm.when.listed if norm.when else ()
    for one in norm.overrides:
        yield from one.body.listed if one.body else ()
