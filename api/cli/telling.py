"""What changed, in sentences: one a difference, a heading each sort, the first few of each where there are many."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from api.rendering.sentences import sentence
from graph.words import caption

if TYPE_CHECKING:
    from api.cli.paper import Paper
    from api.rendering.changes import Told


def write_told(paper: Paper, told: Told, lang: str, limit: int) -> None:
    """Write what changed; of each sort so many sentences, and how many more there are."""
    for what, group in groupby(told.rows, key=lambda one: one.what):
        rows = list(group)
        paper.heading(caption("cli.changes.sort", lang, what=caption(f"changes.{what}", lang), count=f"{len(rows):,}"))
        for one in rows[:limit]:
            paper.line(sentence(told, one, lang), indent=2)
        if len(rows) > limit:
            paper.line(caption("cli.more", lang, count=f"{len(rows) - limit:,}"), indent=2)
