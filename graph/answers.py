"""What every question returns: frames, rendered only when somebody looks.

An ``Answer`` names what it rests on — revision, digests of the rules, date and place — so that
``linli verify`` can recompute it. Its rows are a Polars frame made on first use; totals always say
how many rows of each state there are, shown or not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

SCHEMA = 1
#: At most so many ids are shown as evidence of a row; ``evidence_count`` says how many there are.
EVIDENCE_CAP = 20

#: An upper bound that is not known, inside arrays; ``None`` in every frame and in JSON.
UNBOUNDED = 2**62


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

    @cached_property
    def frames(self) -> Mapping[str, pl.DataFrame]:
        """The tables of the answer, made on first use."""
        return self.make()

    @property
    def rows(self) -> pl.DataFrame:
        """The rows of the answer."""
        return self.frames["rows"]

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` prints and HTTP sends; dates are ISO texts, no upper bound is null."""
        tables = {name: [_plain(row) for row in frame.iter_rows(named=True)] for name, frame in self.frames.items()}
        rows = tables.pop("rows")
        return {
            "schema": SCHEMA,
            "question": self.question,
            "revision": self.revision,
            "rules": dict(self.rules),
            "on": self.on.isoformat(),
            "within": self.within,
            "options": _plain(dict(self.options)),
            "totals": _plain(dict(self.totals)),
            "rows": rows,
            **tables,
            "issues": [_plain(dict(issue)) for issue in self.issues],
            "next": None,
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the answer as JSON text, Chinese left readable."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
