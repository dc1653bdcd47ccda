"""Doors: of a need in somebody's home only the building is told (SEMANTICS V8).

A home or an entrance is a *door*. Which ties are told so stands on their kinds (``behind_door``); here the place at the
other end of one is replaced by the narrowest place around it that is no door. Where there is none, it is told nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

import polars as pl

from graph.kinds import ties
from graph.tables import Tables
from graph.values.name import folded

#: Levels that tell somebody's door.
DOORS = ("home", "entrance")
TELLING = 2  # letters of a name that says anything
Days = tuple[date, date]
_ENDS = ("source", "target")
_DEEPEST = 8  # steps up from a door; a loop of parents ends there


@cache
def behind_doors() -> dict[str, tuple[str, ...]]:
    """Return, by tie that may end at a door, the kinds of its source of which that is not told.

    Example:
        >>> behind_doors()
        {'located_at': ('need', 'project')}
    """
    return {tie.kind: tie.behind_door for tie in ties() if tie.behind_door}


def is_behind(tie: str, source: str | None) -> bool:
    """Return whether of a thing at the start of a tie the door is not told.

    Example:
        >>> is_behind("located_at", "need-5222ni5m42r262ec"), is_behind("located_at", "venue-5222ni5m42r262ec")
        (True, False)
    """
    return source is not None and source.rpartition("-")[0] in behind_doors().get(tie, ())


def told_places(keys: Collection[str], tables: Mapping[str, pl.DataFrame]) -> dict[str, str | None]:
    """Return, of those places that are doors, the place that each is told as; None = nowhere.

    Where a place has several parents, the one that has not ended comes first, then that on property, as in paths.
    """
    found = dict[str, str | None]()
    edge = {key: key for key in _doors(keys, tables)}  # by door, how far up we are
    for _ in range(_DEEPEST):
        if not edge:
            break
        up = _parents({*edge.values()}, tables)
        edge = {door: above for door, at in edge.items() if (above := _kept(found, door, up.get(at))) is not None}
        still = _doors(edge.values(), tables)
        found |= {door: at for door, at in edge.items() if at not in still}
        edge = {door: at for door, at in edge.items() if at in still}
    return found | dict.fromkeys(edge)


def without_doors(tie: str, frame: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return rows of a tie with the place that is told for each door; a row that is told nowhere is left out.

    Args:
        tie: Name of the kind of tie.
        frame: Its rows; their own columns stay.
        tables: Where places lie.
    """
    kinds = behind_doors().get(tie, ())
    if not kinds or not frame.height:
        return frame
    behind = pl.col("source").str.contains(_behind(tie))
    told = told_places(frame.filter(behind)["target"].unique().to_list(), tables)
    if not told:
        return frame
    moved = behind & pl.col("target").is_in(list(told))
    target = pl.when(moved).then(pl.col("target").replace_strict(told, default=None)).otherwise(pl.col("target"))
    return frame.with_columns(target=target).filter(pl.col("target").is_not_null())


def tables_without_doors(tables: Tables) -> Tables:
    """Return the same tables with no door of a need in them, nor in its name; where there is none, the very same."""
    found = {tie: without_doors(tie, tables[tie], tables) for tie in behind_doors()}
    changed = {tie: frame for tie, frame in found.items() if frame is not tables[tie]}
    for kind in sorted({kind for tie in changed for kind in behind_doors()[tie]}):
        changed[kind] = without_names(kind, tables[kind], tables)
    return (
        Tables({**tables, **changed}, tables.revision, personal=tables.personal, outside=tables.outside)
        if changed
        else tables
    )


