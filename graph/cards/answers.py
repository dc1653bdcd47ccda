"""An answer as a card: what was asked, the totals, the first rows, and what was found wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import polars as pl

from graph.answers.noted import sentence
from graph.answers.register import QUESTIONS
from graph.cards.cells import Cells
from graph.cards.html import card, table
from graph.rules import Rules, load_rules
from graph.words import caption

_ROWS = 10


class Told(Protocol):
    """What the card is of: an answer."""

    @property
    def question(self) -> str:
        """The name of the question."""

    @property
    def on(self) -> date:
        """The date asked about."""

    @property
    def revision(self) -> int:
        """Revision of the store."""

    @property
    def rows(self) -> pl.DataFrame:
        """The rows."""

    @property
    def totals(self) -> Mapping[str, Any]:
        """Counts over all rows."""

    @property
    def issues(self) -> Sequence[Mapping[str, Any]]:
        """What the question found wrong on its way."""


def answer_card(answer: Told, lang: str = "zh") -> str:
    """Return an answer as HTML; its rows are made for that, and only the first of them are shown.

    The register says what a reader looks at first; an answer of a question that is not in it shows every column.
    """
    known = QUESTIONS.get(answer.question)
    codes = {} if known is None else {**{column: column for column in known.codes}, **known.rows.families}
    headers = {} if known is None else known.rows.headers
    cells = Cells(load_rules(), lang, codes)
    first = answer.rows.columns if known is None else known.card or answer.rows.columns
    columns = [name for name in first if name in answer.rows.columns]
    rows = [[cells.cell(row, name) for name in columns] for row in answer.rows.head(_ROWS).iter_rows(named=True)]
    more = answer.rows.height - len(rows)
    of = caption("picture.of", lang, day=answer.on, revision=answer.revision)
    lines = [of, caption("picture.semicolon", lang).join(totals_in_words(answer, load_rules(), lang))]
    issues = [sentence(one, lang, str) for one in answer.issues[:_ROWS]]
    return card(
        caption(f"question.{answer.question}", lang),
        lines,
        table([caption(f"column.{headers.get(name, name)}", lang) for name in columns], rows),
        card("", [caption("card.more", lang, count=f"{more:,}") if more else "", *issues]) if more or issues else "",
    )


def totals_in_words(answer: Told, rules: Rules, lang: str) -> list[str]:
    """Return how much was found in all, by state, and by chain, as the question says."""
    known = QUESTIONS.get(answer.question)
    return list(_totals(answer.totals, {} if known is None else known.totals, Cells(rules, lang), lang))


def _totals(totals: Mapping[str, Any], families: Mapping[str, str], cells: Cells, lang: str) -> Iterator[str]:
    """Yield the totals in words: those by state first, then those a chain."""
    for name, found in totals.items():
        family = families.get(name)
        if family is None or not isinstance(found, Mapping):
            continue
        for code, count in found.items():
            if isinstance(count, Mapping):
                parts = [f"{caption(f'{family}.{one}', lang)} {number:,}" for one, number in count.items()]
                yield f"{cells.text('chain', code)} {caption('picture.comma', lang).join(parts)}"
            elif isinstance(count, str):
                yield f"{cells.text('chain', code)} {caption(f'{family}.{count}', lang)}"
            else:
                yield f"{caption(f'{family}.{code}', lang)} {count:,}"
