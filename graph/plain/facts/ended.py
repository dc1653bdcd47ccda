"""A place whose parent ended: what it had there, and where it lies now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.plain.facts.reading import Reading, TieRow

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class LeftBehind:
    """A place whose parent on an axis ended and that was given no other, and where it lies now; None = in nothing."""

    place: str
    ended: str
    under: str | None


def ended_parent(reading: Reading, place: str, axis: str, *, elsewhere: bool) -> str | None:
    """Return the parent that left a place behind on an axis: the last that it had there, if that itself ended.

    Args:
        reading: The day, on which no tie gives the place a parent on the axis.
        place: The place.
        axis: The axis.
        elsewhere: Whether it has a parent on the other axis; then a tie of no axis is not missed.
    """
    ties = [
        tie
        for tie in reading.ties_from(place, "part_of", ended=True)
        if tie.fields["axis"] == axis or (tie.fields["axis"] is None and not elsewhere)
    ]
    if not ties:
        return None
    last = min(ties, key=lambda tie: (-_end(reading, tie).toordinal(), not _with_target(reading, tie), tie.target))
    return last.target if _with_target(reading, last) else None


def went_on(reading: Reading, place: str) -> list[str]:
    """Return what a place became by the day, then what that became in turn, each time by key."""
    found: list[str] = []
    edge = {place}
    while edge:
        ties = [tie for one in edge for tie in reading.ties_from(one, "became", ended=True)]
        edge = {tie.target for tie in ties if tie.fields["until"] is None or reading.day < tie.fields["until"]}
        edge -= {place, *found}
        found += sorted(edge)
    return found


def last_day(reading: Reading, place: str) -> dt.date:
    """Return the last day of a place that ended."""
    until: dt.date = reading.fields(place)["until"]
    return until - _ONE_DAY


def _end(reading: Reading, tie: TieRow) -> dt.date:
    """Return the day on which a tie was over, by its own days or by those of its target."""
    untils: list[dt.date] = [
        end for end in (tie.fields["until"], reading.fields(tie.target)["until"]) if end is not None
    ]
    return min(untils)


def _with_target(reading: Reading, tie: TieRow) -> bool:
    """Return whether a tie was over because its target was."""
    return bool(reading.fields(tie.target)["until"] == _end(reading, tie))
