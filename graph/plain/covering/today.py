"""Whose status on an earlier date is not known, plainly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.plain.facts.world import World
from graph.rules import Norm


def as_of_today(was: World, norms: Iterable[Norm]) -> tuple[Mapping[str, Any], ...]:
    """Return an issue for each kind whose status norms ask about, with how many have none stated for any day."""
    kinds = {kind for norm in norms for one in norm.selected if one.get("status") for kind in one.get("kind")}
    stated = {
        fields["subject"]
        for _, fields in was.graph.nodes(data=True)
        if fields.get("kind") == "stated" and fields["status"]
    }
    found = {
        kind: [
            key
            for key in was.reading.things(kind)
            if was.reading.fields(key)["status"] is not None
            and key not in stated
            and (was.within is None or was.asked_about(was.anchors.of(key)))
        ]
        for kind in sorted(kinds)
    }
    return tuple(
        {"code": "as_of_today", "id": min(keys), "other": None, "count": len(keys), "on": was.day}
        for kind, keys in found.items()
        if keys
    )
