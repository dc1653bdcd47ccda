"""What a source hands over: rows with keys, column by column, and the lists that the file says are complete.

A source reads files and knows what they mean. It does not know what is stored, nor write: merging,
judging what is missing and committing are done once, for all sources, in ``run``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import polars as pl

from graph.names import Names
from graph.rules import Rules, Vocabulary
from graph.selectors import Selector
from graph.tables import Tables
from loaders.mapping import FileMap
from loaders.receipts import Receipts
from loaders.report import Report, Where


@dataclass
class Context:
    """What a source may look at while it reads.

    Attributes:
        report: Takes every issue.
        tables: What the store holds.
        rules: Profiles and norms in force.
        names: Everything stored by name; a source adds what the file brings.
        words: The word lists to read with.
        options: What the caller set beside the files, such as ``as_of``.
        mapping: What the files call things, where their words are not ours.
        correct: Whether a later start of a tie that is known corrects it, and begins no new term.
        earlier: Returns what the store held at a revision; for files that were made from one.
        receipts: Tells of the codes of partners' workbooks; None = whoever loads answers for the files.
    """

    report: Report
    tables: Tables
    rules: Rules
    names: Names
    words: Vocabulary
    options: Mapping[str, Any] = field(default_factory=dict)
    mapping: FileMap | None = None
    correct: bool = False
    earlier: Callable[[int], Tables] | None = None
    receipts: Receipts | None = None

    def use(self, words: Vocabulary) -> None:
        """Read with other word lists from now on, such as those of one profile."""
        self.words = words
        self.names = Names(self.tables, words=words)


@dataclass(frozen=True)
class Stated:
    """That a column says *all* the ties of its things: those known and not in it are replaced, or missing.

    Attributes:
        header: The column.
        at: Which end of the tie the things of the sheet are.
        things: By row ``thing`` (its key), ``vacant`` (said to have none), ``vacant_since`` (said so, else
            empty) and the origin columns.
        fixed: Field and code of the ties spoken of, where the header says them.
        as_of: Of a thing, the latest day on which a list of the file that it belongs to is said to be
            complete; None where no list speaks of it.
        whole: Whether all ties of the things are said, so that another known one is missing.
    """

    header: str
    at: Literal["source", "target"]
    things: pl.DataFrame
    fixed: tuple[str, str] | None = None
    as_of: Callable[[str], date | None] = lambda _: None
    whole: bool = True


@dataclass(frozen=True)
class Batch:
    """Rows of one kind that speak of the same fields.

    Attributes:
        kind: Name of the kind.
        frame: ``key``, for a tie ``source`` and ``target``, the fields spoken of, and the origin columns.
            A field that is not a column here keeps its stored value; one that is and is empty is empty.
        stated: For ties written as a column, what else the column says.
        single: For such ties, the fields beside the thing of which there is one tie at a time (an axis, a
            chain); None = there may be any number.
        defaults: The value of a field that the row leaves empty.
        headers: By field, the header and the letter of its column, to say where something is wrong.
    """

    kind: str
    frame: pl.DataFrame
    stated: Stated | None = None
    single: tuple[str, ...] | None = None
    defaults: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def where(self, row: Mapping[str, Any], name: str | None = None) -> Where:
        """Return where a row of the frame came from, or the cell of one of its fields."""
        header, column = self.headers.get(name or "", (None, None))
        return Where(row["file"], row["sheet"], row["row"], header, column)


@dataclass(frozen=True)
class Complete:
    """A list that the file says is complete, and itself lists.

    Attributes:
        kind: The kind of thing.
        selector: Which of them.
        within: Key of the place.
        as_of: The day.
        where: Where the file says so.
    """

    kind: str
    selector: Selector
    within: str
    as_of: date
    where: Where


@dataclass(frozen=True)
class Over:
    """A known thing that is over, and since when."""

    key: str
    kind: str
    as_of: date


@dataclass
class Reading:
    """Everything that a source read.

    Attributes:
        batches: The rows.
        complete: What the files say is listed completely.
        over: Known things that the files, or who loads them, say are over.
    """

    batches: list[Batch] = field(default_factory=list)
    complete: list[Complete] = field(default_factory=list)
    over: list[Over] = field(default_factory=list)
