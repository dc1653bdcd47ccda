"""The people in an answer, by name: every struct of an id and a name whose id is a person's.

They are found by their type, wherever they stand in a table: a holder, whoever else sits there, whoever
was passed over. An answer of a new question is named without a word about it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate
from typing import Any

import polars as pl

from graph.answers import Answer, Page
from graph.viewing.evidence import with_evidence
from graph.viewing.showing import Showing, is_person

_ID, _NAME, _PATH = "id", "name", "path"


def named(answer: Answer, showing: Showing, page: Page | None = None) -> Answer:
    """Return an answer with the names that its viewer may see, and no evidence that tells more of people.

    Args:
        answer: An answer; it stays as it is.
        showing: Who looks, and at what.
        page: Where only a part will be shown, that part: the name of anybody else is not read.
    """

    def make() -> Mapping[str, pl.DataFrame]:
        frames = dict(answer.frames)
        shown = {name: frame if page is None else frame.slice(page.first, page.limit) for name, frame in frames.items()}
        names = showing.names(key for frame in shown.values() for key in people_in(frame))
        return {
            name: _put(frames[name], with_evidence(with_names(part, names), showing), page)
            for name, part in shown.items()
        }

    return replace(answer, make=make)


def named_together(answers: Sequence[Answer], showing: Showing) -> list[Answer]:
    """Return answers to one question, each as ``named`` does; names are read, and tables gone through, once for all."""
    found = [answer.frames for answer in answers]
    shown: dict[str, pl.DataFrame] = {}
    for name in dict.fromkeys(name for frames in found for name in frames):
        shown[name] = pl.concat([frames[name] for frames in found])
    names = showing.names(key for frame in shown.values() for key in people_in(frame))
    shown = {name: with_evidence(with_names(frame, names), showing) for name, frame in shown.items()}
    ends = {name: [*accumulate(frames[name].height for frames in found)] for name in shown}

    def part(at: int) -> Mapping[str, pl.DataFrame]:
        heights = {name: found[at][name].height for name in shown}
        return {name: frame.slice(ends[name][at] - heights[name], heights[name]) for name, frame in shown.items()}

    return [replace(answer, make=partial(part, at)) for at, answer in enumerate(answers)]


def unnamed(answer: Answer) -> Answer:
    """Return an answer in which people are keys, whatever it said of their names."""
    frames = answer.frames
    return replace(answer, make=lambda: {name: with_names(frame, {}) for name, frame in frames.items()})


def nameless(value: Any) -> Any:
    """Return what was read from the JSON of an answer, with people as keys.

    Example:
        >>> nameless([{"id": "person-5222ni5m42r262ec", "name": "演**"}, {"id": "team-a", "name": "和睦队"}])
        [{'id': 'person-5222ni5m42r262ec', 'name': None}, {'id': 'team-a', 'name': '和睦队'}]
    """
    if isinstance(value, list):
        return [nameless(one) for one in value]
    if not isinstance(value, dict):
        return value
    person = isinstance(value.get(_ID), str) and is_person(value[_ID])
    return {name: None if person and name in (_NAME, _PATH) else nameless(one) for name, one in value.items()}


def people_in(frame: pl.DataFrame) -> Iterator[str]:
    """Yield the keys of the people that a table names."""
    columns = _columns(frame)
    for row in frame.select(list(columns)).iter_rows(named=True):
        for one in _people(row, columns):
            yield one[_ID]


def with_names(frame: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """Return a table with these names of people; who has none among them has none there.

    It is done row by row, since what is shown are few rows: one expression of polars takes as long as a hundred.
    """
    columns = _columns(frame)
    rows = frame.select(list(columns)).to_dicts()
    for row in rows:
        for one in _people(row, columns):
            for said in (_NAME, _PATH):  # a person lies on no path: it would tell where they live
                if said in one:
                    one[said] = names.get(one[_ID])
    return frame.with_columns(pl.DataFrame(rows, schema=columns, orient="row")) if columns else frame


def _put(frame: pl.DataFrame, part: pl.DataFrame, page: Page | None) -> pl.DataFrame:
    """Return a table with a part of it replaced."""
    if page is None:
        return part
    return pl.concat([frame.slice(0, page.first), part, frame.slice(page.first + page.limit)])


def _columns(frame: pl.DataFrame) -> dict[str, Any]:
    """Return the columns that may name somebody, and their types."""
    return {name: dtype for name, dtype in frame.schema.items() if _names_somebody(dtype)}


def _people(values: Mapping[str, Any], types: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each struct of a person among values of some types, and in them."""
    for name, dtype in types.items():
        listed = isinstance(dtype, pl.List)
        inner = dtype.inner if listed else dtype
        found = (values[name] or ()) if listed else (values[name],)
        within = _within(inner)
        for one in found:
            if one is None:
                continue
            if _is_thing(inner) and one[_ID] is not None and is_person(one[_ID]):
                yield one
            yield from _people(one, within)


@cache
def _within(dtype: Any) -> dict[str, Any]:
    return {one.name: one.dtype for one in dtype.fields if _names_somebody(one.dtype)}


@cache
def _is_thing(dtype: pl.Struct) -> bool:
    fields: dict[str, Any] = {one.name: one.dtype for one in dtype.fields}
    return fields.get(_ID) == pl.String and fields.get(_NAME) == pl.String


@cache
def _names_somebody(dtype: Any) -> bool:
    """Return whether something of this type may name a person."""
    if isinstance(dtype, pl.List):
        return _names_somebody(dtype.inner)
    if not isinstance(dtype, pl.Struct):
        return False
    return _is_thing(dtype) or any(_names_somebody(one.dtype) for one in dtype.fields)
