"""Whose status on an earlier date is not known, so that today's is taken for it (SEMANTICS C54)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from graph.network import Network
from graph.rules import Norm


def as_of_today(before: Network, norms: Iterable[Norm]) -> tuple[Mapping[str, Any], ...]:
    """Return an issue for each kind whose status norms ask about, with how many have none stated for any day.

    Args:
        before: The network on the earlier date.
        norms: The norms that were asked.
    """
    asked = {kind for norm in norms for one in norm.selected if one.get("status") for kind in one.get("kind")}
    told = before.rows.frame("stated")
    stated = told.filter(told["status"].is_not_null())["subject"].to_list()
    issues = []
    for kind in sorted(asked & before.rows.block.keys()):
        first, last = before.rows.block[kind]
        frame = before.rows.frame(kind)
        open_ended = frame["status"].is_not_null() & ~frame["key"].is_in(stated)
        here = before.view.valid[first:last] & open_ended.to_numpy()
        anchor = before.view.anchor[first:last]
        if before.within_row is not None:
            here &= (anchor >= 0) & before.view.inside(before.within_row)[np.maximum(anchor, 0)]
        if here.any():
            key, count = before.key(first + int(np.argmax(here))), int(here.sum())
            issues.append({"code": "as_of_today", "id": key, "other": None, "count": count, "on": before.date})
    return tuple(issues)
