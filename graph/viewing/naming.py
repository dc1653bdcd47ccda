"""The people in an answer, by name: every struct of an id and a name whose id is a person's.

They are found by their type, wherever they stand in a table: a holder, whoever else sits there, whoever
was passed over. An answer of a new question is named without a word about it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from graph.answers import Answer, Page
from graph.tables import apart_kinds
from graph.viewing.showing import Showing

_ID, _NAME, _PATH = "id", "name", "path"


def named(answer: Answer, showing: Showing, page: Page | None = None) -> Answer:
    """Return an answer with the names that its viewer may see.

    Args:
        answer: An answer; it stays as it is.
        showing: Who looks, and at what.
        page: Where only a part will be shown, that part: the name of anybody else is not read.
    """

    def make() -> Mapping[str, pl.DataFrame]:
        frames = dict(answer.frames)
        shown = {name: frame if page is None else frame.slice(page.first, page.limit) for name, frame in frames.items()}
        names = showing.names(key for frame in shown.values() for key in people_in(frame))
        return {name: _put(frames[name], with_names(part, names), page) for name, part in shown.items()}

    return replace(answer, make=make)


def unnamed(answer: Answer) -> Answer:
    """Return an answer in which people are keys, whatever it said of their names."""
    frames = answer.frames
    return replace(answer, make=lambda: {name: with_names(frame, {}) for name, frame in frames.items()})


def people_in(frame: pl.DataFrame) -> Iterator[str]:
    """Yield the keys of the people that a table names."""
    for column in frame.get_columns():
        yield from _people(column)


def with_names(frame: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """Return a table with these names of people; who has none among them has none there."""
    wanted = [name for name, dtype in frame.schema.items() if _names_somebody(dtype)]
    return frame.with_columns(_named(pl.col(name), frame.schema[name], names).alias(name) for name in wanted)


def _put(frame: pl.DataFrame, part: pl.DataFrame, page: Page | None) -> pl.DataFrame:
    """Return a table with a part of it replaced."""
    if page is None:
        return part
    return pl.concat([frame.slice(0, page.first), part, frame.slice(page.first + page.limit)])


def _named(value: pl.Expr, dtype: Any, names: Mapping[str, str]) -> pl.Expr:
    if isinstance(dtype, pl.List):
        return value.list.eval(_named(pl.element(), dtype.inner, names)) if _names_somebody(dtype.inner) else value
    if not (isinstance(dtype, pl.Struct) and _names_somebody(dtype)):
        return value
    parts = {one.name: _named(value.struct.field(one.name), one.dtype, names) for one in dtype.fields}
    if _is_thing(dtype):
        key = value.struct.field(_ID)
        name = key.replace_strict(list(names), list(names.values()), default=None, return_dtype=pl.String)
        for said in {_NAME, _PATH} & parts.keys():  # a person lies on no path: it would tell where they live
            parts[said] = pl.when(_is_person(key)).then(name).otherwise(parts[said])
    made = pl.struct(one.alias(name) for name, one in parts.items())
    return pl.when(value.is_not_null()).then(made)


def _people(column: pl.Series) -> Iterator[str]:
    if isinstance(column.dtype, pl.List):
        if _names_somebody(column.dtype.inner):
            yield from _people(column.explode())
    elif isinstance(column.dtype, pl.Struct) and _names_somebody(column.dtype):
        for one in column.dtype.fields:
            yield from _people(column.struct.field(one.name))
        if _is_thing(column.dtype):
            keys = column.struct.field(_ID)
            yield from keys.filter(pl.select(_is_person(keys)).to_series()).to_list()


def _is_person(key: Any) -> Any:
    return pl.any_horizontal(_starts(key, kind) for kind in apart_kinds()).fill_null(value=False)


def _starts(key: Any, kind: str) -> pl.Expr:
    said = key if isinstance(key, pl.Expr) else pl.lit(key)
    return said.str.starts_with(f"{kind}-")


def _is_thing(dtype: pl.Struct) -> bool:
    fields: dict[str, Any] = {one.name: one.dtype for one in dtype.fields}
    return fields.get(_ID) == pl.String and fields.get(_NAME) == pl.String


def _names_somebody(dtype: Any) -> bool:
    """Return whether something of this type may name a person."""
    if isinstance(dtype, pl.List):
        return _names_somebody(dtype.inner)
    if not isinstance(dtype, pl.Struct):
        return False
    return _is_thing(dtype) or any(_names_somebody(one.dtype) for one in dtype.fields)
