"""What every question returns: frames, rendered only when somebody looks.

An ``Answer`` names what it rests on — revision, digests of the rules, date and place — so that
``linli verify`` can recompute it. Its rows are a Polars frame made on first use; totals always say
how many rows of each state there are, shown or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl  # a declaration of a question is read without it

SCHEMA = 1

#: An upper bound that is not known, inside arrays; ``None`` in every frame and in JSON.
UNBOUNDED = 2**62


@dataclass(frozen=True)
class Page:
    """One page of the lists of an answer: so many lines of each, from the same position on.

    Attributes:
        first: The position, from 0.
        limit: So many lines at most.
        cursor: Names the page that begins at a position.
    """

    first: int
    limit: int
    cursor: Callable[[int], str]

    def next(self, *lengths: int) -> str | None:
        """Return the name of the page after this one, None where no list goes on; given are their lengths."""
        after = self.first + self.limit
        return self.cursor(after) if max(lengths, default=0) > after else None


@dataclass(frozen=True)
class Answer:
    """The answer to one question, with what it rests on.

    Attributes:
        question: Its name, the same in Python, terminal, HTTP and console.
        revision: Revision of the store that the network was opened at; 0 for a network without a store.
        on: The date asked about.
        within: Public key of the place asked about; None = everything.
        rules: Digest by profile or pack in force.
        make: Makes the tables of the answer: ``rows`` always, others by question (``load``, ``ends``).
        options: The options the question was asked with, so that it can be asked again.
        totals: Counts by state over all rows, shown or not.
        issues: What the question found wrong on its way, each with a code.
    """

    question: str
    revision: int
    on: date
    within: str | None
    rules: Mapping[str, str]
    make: Callable[[], Mapping[str, pl.DataFrame]]
    options: Mapping[str, Any] = field(default_factory=dict)
    totals: Mapping[str, Any] = field(default_factory=dict)
    issues: tuple[Mapping[str, Any], ...] = ()

    @property
    def frames(self) -> Mapping[str, pl.DataFrame]:
        """The tables of the answer, made on first use."""
        made: Mapping[str, pl.DataFrame] | None = self.__dict__.get("_made")
        if made is None:  # a cached_property would hold one lock for all answers, until Python 3.12
            made = self.__dict__["_made"] = self.make()
        return made

    @property
    def rows(self) -> pl.DataFrame:
        """The rows of the answer."""
        return self.frames["rows"]

    def to_dict(self, page: Page | None = None) -> dict[str, Any]:
        """Return what ``--json`` prints and HTTP sends; dates are ISO texts, no upper bound is null.

        Args:
            page: Only a part of the rows, of the other tables and of the issues; ``next`` then names the part
                after it. None = all.
        """
        return {name: plain(part) for name, part in self.document(page).items()}

    def document(self, page: Page | None = None) -> dict[str, Any]:
        """Return the same with the cells of rows as they are, days among them."""
        frames, issues = self.frames, self.issues
        if page is not None:
            frames = {name: frame.slice(page.first, page.limit) for name, frame in frames.items()}
            issues = issues[page.first : page.first + page.limit]
        tables = {name: frame.to_dicts() for name, frame in frames.items()}
        rows = tables.pop("rows")
        return {
            "schema": SCHEMA,
            "question": self.question,
            "revision": self.revision,
            "rules": dict(self.rules),
            "on": self.on.isoformat(),
            "within": self.within,
            "options": plain(dict(self.options)),
            "totals": plain(dict(self.totals)),
            "rows": rows,
            **tables,
            "issues": [plain(dict(issue)) for issue in issues],
            "next": None if page is None else page.next(len(self.issues), *map(len, self.frames.values())),
        }

    def to_json(self, page: Page | None = None) -> str:
        """Return the answer, or a part of it, as JSON text, Chinese left readable."""
        from graph.values.json_text import json_text  # noqa: PLC0415 - a declaration needs no values

        return json_text(self.document(page))

    def __repr__(self) -> str:
        """Return a summary in one line, without making the rows."""
        totals: Any = next(iter(self.totals.values()), {})
        return f"<Answer {self.question} on {self.on}, revision {self.revision}: {totals}>"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: totals and the first rows, in Chinese."""
        from graph.cards import answer_card  # noqa: PLC0415 - only a notebook asks

        return answer_card(self)


def plain(value: Any) -> Any:
    """Return a value as JSON has it: days and instants as ISO texts, tuples as lists.

    Example:
        >>> plain({"on": date(2024, 11, 1), "of": ("a", 1)})
        {'on': '2024-11-01', 'of': ['a', 1]}
    """
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
