"""Items by places in a terminal: how each item stands in all, then the grid, then where there is a single giver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from api.cli.opened import Opened
from api.cli.paper import Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.coverage import MATRIX
from graph.answers.grid import Grid, cell_said, grids_of
from graph.words.listed import Listed

_COUNTED = ("met", "gap", "unknown", "single", "duplicate", "no_demand")


def write_matrix(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write a grid for each norm that asks of items."""
    say, rows = asked.say, list(answer.frames["matrix"].iter_rows(named=True))
    paper.line()
    paper.heading(say("table.coverage.matrix"))
    if not rows:
        paper.line(say("cli.coverage.no_matrix"), indent=2)
        return
    for grid in grids_of(rows, MATRIX.grid or ("", "")):
        _write(paper, asked, grid)


def _write(paper: Paper, asked: Opened, grid: Grid) -> None:
    say, rows = asked.say, list(grid.cells.values())
    paper.line()
    paper.line(say.norm(grid.norm), indent=2)
    paths = Paths(asked.names, (row["subject"]["path"] for row in rows))
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared), indent=2)
    _items(paper, asked, rows)
    subjects = {row["subject"]["id"]: row["subject"]["path"] for row in rows}
    called = {key: paths.of(key) if path is None else paths.short(path) for key, path in subjects.items()}
    called |= {row["item"]: say.item(grid.norm, row["item"]) for row in rows}
    lines = [
        [called[down], *cells]
        for down, cells in zip(grid.down, grid.lines(lambda row: cell_said(row, asked.lang)), strict=True)
    ]
    headers = [say(f"column.{grid.columns[1]}"), *(called[one] for one in grid.across)]
    paper.table(headers, lines[: asked.limit], right=range(1, len(headers)), indent=2)
    if len(lines) > asked.limit:
        paper.line(say("cli.more", count=len(lines) - asked.limit))
    paper.line(say("cli.coverage.cells"), indent=2)
    _alone(paper, asked, grid, called)


def _items(paper: Paper, asked: Opened, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write of each item at how many places it is there, missing or not known, and given by one or several."""
    say, counts = asked.say, dict[str, Counter[str]]()
    for row in rows:
        counts.setdefault(row["item"], Counter()).update([row["state"], *row["flags"]])
    lines = [
        [say.item(rows[0]["norm"], item), *(f"{found[one]:,}" if found[one] else "" for one in _COUNTED)]
        for item, found in counts.items()
    ]
    headers = [say(f"flags.{one}" if at > 2 else f"state.{one}") for at, one in enumerate(_COUNTED)]  # noqa: PLR2004
    paper.table([say("column.item"), *headers], lines, right=range(1, len(_COUNTED) + 1), indent=2)
    paper.line()


def _alone(paper: Paper, asked: Opened, grid: Grid, called: Mapping[str, str]) -> None:
    """Write where only one gives something, and who."""
    say = asked.say
    alone = [row for row in grid.cells.values() if "single" in row["flags"]]
    lines = [
        [called[row["item"]], called[row["subject"]["id"]], Listed(_name(one) for one in row["who"]).said(asked.lang)]
        for row in alone[: asked.limit]
    ]
    if lines:
        paper.line()
        paper.line(say("flags.single"), indent=2)
        paper.table([say("column.item"), say("column.subject"), say("column.who")], lines, indent=2)
        if len(alone) > asked.limit:
            paper.line(say("cli.more", count=len(alone) - asked.limit))


def _name(one: Mapping[str, Any]) -> str:
    return str(one["name"] or one["id"])
