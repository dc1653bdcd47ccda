"""The table of ``bulletin`` as it hangs on a wall: places down, categories across, small counts hidden.

The terminal, paper and a page show the same table, so it is laid out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.answers.answer import Answer
from graph.answers.needs import LEVEL
from graph.rules import Rules
from graph.suppression import EXACT, SMALL
from graph.words import caption

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Posted:
    """A table for everybody.

    Attributes:
        headers: The place, each category, and their sum.
        lines: What stands in each line, its place first.
        notes: What a reader must know of it: how small counts are written, and why some are withheld.
    """

    headers: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def posted(answer: Answer, rules: Rules, called: Callable[[str], str], lang: str) -> Posted:
    """Return the table of an answer to ``bulletin``; without lines where nothing came in.

    Args:
        answer: The answer.
        rules: The words of categories and levels.
        called: What a place is called, by its key.
        lang: ``zh`` or ``en``.
    """
    rows = answer.rows.to_dicts()
    wide = answer.totals["table"]["categories"] + 1
    lines = [rows[at : at + wide] for at in range(0, len(rows), wide)]
    threshold = answer.totals["table"]["threshold"]
    places = (_place(line[0], answer, rules, called, lang) for line in lines)
    return Posted(
        headers=(caption("column.place", lang), *(_category(one, rules, lang) for one in rows[:wide])),
        lines=tuple(
            (place, *(_count(one, threshold, lang) for one in line)) for place, line in zip(places, lines, strict=True)
        ),
        notes=tuple(_notes(rows, threshold, lang)),
    )


def _notes(rows: list[dict[str, Any]], threshold: int, lang: str) -> Iterator[str]:
    for how in sorted({row["shown"] for row in rows} - {EXACT}):
        yield caption(f"cli.bulletin.{how}", lang, most=threshold - 1, threshold=threshold)


def _category(row: Row, rules: Rules, lang: str) -> str:
    if row["sum"] is not None:
        return caption(f"sum.{row['sum']}", lang)
    return rules.vocabulary().caption("category", row["category"] or "", lang) or caption("cli.needs.no_category", lang)


def _place(row: Row, answer: Answer, rules: Rules, called: Callable[[str], str], lang: str) -> str:
    if row["sum"] is not None:
        return caption(f"sum.{row['sum']}", lang)
    if row["place"]:
        return called(row["place"]["id"])
    words, level = rules.vocabulary(), answer.options["level"]
    return caption(
        "cli.coverage.nowhere", lang, level=words.caption("level", words.resolve("level", level) or "", lang)
    )


def _count(row: Row, threshold: int, lang: str) -> str:
    if row["shown"] == EXACT:
        return f"{row['count']:,}"
    return f"<{threshold}" if row["shown"] == SMALL else caption("shown.withheld", lang)


def subtracted(answer: Answer, lang: str) -> tuple[str, ...]:
    """Return the warning about a table of a part: subtracted from another, it may uncover hidden counts."""
    part = answer.within is not None or answer.options["level"] != LEVEL
    return (caption("cli.bulletin.beside", lang),) if part and answer.rows.height else ()
