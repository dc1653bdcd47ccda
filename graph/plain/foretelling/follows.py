"""What goes along with a change and what is left, plainly: open needs one by one, then the ties to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.answers.foretold import FOLLOWING
from graph.plain.facts.shown import Cell, thing
from graph.plain.facts.world import World
from graph.plain.matching.meetings import in_force, lapsed
from graph.rules.workflow import DONE

_WAITING = ("proposed", "asked", "claimed")


def follows(before: World, after: World) -> list[Cell]:
    """Return a row a need or tie that goes along or is left, by what becomes of it."""
    rows = []
    for row in (*_needs(before, after), *_ties(before, after)):
        shown = {name: _thing(before, after, row[name]) for name in ("thing", "before", "after")}
        rows.append({"tie": None, **row, **shown})
    return sorted(
        rows, key=lambda row: (FOLLOWING.index(row["change"]), row["what"], row["thing"]["id"], row["tie"] or "")
    )


def _thing(before: World, after: World, key: str | None) -> Cell | None:
    """Return a thing as it was, or of what the change makes, as it is then."""
    return thing(before if key in before.graph else after, key)


def _needs(before: World, after: World) -> Iterator[Cell]:
    for key in (one for one in before.reading.things("need", "project") if _is_open(before, one)):
        told = {"what": before.reading.kind(key), "thing": key}
        if not (after.reading.valid(key) and _is_open(after, key)):
            yield {**told, "change": "ends", "before": None, "after": None}
            continue
        places = [world.anchors.of(key) for world in (before, after)]
        who = [world.lives.of(key).has for world in (before, after)]
        if places[0] != places[1]:
            yield {**told, **_to("moves", *places)}
        if who[0] != who[1]:
            yield {**told, **_to("passes", *who)}
        elif who[0] and before.reading.valid(who[0]) and not after.reading.valid(who[0]):
            yield {**told, "change": "left", "before": who[0], "after": None}
        elif _sits(before, who[0]) != _sits(after, who[0]):
            yield {**told, **_with_seat(who[0], before, after)}


def _is_open(world: World, key: str) -> bool:
    life = world.lives.of(key)
    return life.state not in DONE and not life.ended


def _to(change: str, was: str | None, now: str | None) -> Cell:
    return {"change": change if now else "left", "before": was, "after": now}


def _sits(world: World, seat: str | None) -> str | None:
    """Return who is in charge of a seat, if it is a post of the day."""
    if seat is None or world.reading.kind(seat) != "post" or not world.reading.valid(seat):
        return None
    sitter = world.seats.sitter(seat)
    return sitter.person if sitter else None


def _with_seat(seat: str | None, before: World, after: World) -> Cell:
    now = _sits(after, seat)
    if now is None:
        return {"change": "left", "before": seat, "after": None}
    return {"change": "with_seat", "before": _sits(before, seat), "after": now}


def _ties(before: World, after: World) -> Iterator[Cell]:
    was, now = _met(before), _met(after)
    fresh = [one for one in now.values() if one["key"] not in was and _waits(after, one) and not _gone(after, one)]
    for key in sorted(one for one, tie in was.items() if _waits(before, tie) and not _gone(before, tie)):
        tie = was[key]
        told = {"what": tie["state"], "thing": tie["target"], "tie": key}
        if key in now and _waits(after, now[key]):
            if gone := _gone(after, now[key]):
                yield {**told, "change": "left", "before": gone, "after": None}
            elif _sits(before, tie["liaison"]) != _sits(after, now[key]["liaison"]):
                yield {**told, **_with_seat(tie["liaison"], before, after)}
            continue
        same = [one for one in fresh if one["state"] == tie["state"]]
        heirs = [(end, one) for end, other in _ENDS for one in same if one[other] == tie[other]]
        if heirs:
            end, heir = heirs[0]
            fresh.remove(heir)
            yield {**told, "change": "passes", "before": tie[end], "after": heir[end]}
        else:
            yield {**told, "change": "ends", "before": tie["source"], "after": None}


#: The end that is another one, and the end that two ties share.
_ENDS = (("source", "target"), ("target", "source"))


def _met(world: World) -> dict[str, dict[str, Any]]:
    """Return the ties between needs and whom they are asked of, of every date, by key."""
    edges = world.graph.edges(keys=True, data=True)
    found = {key: {**tie, "key": key, "source": s, "target": t} for s, t, key, tie in edges if tie["kind"] == "meets"}
    return dict(sorted(found.items()))


def _waits(world: World, tie: dict[str, Any]) -> bool:
    """Return whether somebody still waits for a tie, by its own days and state."""
    return in_force(world, tie) and tie["state"] in _WAITING and not lapsed(world, tie["target"], tie)


def _gone(world: World, tie: dict[str, Any]) -> str | None:
    """Return the end of a tie that is not there; its giver first."""
    return next((tie[end] for end in ("source", "target") if not world.reading.valid(tie[end])), None)
