"""What a case states beside what was found: partial rows, names for ids, bands as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from tests.casefile.names import CaseError, Names

_BAND = re.compile(r"(\d+)\.\.(\d+)?")


def meets(stated: Any, found: Any, names: Names) -> bool:
    """Return whether something found is what a case states.

    A mapping states only the fields it has; a list all members, in order; a name stands for the thing,
    a number or ``1..2`` or ``3..`` for a band, ``code`` or ``{code: name}`` for a reason, and ``slot why`` for
    somebody passed over.

    Example:
        >>> meets("1..2", {"low": 1, "high": 2}, Names()), meets("0..", {"low": 0, "high": None}, Names())
        (True, True)
        >>> meets(["not_listed"], [{"code": "not_listed", "id": None}], Names())
        True
    """
    if isinstance(found, Mapping):
        return _meets_struct(stated, found, names)
    if isinstance(found, list):
        return isinstance(stated, list) and _meets_list(stated, found, names)
    if isinstance(stated, str) and isinstance(found, str):
        return stated == found or found in names.keys(stated)
    return type(stated) is type(found) and bool(stated == found)


def shown(found: Any, names: Names) -> Any:
    """Return something found as a case would state it."""
    if isinstance(found, list):
        return [shown(one, names) for one in found]
    if isinstance(found, Mapping):
        return _shown_struct(found, names)
    if isinstance(found, dt.date):
        return found
    return names.shown(found) if isinstance(found, str) else found


def _meets_list(stated: list[Any], found: list[Any], names: Names) -> bool:
    if found and all(isinstance(one, Mapping) and "part" in one for one in found):
        return _meets_parts(stated, found)
    if len(stated) != len(found):
        return False
    if all(isinstance(one, str) for one in found):  # ids or flags: their order is by key, which nobody sees
        left = list(found)
        for one in stated:
            match = next((each for each in left if meets(one, each, names)), None)
            if match is None:
                return False
            left.remove(match)
        return True
    return all(meets(one, each, names) for one, each in zip(stated, found, strict=True))


def _meets_parts(stated: list[Any], found: list[Mapping[str, Any]]) -> bool:
    """Compare the parts of a score that a case names: ``{near: 900}``, or ``{record: null}`` where that is not told.

    A word stands for why it is so: ``{category: wider}``.
    """
    values = {one["part"]: one["value"] for one in found}
    whys = {one["part"]: one["why"] for one in found}
    return all(
        (whys if isinstance(value, str) else values).get(part) == value for one in stated for part, value in one.items()
    )


def _meets_struct(stated: Any, found: Mapping[str, Any], names: Names) -> bool:
    if isinstance(stated, Mapping):
        if set(stated) <= set(found):
            return all(meets(value, found[name], names) for name, value in stated.items())
        return "code" in found and _meets_coded(dict(stated), found, names)
    if "low" in found:
        return _meets_band(stated, found)
    if "why" in found:
        return isinstance(stated, str) and stated.split() == [found["slot"], found["why"]]
    if "code" in found:
        return bool(stated == found["code"])
    return meets(stated, found["id"], names)


def _meets_coded(stated: dict[str, Any], found: Mapping[str, Any], names: Names) -> bool:
    """Compare ``{code: name}``, or ``{code: number}`` of what would close a gap."""
    ((code, value),) = stated.items()
    if isinstance(value, int):
        return bool(code == found["code"] and value == found["count"])
    return bool(code == found["code"] and meets(value, found["id"], names))


def _meets_band(stated: Any, found: Mapping[str, Any]) -> bool:
    if isinstance(stated, int):
        return bool(stated == found["low"] == found["high"])
    band = _BAND.fullmatch(str(stated))
    if band is None:
        raise CaseError(f"{stated!r} is no band; write 3, 1..2 or 3..")
    return [int(part) if part else None for part in band.groups()] == [found["low"], found["high"]]


def _shown_struct(found: Mapping[str, Any], names: Names) -> Any:
    if set(found) == {"low", "high"}:
        low, high = found["low"], found["high"]
        return low if low == high else f"{low}..{'' if high is None else high}"
    if "part" in found:
        return {found["part"]: found["value"]}
    if "why" in found:
        who = {
            name: shown(found[name], names) for name in ("unit", "post", "person", "cause") if found[name] is not None
        }
        return {"slot": found["slot"], "why": found["why"], **who} if who else f"{found['slot']} {found['why']}"
    if "code" in found:
        about = found.get("other") or found["id"]
        if found["id"] is None:
            return {found["code"]: found["count"]} if "count" in found else found["code"]
        return {found["code"]: names.shown(about if "other" not in found else found["id"])}
    if set(found) <= {"id", "name", "path", "kind", "level", "role"}:
        return names.shown(found["id"])
    return {name: shown(value, names) for name, value in found.items()}
