"""The people in an answer, by name: every struct of an id and a name whose id is a person's.

They are found by their type, wherever they stand in a table: a holder, whoever else sits there, whoever
was passed over. An answer of a new question is named without a word about it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import accumulate
from typing import Any

import polars as pl

from graph.answers import Answer, Page
from graph.viewing.evidence import keep_evidence, with_evidence
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
        read = {name: _Naming(frame) for name, frame in shown.items()}
        names = showing.names(one[_ID] for part in read.values() for one in part.people)
        return {
            name: _put(frames[name], with_evidence(part.with_names(names), showing), page)
            for name, part in read.items()
        }

    return replace(answer, make=make)


def named_document(answer: Answer, showing: Showing, page: Page | None = None) -> dict[str, Any]:
    """Return what ``named`` says as a document, cells as they are; no table is put together again for that.

    Args:
        answer: An answer; it stays as it is.
        showing: Who looks, and at what.
        page: The part that is shown; None = all.
    """
    document = answer.document(page)
    sorts = {name: _sorts(frame.schema) for name, frame in answer.frames.items()}
    people = [one for name, found in sorts.items() for row in document[name] for one in _people(row, found)]
    _call(people, showing.names(one[_ID] for one in people))
    for name, frame in answer.frames.items():
        keep_evidence(document[name], frame.columns, showing)
    return document


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
    return (one[_ID] for one in _Naming(frame).people)


def with_names(frame: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """Return a table with these names of people; who has none among them has none there."""
    return _Naming(frame).with_names(names)


class _Naming:
    """A table whose people are named, read row by row: what is shown are few rows, and a plan of polars takes longer.

    Attributes:
        people: The structs of people in it.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self._types = {name: dtype for name, dtype in frame.schema.items() if _sort(dtype)} if frame.height else {}
        self._rows = pl.DataFrame([frame[name] for name in self._types]).to_dicts() if self._types else []
        sorts = _sorts(self._types)
        self.people = [one for row in self._rows for one in _people(row, sorts)]

    def with_names(self, names: Mapping[str, str]) -> pl.DataFrame:
        """Return the table with these names of people."""
        if not self.people:
            return self._frame
        _call(self.people, names)
        told = pl.DataFrame(self._rows, schema=self._types, orient="row")
        return pl.DataFrame([told[one.name] if one.name in self._types else one for one in self._frame.iter_columns()])


def _call(people: Iterable[dict[str, Any]], names: Mapping[str, str]) -> None:
    """Call people by their names."""
    for one in people:
        for said in (_NAME, _PATH):  # a person lies on no path: it would tell where they live
            if said in one:
                one[said] = names.get(one[_ID])


def _put(frame: pl.DataFrame, part: pl.DataFrame, page: Page | None) -> pl.DataFrame:
    """Return a table with a part of it replaced."""
    if page is None:
        return part
    return pl.concat([frame.slice(0, page.first), part, frame.slice(page.first + page.limit)])


@dataclass(frozen=True)
class _Sort:
    """How people stand in values of a type: in a list or not, as the struct itself, in fields of it."""

    listed: bool
    thing: bool
    within: tuple[tuple[str, _Sort], ...]


def _sorts(types: Mapping[str, Any]) -> list[tuple[str, _Sort]]:
    """Return the columns of some types in which people stand, and how."""
    return [(name, found) for name, dtype in types.items() if (found := _sort(dtype))]


def _people(values: Mapping[str, Any], sorts: Iterable[tuple[str, _Sort]]) -> Iterator[dict[str, Any]]:
    """Yield each struct of a person among values of some sorts, and in them."""
    for name, sort in sorts:
        found = values[name]
        for one in (found or ()) if sort.listed else (found,):
            if one is None:
                continue
            if sort.thing and one[_ID] is not None and is_person(one[_ID]):
                yield one
            if sort.within:
                yield from _people(one, sort.within)


@cache
def _sort(dtype: Any) -> _Sort | None:
    """Return how people stand in values of a type; None = they do not. To tell types apart takes polars long."""
    listed = isinstance(dtype, pl.List)
    inner = dtype.inner if listed else dtype
    if not isinstance(inner, pl.Struct):
        return None
    fields: dict[str, Any] = {one.name: one.dtype for one in inner.fields}
    thing = fields.get(_ID) == pl.String and fields.get(_NAME) == pl.String
    within = tuple((name, found) for name, one in fields.items() if (found := _sort(one)))
    return _Sort(listed, thing, within) if thing or within else None
