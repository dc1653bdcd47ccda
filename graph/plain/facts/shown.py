"""Things as cells of an answer."""

from __future__ import annotations

from typing import Any

from graph.plain.facts.world import World
from graph.tables import apart_kinds

Cell = dict[str, Any]


def thing(world: World, key: str | None) -> Cell | None:
    """Return a thing with its name; a person without one, until somebody is shown it."""
    return None if key is None else {"id": key, "name": world.reading.fields(key).get("name")}


def post(world: World, key: str | None) -> Cell | None:
    """Return a post with its role, and its name where it has one."""
    if key is None:
        return None
    fields = world.reading.fields(key)
    return {"id": key, "role": fields["role"], "name": fields["name"]}


def place(world: World, key: str | None) -> Cell | None:
    """Return a place, or what else an answer speaks of, with its path.

    What is no place is shown under its anchor, ``甲社区//社区党委``.
    """
    if key is None:
        return None
    fields = world.reading.fields(key)
    path: str | None = None  # of a person it would tell where they live; what has no name is named by its key
    if fields["kind"] == "place":
        path = world.places.path(key)
    elif fields["kind"] not in apart_kinds() and fields["name"] is not None:
        anchor = world.anchors.of(key)
        path = f"{world.places.path(anchor)}//{fields['name']}" if anchor else fields["name"]
    return {"id": key, "name": fields.get("name"), "path": path, "kind": fields["kind"], "level": fields.get("level")}
