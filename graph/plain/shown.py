"""Things as cells of an answer."""

from __future__ import annotations

from typing import Any

from graph.plain.world import World

Cell = dict[str, Any]


def thing(world: World, key: str | None) -> Cell | None:
    """Return a thing with its name; of a person the personal one."""
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
    if fields["kind"] == "place":
        path = world.places.path(key)
    else:
        anchor = world.anchors.of(key)
        path = f"{world.places.path(anchor)}//{fields['name']}" if anchor else str(fields["name"])
    return {"id": key, "name": fields["name"], "path": path, "kind": fields["kind"], "level": fields.get("level")}
