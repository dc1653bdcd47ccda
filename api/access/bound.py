"""Notes on accounts that are bound to something that a piece of weekly work ends; the ledger itself holds no accounts.

From then on such an account has nothing, or opens nobody's list; an admin binds people anew (SEMANTICS K22).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from api.access.file import AccessFile, access_path
from graph.adjusting.outcome import Adjusted, Issue
from graph.changes import PUT, ChangeSet
from graph.errors import StoreMissing
from graph.words.listed import Listed

#: What accounts are bound to: a place, the partner that somebody is of, whose list is theirs.
_TO = ("place", "partner", "seat")
_KINDS = ("place", "organisation", "team", "post")
_BOUND = "SELECT name, place, partner, seat FROM users WHERE ended IS NULL ORDER BY name"


def with_accounts(made: Adjusted, file: AccessFile | None, day: date, *, named: bool) -> Adjusted:
    """Return a piece of work that tells, of each thing that ends with it, how many accounts are bound to that.

    Args:
        made: The piece of work.
        file: The users; None = there are none.
        day: The day of the change.
        named: Whether whoever looks may know what the accounts are called.
    """
    ending = [] if file is None else _ending(made.changes, day)
    if file is None or not ending:
        return made
    bound = _bound_to(file)
    issues = [
        Issue(
            "accounts_named" if named else "accounts_bound",
            {"thing": key, "count": len(bound[key]), **({"names": Listed(bound[key])} if named else {})},
        )
        for key in ending
        if key in bound
    ]
    return replace(made, issues=(*made.issues, *issues))


def with_accounts_kept(made: Adjusted, where: str, day: date) -> Adjusted:
    """Return a piece of work that tells the owner of a store which accounts kept beside it are bound to what ends.

    Args:
        made: The piece of work.
        where: Where the store is.
        day: The day of the change.
    """
    try:
        with AccessFile(access_path(where)) as file:
            return with_accounts(made, file, day, named=True)
    except StoreMissing:
        return made


def _ending(changes: ChangeSet, day: date) -> list[str]:
    """Return the keys of things that are no more from the day on."""
    over = (pl.col("op") != PUT) | (pl.col("until") <= day).fill_null(value=False)
    return [key for kind in _KINDS if kind in changes.frames for key in changes.frames[kind].filter(over)["key"].sort()]


def _bound_to(file: AccessFile) -> Mapping[str, list[str]]:
    """Return who may come in, by what they are bound to."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, *keys in file.rows(_BOUND):
        for key in {one for one in keys if one is not None}:
            found[key].append(name)
    return found