def without_names(kind: str, frame: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return rows of a kind without the names that tell a door which they lie behind.

    Args:
        kind: Name of the kind of thing.
        frame: Its rows; of those without a name nothing is changed.
        tables: Where things and places lie.
    """
    telling: list[str] = []
    for tie in (tie for tie, kinds in behind_doors().items() if kind in kinds):
        lying = tables[tie].join(frame.select("key", "name").drop_nulls(), left_on="source", right_on="key")
        names = _names_of_doors(lying["target"].unique().to_list(), tables)
        rows = lying.filter(pl.col("target").is_in(list(names))).select("source", "target", "name").iter_rows()
        telling += [source for source, door, name in rows if any(one in folded(name) for one in names[door])]
    if not telling:
        return frame
    return frame.with_columns(name=pl.when(pl.col("key").is_in(telling)).then(None).otherwise(pl.col("name")))


def _names_of_doors(keys: Collection[str], tables: Mapping[str, pl.DataFrame]) -> dict[str, list[str]]:
    """Return, of those places that are doors, the names of the doors on the way up that say anything."""
    called = dict(tables["place"].filter(pl.col("level").is_in(DOORS)).select("key", "name").iter_rows())
    edge = {key: key for key in keys if key in called}
    found: dict[str, list[str]] = {door: [] for door in edge}
    for _ in range(_DEEPEST):
        for door, at in edge.items():
            said = folded(called[at] or "")
            found[door] += [said] if len(said) >= TELLING else []
        up = _parents({*edge.values()}, tables) if edge else {}
        edge = {door: up[at] for door, at in edge.items() if up.get(at) in called}
    return found


def unmoved(tie: str, keys: Collection[str], before: Tables, after: Tables) -> set[str]:
    """Return those of some ties that are otherwise and are told as they were: on the same days at the same building.

    So are those at no door, or it would be told by their absence which lie behind one.

    Args:
        tie: Name of the kind of tie.
        keys: Keys of the ties that are otherwise, or are gone.
        before: All rows as they were, with doors.
        after: All rows as they are, with doors.
    """
    sides = [tables[tie].filter(pl.col("source").str.contains(_behind(tie))) for tables in (before, after)]
    touched = {
        *pl.concat(one.select("key", "source") for one in sides).filter(pl.col("key").is_in(list(keys)))["source"]
    }
    moving = touched & {*sides[0]["source"]} & {*sides[1]["source"]}  # what is new or gone is told as it is
    days: dict[tuple[str, str | None], tuple[list[Days], list[Days]]] = defaultdict(lambda: ([], []))
    at = defaultdict[str, set[tuple[str, str | None]]](set)
    for side, (rows, tables) in enumerate(zip(sides, (before, after), strict=True)):
        near = rows.filter(pl.col("source").is_in(list(moving)))
        told = told_places({*near["target"]}, tables)
        for key, source, target, since, until in near.select("key", *_ENDS, "since", "until").iter_rows():
            place = source, told.get(target, target)
            days[place][side].append((since or date.min, until or date.max))
            at[key].add(place)
    same = {place for place, (was, now) in days.items() if _joined(was) == _joined(now)}
    return {key for key in keys if key in at and at[key] <= same}


def lifted(before: Tables, after: Tables) -> frozenset[str]:
    """Return the keys of the ties that do not end where they did, or are gone."""
    return frozenset(
        key
        for tie in behind_doors()
        for key in before[tie].join(after[tie], on=["key", "target"], how="anti")["key"].to_list()
    )


def _behind(tie: str) -> str:
    """Return the pattern of the keys of what lies behind a door by a tie."""
    return f"^({'|'.join(behind_doors()[tie])})-"


def _joined(days: list[Days]) -> list[Days]:
    """Return spans of days as few: one that begins as another ends, or before, goes on in it."""
    found: list[Days] = []
    for first, end in sorted(days):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((first, end))
    return found


def _kept(found: dict[str, str | None], door: str, above: str | None) -> str | None:
    """Return the place above, or write down that a door has none."""
    if above is None:
        found[door] = None
    return above


def _doors(keys: Collection[str], tables: Mapping[str, pl.DataFrame]) -> set[str]:
    """Return those of some places that are doors."""
    if not keys:
        return set()
    places = tables["place"]
    return set(places.filter(pl.col("level").is_in(DOORS) & pl.col("key").is_in(list(keys)))["key"].to_list())


def _parents(keys: Collection[str], tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """Return the parent of each of some places by which it is called."""
    rows = tables["part_of"].filter(pl.col("source").is_in(list(keys)))
    order = rows.sort(pl.col("until").is_not_null(), pl.col("axis").ne_missing("property"), "until", "key")
    first = order.unique("source", keep="first", maintain_order=True)
    return dict(zip(first["source"].to_list(), first["target"].to_list(), strict=True))
