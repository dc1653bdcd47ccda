"""Whom a row was counted from, where that alone would tell something personal of them (SEMANTICS V4).

A figure, or a size, of members of a class names, as its evidence, who is of that class; one of the people of a place
names who lives there. The number of them stays, and with it the verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import polars as pl

from graph.answers.cells import RESERVED
from graph.errors import BadSelector, NotFound
from graph.kinds import Sensitivity, kind_of
from graph.selectors import parse_measure
from graph.tables import apart_kinds
from graph.viewing.showing import Showing, is_person, reserved

_MEASURE, _EVIDENCE = "measure", "evidence"


def with_evidence(frame: pl.DataFrame, showing: Showing) -> pl.DataFrame:
    """Return a table in which no evidence tells more of people than its viewer may see.

    Raises:
        NotLogged: It tells something personal, and that it is shown cannot be written down.
    """
    for column in RESERVED.keys() & set(frame.columns):
        lists = [_reserved(people, showing) for people in frame[column].to_list()]
        frame = frame.with_columns(pl.Series(column, lists, frame.schema[column]))
    if not {_MEASURE, _EVIDENCE} <= set(frame.columns):
        return frame
    kept = [_kept(row, showing) for row in frame.select(_MEASURE, _EVIDENCE).iter_rows(named=True)]
    return frame.with_columns(pl.Series(_EVIDENCE, kept, frame.schema[_EVIDENCE]))


def keep_evidence(rows: Iterable[dict[str, Any]], columns: Collection[str], showing: Showing) -> None:
    """Leave in rows no evidence that tells more of people than its viewer may see.

    Args:
        rows: The rows; they are changed.
        columns: Their columns.
        showing: Who looks, and at what.

    Raises:
        NotLogged: It tells something personal, and that it is shown cannot be written down.
    """
    reserved_columns, measures = RESERVED.keys() & set(columns), {_MEASURE, _EVIDENCE} <= set(columns)
    if not (reserved_columns or measures):
        return
    for row in rows:
        for column in reserved_columns:
            row[column] = _reserved(row[column], showing)
        if measures:
            row[_EVIDENCE] = _kept(row, showing)


def _reserved(people: list[dict[str, Any]] | None, showing: Showing) -> list[dict[str, Any]] | None:
    """Return who is in a list that is personal, nobody where the viewer did not ask for that."""
    if not people:
        return people
    if showing.viewer.may_see(Sensitivity.PERSONAL):
        showing.tell([one["id"] for one in people])
        return people
    showing.hidden += len(people)
    return []


def _kept(row: dict[str, Any], showing: Showing) -> list[str]:
    evidence: list[str] = row[_EVIDENCE]
    people = [key for key in evidence if is_person(key)]
    if not people or row[_MEASURE] is None or not tells(row[_MEASURE]):  # other rows than those that measure have none
        return evidence
    if showing.viewer.may_see(Sensitivity.PERSONAL):
        showing.tell(people)
        return evidence
    showing.hidden += len(people)
    return [key for key in evidence if key not in set(people)]


@cache
def tells(measure: str) -> bool:
    """Return whether to be counted by a measure tells something personal of a person.

    Example:
        >>> tells("distinct person through member_of of kind=organisation class=own")
        True
        >>> tells("distinct person through lives_in of kind=place"), tells("count kind=person")
        (True, True)
        >>> tells("distinct person through holds of kind=post")
        False
    """
    try:
        found = parse_measure(measure)
        if found.parts:
            return any(tells(str(part)) for part in found.parts)
        if found.verb != "distinct":
            return bool(found.of.get("kind") & set(apart_kinds()))  # counted where they are, which may be at home
        tie = kind_of(found.through)
    except (BadSelector, NotFound):
        return True
    asked = (one for one in tie.fields if found.of.get(one.name))
    return Sensitivity.PERSONAL in (reserved(tie), *(one.sensitivity for one in asked))
