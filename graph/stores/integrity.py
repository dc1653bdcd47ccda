"""What a change may not do to the graph; the same check before every commit to every store.

The graph was whole before, so only what the change touches is looked at. The rows as they were may
therefore be partial. What must be there, of the current rows:

- those whose key is in the change;
- the things that the change refers to;
- the rows that refer to a thing that the change removes;
- where ``part_of`` changes: the ``part_of`` of the places concerned, and of all places above them.

Each refusal names both rows, by file, sheet and row where they came from one, else by their key.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NoReturn

import polars as pl

from graph.changes import ORIGIN, PUT, REMOVE, ChangeSet, puts, removes, where
from graph.errors import BadChange
from graph.kinds import kind_of
from graph.kinds.base import registry
from graph.stores.forest import check_forest
from graph.tables import all_tables, is_tie, references_of

#: Up to this many rows are gone through one by one, among this many keys: Polars takes longer to plan a look.
_FEW, _SOME = 64, 1000


def check(before: Mapping[str, pl.DataFrame], changes: ChangeSet, nameless: Collection[str] = ()) -> None:
    """Refuse changes that would break the graph.

    Args:
        before: The rows as they are, or those of them that the module's docstring names.
        changes: What really changes, as ``changes.differing`` returns it.
        nameless: Keys of people who were forgotten, and so lack what is required of others.

    Raises:
        BadChange: A key of another kind, an empty required field, a validity that ends before it
            begins, a reference to what does not exist or is of a wrong kind, something removed that
            is still referred to, or places that no longer make a forest.
    """
    for kind, change in changes.frames.items():
        _rows_are_whole(kind, change, nameless)
    removed = removed_things(changes)
    _references_lead_somewhere(before, changes, removed)
    _removed_is_not_needed(before, changes, removed)
    if "part_of" in changes.frames:
        check_forest(before["part_of"], changes.frames["part_of"])


def kind_in(key: str) -> str | None:
    """Return the kind that a key names; None = no kind we have.

    Example:
        >>> kind_in("place-5222ni5m42r262ec"), kind_in("锦绣园/3号楼")
        ('place', None)
    """
    kind = key.partition("-")[0]
    return kind if kind in registry() else None


def removed_things(changes: ChangeSet) -> pl.DataFrame:
    """Return the rows of the change that remove a thing: key and where they came from."""
    gone = [
        removes(change).select("key", *ORIGIN)
        for kind, change in changes.frames.items()
        if not is_tie(kind_of(kind)) and (change["op"] == REMOVE).any()
    ]
    return pl.concat([_NO_ROWS, *gone])


_NO_ROWS = pl.DataFrame(schema={"key": pl.String, **ORIGIN})


def _rows_are_whole(kind: str, change: pl.DataFrame, nameless: Collection[str]) -> None:
    """What is looked at in one pass is looked for in a second one only where there is any."""
    if change.height <= _FEW and _look_whole(kind, change):
        return
    put = pl.col("op") == PUT
    named = ~pl.col("key").is_in(list(nameless))
    wrong = {
        _other_kind: ~pl.col("key").str.starts_with(kind + "-"),
        _required_empty: put & named & pl.any_horizontal(False, *_empty(kind, change).values()),
        _never_valid: put & (pl.col("since") >= pl.col("until")),
    }
    if getattr(kind_of(kind), "alike", False):
        wrong[_ends_differ] = put & (_kind_of_key("source") != _kind_of_key("target"))
    any_of = change.select(one.any().alias(refuse.__name__) for refuse, one in wrong.items())
    for refuse, one in wrong.items():
        if any_of[refuse.__name__].item():
            refuse(kind, change.filter(one).sort("key"))


def _look_whole(kind: str, change: pl.DataFrame) -> bool:
    """Return whether few rows, gone through one by one, are surely as they should be."""
    keys, *required = [change[name] for name in ("key", *_required(kind))]
    return (
        all(key.startswith(f"{kind}-") for key in keys.to_list())
        and not any(one.null_count() or (one.dtype == pl.String and "" in one.to_list()) for one in required)
        and not any(since and until and since >= until for since, until in zip(*_span(change), strict=True))
        and not (
            getattr(kind_of(kind), "alike", False)
            and any(map(_differ, change["source"].to_list(), change["target"].to_list()))
        )
    )


def _span(change: pl.DataFrame) -> tuple[list[date | None], list[date | None]]:
    """Return when rows begin and end; of the most neither is said."""
    since, until = change["since"], change["until"]
    said = since.null_count() < since.len() and until.null_count() < until.len()
    return (since.to_list(), until.to_list()) if said else ([], [])


def _differ(source: str, target: str) -> bool:
    return source.rpartition("-")[0] != target.rpartition("-")[0]


def _required(kind: str) -> list[str]:
    """Return the names of the fields that must say something."""
    model = kind_of(kind)
    return [*(("source", "target") if is_tie(model) else ()), *(one.name for one in model.fields if one.required)]


def _other_kind(kind: str, bad: pl.DataFrame) -> NoReturn:
    """A key says its kind, so that no two kinds can ever share one."""
    raise BadChange("key_of_another_kind", first=where(bad, 0), key=bad["key"][0], kind=kind)


def _empty(kind: str, change: pl.DataFrame) -> dict[str, pl.Expr]:
    """Return whether a field says nothing, by name of those that must."""
    return {
        name: pl.col(name).is_null() | (pl.col(name) == "" if change.schema[name] == pl.String else False)
        for name in _required(kind)
    }


def _required_empty(kind: str, bad: pl.DataFrame) -> NoReturn:
    missing = ", ".join(name for name in _empty(kind, bad) if bad[name][0] in (None, ""))
    raise BadChange("change_required_empty", kind=kind, first=where(bad, 0), fields=missing)


def _never_valid(kind: str, bad: pl.DataFrame) -> NoReturn:
    since, until = bad["since"][0], bad["until"][0]
    raise BadChange("change_validity_empty", kind=kind, first=where(bad, 0), since=str(since), until=str(until))


def _kind_of_key(column: str) -> pl.Expr:
    return pl.col(column).str.extract(r"^(.*)-", 1)


def _ends_differ(kind: str, bad: pl.DataFrame) -> NoReturn:
    """Of some ties both ends are of one kind: a place never becomes a team."""
    raise BadChange("tie_ends_differ", kind=kind, first=where(bad, 0), source=bad["source"][0], target=bad["target"][0])


def _references_lead_somewhere(before: Mapping[str, pl.DataFrame], changes: ChangeSet, removed: pl.DataFrame) -> None:
    there: dict[tuple[str, ...], pl.DataFrame] = {}
    few: dict[tuple[str, ...], frozenset[str]] = {}
    for kind, change in changes.frames.items():
        put = puts(change)
        for column, allowed in references_of(kind):
            if put[column].null_count() == put.height:  # most references of most rows: nothing is planned for them
                continue
            kept = tuple(one for one in allowed if one in registry())
            if kept not in there:
                keys = pl.concat([_NO_ROWS["key"], *(_existing(one, before, changes, removed) for one in kept)])
                there[kept] = keys.to_frame()
                few[kept] = frozenset(keys.to_list() if keys.len() <= _SOME else ())
            if put.height <= _FEW and few[kept].issuperset(one for one in put[column].to_list() if one is not None):
                continue
            lost = put.select(column).drop_nulls().join(there[kept], left_on=column, right_on="key", how="anti")
            if lost.height:
                rows = put.join(lost.unique(), on=column, how="semi").sort("key")
                _refuse_reference(rows, column, kept, removed)


def _existing(kind: str, before: Mapping[str, pl.DataFrame], changes: ChangeSet, removed: pl.DataFrame) -> pl.Series:
    """Return the keys of a kind that exist after the change; some may be there twice."""
    keys = before[kind]["key"]
    if kind in changes.frames:
        keys = pl.concat([keys, changes.frames[kind]["key"]])
    return keys.filter(~keys.is_in(removed["key"].implode())) if removed.height else keys


def _refuse_reference(lost: pl.DataFrame, column: str, allowed: tuple[str, ...], removed: pl.DataFrame) -> NoReturn:
    found = lost[column][0]
    kind = kind_in(found)
    if kind is not None and kind not in allowed:
        expected = ", ".join(allowed)
        raise BadChange(
            "reference_kind", first=where(lost, 0), field=column, second=found, kind=kind, expected=expected
        )
    gone = removed.filter(pl.col("key") == found)
    if gone.height:
        raise BadChange("reference_removed", first=where(lost, 0), field=column, found=found, second=where(gone, 0))
    raise BadChange("reference_missing", first=where(lost, 0), field=column, second=found)


def _removed_is_not_needed(before: Mapping[str, pl.DataFrame], changes: ChangeSet, removed: pl.DataFrame) -> None:
    if not removed.height:
        return
    for table in all_tables():
        for column in table.references:
            holding = before[table.name].join(removed, left_on=column, right_on="key", how="semi")
            if table.kind in changes.frames:  # a row that goes no longer refers; one that is put was looked at above
                holding = holding.join(changes.frames[table.kind], on="key", how="anti")
            if holding.height:
                holding = holding.sort("key")
                gone = removed.filter(pl.col("key") == holding[column][0])
                raise BadChange("removed_in_use", first=where(gone, 0), second=where(holding, 0), field=column)
