"""``linli coverage``: what is not covered, gaps first, each with why and what would close it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from api.cli.answers.compared import write_by, write_compared
from api.cli.answers.findings import write_findings
from api.cli.answers.matrix import write_matrix
from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.coverage import COUNTED, SHOWN

_UNKNOWN = 2  # rows of a norm, where not all have room
_OLD = 365  # days; a list still speaks then, and its reader should know how old it is


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say = asked.say
    write_heading(paper, asked, "coverage")
    norms = answer.totals["norms"]
    if not norms:
        if not answer.options["norms"]:  # else an issue names them
            paper.line(say("cli.coverage.no_norm"))
        write_noted(paper, asked, answer)
        return
    _totals(paper, asked, norms)
    if "by" in answer.frames:
        write_by(paper, asked, answer)
    if "compared" in answer.frames:
        write_compared(paper, asked, answer)
        write_noted(paper, asked, answer)
        return
    rows = answer.rows.iter_rows(named=True) if asked.limit else iter(())  # over a province they take their time
    shown = _within(asked.limit, sorted(rows, key=lambda row: SHOWN.index(row["state"])))
    write_findings(paper, asked, shown)
    more = sum(answer.totals["states"][state] for state in answer.options["states"]) - len(shown)
    if more:
        paper.line()
        paper.line(say("cli.more", count=f"{more:,}"))
    oldest = min((one["as_of"] for row in shown for one in row["listings"]), default=None)
    if oldest is not None and (answer.on - oldest).days > _OLD:
        paper.line()
        paper.line(say("cli.coverage.old", as_of=oldest.isoformat(), days=(answer.on - oldest).days))
    if answer.options["load"]:
        _load(paper, asked, answer)
    if answer.options["matrix"]:
        write_matrix(paper, asked, answer)
    write_noted(paper, asked, answer)


def _within(limit: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return so many rows; where there are more, as many of each norm, so that none hides others."""
    if len(rows) <= limit:
        return rows
    shown: list[dict[str, Any]] = []
    for state, of_state in groupby(rows, key=lambda row: row["state"]):
        found = list(of_state)
        most = _UNKNOWN if state == "unknown" else _each(Counter(row["norm"] for row in found), limit - len(shown))
        told: Counter[str] = Counter()
        for row in found:
            told[row["norm"]] += 1
            if told[row["norm"]] <= most:
                shown.append(row)
    return shown[:limit]


def _each(counts: Counter[str], room: int) -> int:
    """Return how many rows of each norm have room, at least one.

    Example:
        >>> _each(Counter({"functions": 109, "kinds": 2, "size": 1}), 20)
        17
    """
    most = 1
    while most < max(counts.values()) and sum(min(count, most + 1) for count in counts.values()) <= room:
        most += 1
    return most


def _totals(paper: Paper, asked: Opened, norms: dict[str, dict[str, int]]) -> None:
    say, titles = asked.say, asked.say.norms_apart(norms)
    lines = []
    for norm, counts in norms.items():
        numbers = (f"{counts[state]:,}" if state in counts else "" for state in COUNTED)
        lines.append([titles[norm], *numbers, say(f"sort.{say.norms[norm].sort}")])
    headers = [say("cli.norm"), *(say(f"state.{state}") for state in COUNTED), say("cli.sort")]
    paper.table(headers, lines, right=range(1, len(COUNTED) + 1))


def _load(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write how much each holder answers for."""
    say, rows = asked.say, list(answer.frames["load"].iter_rows(named=True))
    paper.line()
    paper.heading(say("cli.coverage.load"))
    if not rows:
        paper.line(say("cli.coverage.no_load"), indent=2)
        return
    lines = [
        [
            say.norm(row["norm"]),
            row["holder"]["name"] or row["holder"]["id"],
            f"{say.band(row['base'])} {say('basis.stated')}" if row["basis"] == "stated" else say.band(row["base"]),
            _ratio(say.norms[row["norm"]].body.told()),
            say(f"load.{row['state']}"),
        ]
        for row in rows[: asked.limit]
    ]
    headers = ("norm", "holder", "base", "per", "state")
    paper.table([say(f"cli.{header}") for header in headers], lines, right=(2, 3), indent=2)
    if len(rows) > asked.limit:
        paper.line(say("cli.more", count=len(rows) - asked.limit))


def _ratio(body: dict[str, Any]) -> str:
    return f"{body['count']} : {body['per']:,}"
