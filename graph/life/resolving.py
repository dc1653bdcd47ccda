"""Resolutions about needs: the meeting, a project with its money, and the needs it claims (SEMANTICS N14).

Several needs of one place are settled at once, as where residents redraw the parking and its fee pays for the upkeep.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import polars as pl

from graph.changes import ChangeSet
from graph.doors import DOORS
from graph.errors import BadInput, StepRefused
from graph.keys import free_key
from graph.life.mirrored import taken_in_life
from graph.life.subject import Subject
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Asked, Informed, Note
from graph.steps.rows import frame_of, tie_row
from graph.steps.texts import named, told, typed
from graph.tables import row_schema
from graph.values.name import clean_name
from graph.words import caption


@dataclass(frozen=True)
class ResolutionAsked:
    """A resolution to record; things by their keys.

    Attributes:
        needs: The needs that it settles.
        decided: What was decided, without anybody's name.
        at: When.
        project: Name of the project by which it is done; None = as the first need is called.
        funding: Where its money comes from.
        agreement: The agreement under which it is.
        by: Who writes it down.
    """

    needs: tuple[str, ...]
    decided: str
    at: datetime
    project: str | None = None
    funding: str | None = None
    agreement: str | None = None
    by: str = ""


@dataclass(frozen=True)
class ResolutionMade:
    """A resolution as it is written down.

    Attributes:
        asked: What was wanted.
        place: The narrowest place around all the needs, by key.
        activity: The row of the meeting.
        project: The row of the project.
        claimed: What of each need the project takes on: ties *meets*.
        informed: Who has to be told that it is no longer asked of them.
        notes: What else is to be told.
        changes: What is to be committed.
    """

    asked: ResolutionAsked
    place: str
    activity: Mapping[str, Any]
    project: Mapping[str, Any]
    claimed: tuple[Mapping[str, Any], ...]
    informed: tuple[Informed, ...]
    notes: tuple[Note, ...]
    changes: ChangeSet


def resolution_made(network: Network, rules: Rules, asked: ResolutionAsked) -> ResolutionMade:
    """Return the rows of a resolution: the meeting that decided, a project with its money, and its claims.

    Args:
        network: The ledger, on the day of the resolution.
        rules: The rules in force.
        asked: What was decided.

    Raises:
        NotFound: There is no such need or agreement.
        BadInput: Nothing was decided, or no need is named.
        StepRefused: One of them has ended, is wholly claimed, or lies nowhere; nothing is to be written.
    """
    asked = replace(
        asked,
        needs=tuple(dict.fromkeys(asked.needs)),
        decided=told("decided", asked.decided) or "",
        project=named("project", asked.project),
        funding=clean_name(typed("funding", asked.funding)),
    )
    for option in ("needs", "decided"):
        if not getattr(asked, option):
            raise BadInput("step_needs", step="resolve", option=option)
    subjects = [Subject(network, rules, key) for key in asked.needs]
    for one in subjects:
        if one.kind != "need":
            raise StepRefused("resolve_no_need", need=one.called)
    place = _around(network, subjects)
    project = _project(network, asked, subjects, place)
    activity = _activity(network, asked, project, place)
    written: dict[str, list[dict[str, Any]]] = {
        "activity": [activity],
        "project": [project],
        "located_at": [tie_row("located_at", one["key"], place) for one in (activity, project)],
    }
    if asked.agreement is not None:
        written["under"] = [tie_row("under", project["key"], network.key(network.row(asked.agreement)))]
    frames = {kind: frame_of(kind, rows) for kind, rows in written.items()}
    return _claiming(network.apply(ChangeSet(frames)), rules, asked, frames, (place, activity, project))


def _claiming(
    network: Network,
    rules: Rules,
    asked: ResolutionAsked,
    frames: dict[str, pl.DataFrame],
    made: tuple[str, dict[str, Any], dict[str, Any]],
) -> ResolutionMade:
    """Let the project claim what is left of each need, one after the other."""
    place, activity, project = made
    claimed, informed, notes = list[Mapping[str, Any]](), list[Informed](), list[Note]()
    for need in asked.needs:
        one = taken_in_life(network, rules, Asked("claim", need, project["key"], by=asked.by), asked.at)
        network = network.apply(one.changes)
        for kind, frame in one.changes.frames.items():
            known = frames.get(kind)
            kept = frame if known is None else pl.concat([known.join(frame, on="key", how="anti"), frame])
            frames[kind] = kept
        claimed.append(one.tie)
        informed += one.informed
        notes += [note for note in (*one.doubts, *one.followed) if note not in notes]
    changes = ChangeSet(frames, asked.by, source="linli need resolve", base=network.revision)
    return ResolutionMade(asked, place, activity, project, tuple(claimed), tuple(informed), tuple(notes), changes)


def _around(network: Network, subjects: list[Subject]) -> str:
    """Return the narrowest place around all the needs that tells no door.

    Raises:
        StepRefused: One lies nowhere, or no place is around all of them.
    """
    for one in subjects:
        if one.there and one.place < 0:
            raise StepRefused("resolve_nowhere", need=one.called)
    levels = network.rows.frame("place")["level"]
    first, *others = [one.place for one in subjects if one.there] or [-1]
    around = [] if first < 0 else [area for area, _ in network.view.enclosing(first)]
    common = (
        area
        for area in around
        if levels[area] not in DOORS and all(network.view.encloses(area, other) for other in others)
    )
    found = next(common, None)
    if found is None:
        raise StepRefused("resolve_apart", need=subjects[0].called)
    return network.key(found)


def _project(network: Network, asked: ResolutionAsked, subjects: list[Subject], place: str) -> dict[str, Any]:
    categories = {one.fields["category"] for one in subjects}
    name = asked.project or subjects[0].fields["name"]
    return dict.fromkeys(row_schema("project")) | {
        "key": _free(network, "project", None, asked.agreement, place, name),
        "name": name,
        "category": categories.pop() if len(categories) == 1 else None,
        "from": network.date,
        "status": "running",
        "funding": asked.funding,
    }


def _activity(network: Network, asked: ResolutionAsked, project: Mapping[str, Any], place: str) -> dict[str, Any]:
    name = caption("resolved.activity", "zh", project=project["name"])
    return dict.fromkeys(row_schema("activity")) | {
        "key": _free(network, "activity", place, name, network.date),
        "name": name,
        "on": network.date,
        "routine": _routine(network, place),
        "project": project["key"],
        "category": project["category"],
        "decided": asked.decided,
    }


def _routine(network: Network, place: str) -> str | None:
    """Return the routine of the nearest place around that has a rule of decision; None where none is recorded."""
    rows, view = network.rows, network.view
    first, last = rows.block["routine"]
    decides = rows.frame("routine")["decides"]
    held = [row for row in range(first, last) if view.valid[row] and decides[row - first] is not None]
    for area, _ in view.enclosing(network.row(place)):
        for row in held:
            if view.anchor[row] == area:
                return network.key(row)
    return None


def _free(network: Network, kind: str, *natural: object) -> str:
    """Return the key of a natural key, or where a thing has it already, of its next."""
    return free_key(kind, lambda key: network.rows.row(key) is not None, *natural)
