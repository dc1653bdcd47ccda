"""Drafts the map of a blank form: empty cells beside a label that resembles the name of a measure or a field.

It is a proposal to be read by a person: what is not sure is there as a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from graph.kinds import kind_of
from graph.rules import Vocabulary
from loaders.readers import Grid, grids_of
from loaders.readers.apart.positions import address_of

_SURE, _MAYBE = 88, 70  # of 100
_BRACKETS = re.compile(r"[（(].*?[）)]|[:：*＊\s]")
_LONGEST = 30  # characters of a label


@dataclass(frozen=True)
class Guess:
    """A cell that may be filled: what stands beside it, and what that may be."""

    sheet: str
    cell: str
    label: str
    said: dict[str, str]
    score: float


def draft(path: Path, words: Vocabulary) -> str:
    """Return the text of a map for a form.

    Raises:
        BadInput: The form cannot be read.
    """
    choices = _choices(words)
    guesses = [one for grid in grids_of(path) for one in _guesses(grid, choices)]
    lines = ["# 由 linli fill --draft 拟出：请逐条看过；以 # 开头的拿不准", "cells:"]
    for one in guesses:
        said = {"sheet": one.sheet, "cell": one.cell, "label": one.label, **one.said}
        text = yaml.safe_dump(said, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10_000).strip()
        lines.append(f"  {'' if one.score >= _SURE else '# '}- {text}")
    if not any(one.score >= _SURE for one in guesses):
        lines[1] = "cells: []"
    return "\n".join(lines) + "\n"


def _choices(words: Vocabulary) -> dict[str, dict[str, str]]:
    """Return what a label may mean, by how it is called."""
    found: dict[str, dict[str, str]] = {}
    for code, word in words.lists.get("measure", {}).items():
        found |= {name: {"measure": code} for name in (word.zh, *word.aliases)}
    for name, query in (("level", "count kind=place level="), ("role", "count kind=post role=")):
        for code, word in words.lists.get(name, {}).items():
            for said in (f"{word.zh}数", *(f"{alias}数" for alias in word.aliases)):
                found.setdefault(said, {"measure": query + code})
    for one in kind_of("place").fields:
        for said in (one.zh, *one.aliases):
            found.setdefault(said, {"field": one.name})
    return found


def _guesses(grid: Grid, choices: dict[str, dict[str, str]]) -> Iterator[Guess]:
    """Yield the empty cells to the right of a text, or below it where that is the way, with what they may be."""
    covered = {
        (row, column)
        for (top, left), (bottom, right) in grid.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - {start for start, _ in grid.merged}
    for row, line in enumerate(grid.rows):
        for column, value in enumerate(line):
            if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
                continue
            label = _BRACKETS.sub("", value)
            to = next((one for one in ((row, column + 1), (row + 1, column)) if _empty(grid, *one, covered)), None)
            best = process.extractOne(label, list(choices), scorer=fuzz.ratio) if label and to else None
            if best and to and best[1] >= _MAYBE:
                cell = address_of(*to)
                yield Guess(grid.sheet, cell, label, choices[best[0]], best[1])


def _empty(grid: Grid, row: int, column: int, covered: set[tuple[int, int]]) -> bool:
    line = grid.rows[row] if row < len(grid.rows) else []
    return (row, column) not in covered and (column >= len(line) or line[column] in (None, ""))
