"""What happened to a thing, in words: when, by whom, from what and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from api.console.asked import Asked
from api.console.thing.near import Near
from api.rendering.history import history_document
from api.rendering.worded import event_of, instant


@dataclass(frozen=True)
class Event:
    """A line of the history.

    Attributes:
        revision: The revision that did it.
        at: When it was written.
        by: Who wrote it.
        source: From what.
        done: What was done.
        changed: What is otherwise since.
        reason: Why, where it was said.
    """

    revision: int
    at: str
    by: str
    source: str
    done: str
    changed: str
    reason: str


#: At most this many of the things changed alike in one revision are named.
_NAMED = 3


def events_of(asked: Asked, key: str) -> list[Event]:
    """Return what happened to a thing and to the ties at it, the newest first; what was added alike is one line.

    Raises:
        NotFound: The store never had it.
        NotLogged: Something in it is personal, and that it is shown cannot be written down.
    """
    rows = history_document(asked.live.store, key, asked.showing)["rows"]
    asked.showing.names(row[end] for row in rows for end in ("tie_source", "tie_target"))
    near = Near(asked, key)
    found = [
        Event(row["revision"], instant(row["at"]), row["by"], row["source"], *event_of(near, row, key), _reason(row))
        for row in reversed(rows)
    ]
    alike = groupby(found, key=lambda one: (one.revision, one.done))
    return [_together(asked, list(group)) for _, group in alike]


def _together(asked: Asked, events: list[Event]) -> Event:
    if len(events) == 1:
        return events[0]
    named = [one.changed for one in events if one.changed]
    shown = asked.say("picture.semicolon").join(named[:_NAMED])
    code = "thing.alike" if len(named) > _NAMED else "thing.alike.all" if named else "thing.alike.unnamed"
    return replace(events[0], changed=asked.say(code, names=shown, count=len(events)).strip())


def _reason(row: dict[str, Any]) -> str:
    return row.get("reason") or ""
