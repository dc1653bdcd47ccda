"""Coverage between two dates, and by the places of a level, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from api.cli.answers.findings import subject_said
from api.cli.answers.together import by_subject
from api.cli.opened import Opened
from api.cli.paper import Cell, Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.coverage import CHANGES, COUNTED

Row = Mapping[str, Any]


def write_compared(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write how each norm has changed since the earlier date: a table for each sort of change, in it the norms."""
    say, totals = asked.say, answer.totals["compared"]
    paper.line()
    paper.heading(say("cli.coverage.compared", day=answer.options["compare"]))
    counted = ((say(f"change.{change}"), totals[change]) for change in CHANGES)
    told = [f"{change} {count:,}" for change, count in counted if count]
    paper.line(say("cli.comma").join(told) or say("cli.coverage.unchanged"), indent=2)
    rows = list(answer.frames["compared"].iter_rows(named=True)) if asked.limit else []
    shown = sorted(rows, key=lambda row: CHANGES.index(row["change"]))[: asked.limit]
    for change, of_change in groupby(shown, key=lambda row: row["change"]):
        _write_change(paper, asked, change, list(of_change))
    if len(rows) > len(shown):
        paper.line()
        paper.line(say("cli.more", count=f"{len(rows) - len(shown):,}"))


def _write_change(paper: Paper, asked: Opened, change: str, rows: Sequence[Row]) -> None:
    say = asked.say
    paths = Paths(asked.names, (row["subject"]["path"] for row in rows))
    paper.line()
    paper.heading(say(f"change.{change}"))
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared), indent=2)
    lines: list[Sequence[Cell] | str] = []
    for norm, of_norm in groupby(rows, key=lambda row: row["norm"]):
        together = by_subject(of_norm, _states)
        lines += [say.norm(norm), *(_line(asked, paths, row) for row in together)]
    paper.table([say(f"cli.{name}") for name in ("place", "was", "is")], lines, indent=2)


def _states(row: Row) -> object:
    """Return how the state of an item has changed; None where the subject is asked as a whole."""
    return None if row["item"] is None else (row["state_before"], row["state"])


def _line(asked: Opened, paths: Paths, row: Row) -> tuple[str, ...]:
    say = asked.say
    states = (row[column] and say(f"state.{row[column]}") for column in ("state_before", "state"))
    return (f"  {subject_said(asked, paths, row)}", *(one or "" for one in states))


def write_by(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write how many there are of each state at each place of the level, norm by norm."""
    say, options = asked.say, answer.options
    level = say.word("level", options["by"])
    paper.line()
    paper.heading(say("cli.coverage.by", level=level, axis=say.word("axis", options["axis"])))
    rows = list(answer.frames["by"].iter_rows(named=True))
    paths = Paths(asked.names, (row["place"]["path"] for row in rows if row["place"]))
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared), indent=2)
    shown = rows[: asked.limit]
    lines: list[Sequence[Cell] | str] = []
    for place, of_place in groupby(shown, key=lambda row: row["place"]):
        lines.append(paths.short(place["path"]) if place else say("cli.coverage.nowhere", level=level))
        lines += [(f"  {say.norm(row['norm'])}", *_counts(row)) for row in of_place]
    headers = [say("cli.norm"), *(say(f"state.{state}") for state in COUNTED)]
    paper.table(headers, lines, right=range(1, len(COUNTED) + 1), indent=2)
    if len(rows) > len(shown):
        paper.line()
        paper.line(say("cli.more", count=f"{len(rows) - len(shown):,}"))


def _counts(row: Row) -> Iterable[str]:
    return (f"{row[f'{state}_count']:,}" if row[f"{state}_count"] else "" for state in COUNTED)
