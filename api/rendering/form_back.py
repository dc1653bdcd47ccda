"""A form that came back, as ``--json``, HTTP and pages tell it: what differs, and whom to ask (SEMANTICS Y7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from api.rendering.form_book import FormBook
from api.rendering.text import SCHEMA
from loaders.filling.back import Difference, differences, figure_rows, origin_of

Row = dict[str, Any]


@dataclass(frozen=True)
class CameBack:
    """What differs in a form that came back.

    Attributes:
        path: The form.
        on: The day that it is of.
        then: Its map, laid over the ledger that it was filled from.
        now: The same over the ledger as it is now.
        found: The cells that differ.
    """

    path: Path
    on: date
    then: FormBook
    now: FormBook
    found: Sequence[Difference]

    @property
    def file(self) -> str:
        """What the form is called."""
        return self.path.name

    @property
    def revision(self) -> int:
        """The revision that it was filled from."""
        return self.then.asked.network.revision

    @property
    def cells(self) -> int:
        """How many cells of it were asked about."""
        return len(self.then.laid.spots)

    @cached_property
    def lines(self) -> list[str]:
        """Each difference as a sentence."""
        return self.then.told.differences(self.found, self.whom)

    def whom(self, one: Difference) -> str | None:
        """Return the key of whom to ask about a cell."""
        return self.then.asked.whom(one.spot.subject)

    @cached_property
    def figures(self) -> list[Mapping[str, Any]]:
        """The numbers in it that can be recorded as figures, as rows of their sheet."""
        return figure_rows(self.found, self.then.asked, self.file, self.on)

    def document(self) -> Row:
        """Return it as a document."""
        return {
            "schema": SCHEMA,
            "form": self.file,
            "on": self.on.isoformat(),
            "within": self.then.asked.network.within_key,
            "filled_from": self.revision,
            "revision": self.now.asked.network.revision,
            "cells": self.cells,
            "figures": len(self.figures),
            "differences": [self._row(*one) for one in zip(self.found, self.lines, strict=True)],
        }

    def _row(self, one: Difference, sentence: str) -> Row:
        then, about, whom = self.then, self.then.asked.network.key(one.spot.subject), self.whom(one)
        ledger = one.ledger
        return {
            "sheet": one.spot.sheet,
            "cell": one.spot.cell,
            "label": one.spot.label or None,
            "state": one.state,
            "was": plain(one.was),
            "now": plain(one.now),
            "ledger": plain(ledger.value),
            "low": ledger.low,
            "high": ledger.high,
            "why": [code for code, _ in ledger.why],
            "about": {"id": about, "name": then.called(about)},
            "whom": None if whom is None else {"id": whom, "name": then.asked_of(whom)},
            "figure": one.figure,
            "sentence": sentence,
        }


def came_back(file: Path, book: Callable[[date, int | None], FormBook]) -> CameBack:
    """Return what differs in a form that came back.

    Args:
        file: The form.
        book: Lays its map over the ledger on a day, at a revision; None = the newest.

    Raises:
        BadInput: It was not filled here, or a sheet of its map is not in it.
        NoSuchRevision: Whoever asks knows of no such revision.
    """
    origin = origin_of(file)
    then, now = book(origin.on, origin.revision), book(origin.on, None)
    return CameBack(file, origin.on, then, now, differences(file, origin, then.laid, then.asked, now.asked))


def plain(value: Any) -> Any:
    """Return a value of a cell as JSON has it.

    Example:
        >>> plain(date(2024, 11, 1)), plain(3.0), plain("演示")
        ('2024-11-01', 3, '演示')
    """
    if isinstance(value, datetime | date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value
