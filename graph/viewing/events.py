"""The history of a thing as a viewer may see it."""

from __future__ import annotations

from typing import Any

import polars as pl

from graph.identity import concealed, without_identities
from graph.kinds import Kind, Sensitivity, kind_of
from graph.viewing.showing import Showing, people_of, reserved, told_typed
from graph.viewing.viewer import Viewer


def seen_events(events: pl.DataFrame, showing: Showing, of: str | None = None) -> pl.DataFrame:
    """Return the events of ``Store.history`` that a viewer may know of.

    A change of a value that they may not see is named without the values; events of a tie that they may not know of are
    left out. Both are counted in ``showing.hidden``, the latter at one end (``Showing.counts``). In the history of a
    home it is neither told nor counted that there is a need behind its door.

    Args:
        events: The events.
        showing: Who looks.
        of: Whose history it is.

    Raises:
        NotLogged: That they see something personal cannot be written down, so that nothing may be shown.
    """
    found, about = [], set()
    for event in events.iter_rows(named=True):
        model = kind_of(event["kind"])
        row = {"key": event["key"], "source": event["tie_source"], "target": event["tie_target"]}
        if not showing.knows_of(model, row):
            showing.hidden += showing.counts(model, row, of)
            continue
        place = showing.told_place(model.kind, row["source"], row["target"])
        if place != row["target"] and (place is None or row["target"] == of):
            showing.hidden += row["target"] != of  # at the door itself it would tell that there is one
            continue
        changed = [
            _change(model, _without_door(one, model, row["source"], showing), showing) for one in event["changed"]
        ]
        personal = any(_sensitivity(model, one["field"]) is Sensitivity.PERSONAL for one in event["changed"])
        if showing.viewer.may_see(Sensitivity.PERSONAL) and (personal or reserved(model) is Sensitivity.PERSONAL):
            about |= people_of(model.kind, row)
        event |= {"tie_target": place}
        told = {"source": without_identities(event["source"]), "reason": told_reason(event["reason"], showing.viewer)}
        found.append({**event, **told, "changed": changed})
    showing.tell(about)
    return pl.DataFrame(found, schema=events.schema, orient="row")


def told_reason(reason: str, viewer: Viewer) -> str:
    """Return why a revision was made as a viewer may read it: it is the office's own word, and may tell of somebody."""
    return concealed(reason) if viewer.may_see(Sensitivity.INTERNAL) else ""


def _without_door(change: dict[str, Any], kind: type[Kind], source: str | None, showing: Showing) -> dict[str, Any]:
    """Return a change of where something is with the place that may be told."""
    if change["field"] != "target":
        return change
    return change | {end: showing.told_place(kind.kind, source, change[end]) for end in ("before", "after")}


def _change(kind: type[Kind], change: dict[str, Any], showing: Showing) -> dict[str, Any]:
    if showing.viewer.may_see(_sensitivity(kind, change["field"])):
        one = next((field for field in kind.fields if field.name == change["field"]), None)
        told = {end: without_identities(change[end]) for end in ("before", "after") if change[end]}
        return change | (told if one is None else {end: told_typed(kind, one, text) for end, text in told.items()})
    showing.hidden += 1
    return {**change, "before": None, "after": None}


def _sensitivity(kind: type[Kind], name: str) -> Sensitivity:
    """Return who may see a column; the ends of a tie are as open as the tie."""
    return next((one.sensitivity for one in kind.fields if one.name == name), reserved(kind))
