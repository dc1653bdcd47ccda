"""A piece of weekly work called by name, after a look whether what is said with it can be meant (SEMANTICS K10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any

from graph.adjusting.named_in_rules import with_rules
from graph.adjusting.outcome import Adjusted
from graph.adjusting.register import ADJUSTMENTS, Adjustment, Part
from graph.errors import BadInput, NotFound
from graph.kinds import ties
from graph.network import Network
from graph.rules import Rules
from graph.rules.vocabulary import base_vocabulary
from graph.steps.texts import told, typed
from graph.words.listed import Listed

#: So many characters of why are kept.
LONGEST = 1000
#: Of a kind of thing, of a tie: a name among these.
_NAMED: Mapping[str, Callable[[Part], tuple[str, ...]]] = {
    "kind": lambda part: part.kinds,
    "tie": lambda _: tuple(one.kind for one in ties()),
    "axis": lambda _: tuple(base_vocabulary().lists["axis"]),
}
_TYPES: Mapping[str, type] = {
    "reference": str,
    "references": tuple,
    "text": str,
    "day": date,
    "flag": bool,
    "axis": str,
    "kind": str,
    "tie": str,
    "fields": dict,
    "shares": dict,
}


def adjusted(
    name: str,
    network: Network,
    rules: Rules,
    said: Mapping[str, Any],
    *,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what comes of a piece of weekly work on the day of a network.

    Args:
        name: Which, by its name in the register.
        network: The ledger, asked about everything.
        rules: The rules in force.
        said: What is said with it: keys for things, days for days; what is None or empty is not said.
        by: Who does it.
        reason: Why, in words; kept with the revision.

    Raises:
        NotFound: There is no such work, or nothing has a key that is said on that day.
        BadInput: Something is said that it does not take, or not said that it needs, or it cannot be.
    """
    work = adjustment_of(name)
    cleaned = {one: value for one, value in ((one, _cleaned(work, one, value)) for one, value in said.items()) if value}
    for part in work.options:
        if part.required and part.name not in cleaned:
            raise BadInput("adjust_needs", work=work.label, option=part.label)
    why = told("reason", reason)
    if why is not None and len(why) > LONGEST:
        raise BadInput("adjust_reason_long", most=LONGEST, found=len(why))
    if why is not None and not work.reasoned:
        raise BadInput("adjust_no_reason", work=work.label)
    function: Callable[..., Adjusted] = getattr(import_module(f"graph.adjusting.{name}"), name)
    whole = network.within(None)
    return with_rules(whole, rules, function(whole, rules, **cleaned, by=by, reason=why))


def adjustment_of(name: str) -> Adjustment:
    """Return a piece of weekly work by name.

    Raises:
        NotFound: There is none.
    """
    if name not in ADJUSTMENTS:
        raise NotFound("no_such_adjustment", ref=name, candidates=" ".join(f"`{one}`" for one in ADJUSTMENTS))
    return ADJUSTMENTS[name]


def _called(part: Part, among: tuple[str, ...]) -> str:
    """Return names as people say them and as the register does, since both are read."""
    words, listed = base_vocabulary(), "axis" if part.holds == "axis" else "kind"
    return Listed(f"{words.caption(listed, one)} `{one}`" for one in among)


def _cleaned(work: Adjustment, name: str, value: Any) -> Any:
    """Return one thing that is said, in one spelling; None where it says nothing."""
    part = work.part(name)
    if part is None:
        known = " ".join(f"`{one.name}`" for one in work.options)
        raise BadInput("adjust_takes_not", work=work.label, option=name, expected=known)
    if part.holds == "references" and isinstance(value, list):
        value = tuple(value)
    if value is None:
        return None
    if not isinstance(value, _TYPES[part.holds]):
        raise BadInput("adjust_holds", option=part.label, expected=f"adjust.holds.{part.holds}")
    if part.holds in _NAMED and value not in (among := _NAMED[part.holds](part)):
        raise BadInput("adjust_among", option=part.label, found=value, expected=_called(part, among))
    return typed(part.label, str(value)) if part.holds == "text" else value
