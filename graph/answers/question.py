"""What a question declares of itself, so that nobody else has to know it.

Its function is the one of its name in ``graph.questions``, its plain twin that in ``graph.plain``; who asks
finds them there, since answers stand below both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.answers.cells import SAID, Cell, Columns
from graph.answers.options import Holds, Option

if TYPE_CHECKING:
    import polars as pl  # a declaration is read without it

#: A column that not every answer has, and what it means.
Further = Mapping[str, tuple[Cell, str]]


def _nothing() -> Further:
    return {}


@dataclass(frozen=True, eq=False)
class Table:
    """A table of an answer.

    Attributes:
        columns: Its columns, in order: schema 1, additions only.
        key: What tells its rows apart; rows alike in that are told apart by their order.
        said: What a column means, beside what is said of those that questions share.
        always: Whether every answer has it.
        further: Tells which columns it may have besides.
        paper: Its columns in a workbook, in order, first what a reader acts on; ``a.b`` is a field of a struct, or of
            the thing that a column names. Empty = all.
        first: A column, and its codes in the order in which its rows stand in a workbook; None = as they are.
        families: By column, the family of words of its codes, where it is not called like the column.
        placed: Columns of things that a workbook calls by their path, as two may have one name.
        grid: Two columns by which its rows are also laid out on paper, across and down; None = they are not.
        thousands: Columns of numbers that a reader is shown in whole thousands.
        empty: By column, the sentence that a workbook has where its cell is empty, since that says something too.
        headers: By column, the word above it on paper, where another question means something else by its name.
    """

    columns: Columns
    key: tuple[str, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    always: bool = True
    further: Callable[[], Further] = _nothing
    paper: tuple[str, ...] = ()
    first: tuple[str, Sequence[str]] | None = None
    families: Mapping[str, str] = field(default_factory=dict)
    placed: tuple[str, ...] = ()
    grid: tuple[str, str] | None = None
    thousands: tuple[str, ...] = ()
    empty: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The type of each column, as a frame has it."""
        from graph.answers.frames import schema_of  # noqa: PLC0415 - a declaration is read without Polars

        return schema_of(self.columns)

    def frame(self, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
        """Return rows as a frame; that of none is made once, since it takes longer than one of many."""
        if rows:
            import polars as pl  # noqa: PLC0415 - needed only now

            return pl.DataFrame(rows, schema=self.schema, orient="row")
        return self._nothing

    @cached_property
    def _nothing(self) -> pl.DataFrame:
        import polars as pl  # noqa: PLC0415 - needed only now

        return pl.DataFrame(schema=self.schema)

    @property
    def meanings(self) -> Mapping[str, str]:
        """The meaning of each column, and of each field in one, where its name does not say enough."""
        return {**SAID, **self.said}


@dataclass(frozen=True, eq=False)
class Question:
    """A question, as surfaces, cards, ``verify`` and tests know it.

    Attributes:
        name: Its name everywhere: function, command, address, cases, words.
        said: What it asks, as the description of the service says it.
        tables: The tables of an answer by name; ``rows`` is always among them.
        options: What it may be asked with, in the order in which help lists them.
        card: The columns that a reader looks at first.
        totals: By the name of a part of the totals, the family of words of its codes.
        codes: Columns that hold codes; the family of their words is called like the column.
        pages: Whether its rows come in pages, and of the terminal only so many; a path is always whole.
        cypher: Names of its Cypher texts.
        drawn: Whether an answer can be written as a picture (``pictures.OF_ANSWERS``).
        aside: Kinds of rows that change nothing in an answer, unless a norm counts them or it is asked about something
            that they refer to: it holds when they change.
        shows: Whether names of places are only shown in an answer, and decide nothing of it, not even its order.
    """

    name: str
    said: str
    tables: Mapping[str, Table]
    options: tuple[Option, ...] = ()
    card: tuple[str, ...] = ()
    totals: Mapping[str, str] = field(default_factory=dict)
    codes: Collection[str] = ()
    pages: bool = True
    cypher: tuple[str, ...] = ()
    drawn: bool = False
    aside: frozenset[str] = frozenset()
    shows: bool = False

    @property
    def rows(self) -> Table:
        """The table that every answer has."""
        return self.tables["rows"]

    def holding(self, holds: Holds) -> tuple[Option, ...]:
        """Return the options that hold something."""
        return tuple(one for one in self.options if one.holds is holds)

    @property
    def start(self) -> Option | None:
        """The option without which nothing can be asked, if there is one."""
        return next((one for one in self.options if one.required), None)
