"""``linli match --plan``: who gives how much to what, what is left and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.cli.answers.matched import giver_of, quantity_of, unmet_line, unused_line, write_list
from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Cell, Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.match import PRIORITIES
from graph.answers.why_not import relaxation_sentence

Row = dict[str, Any]
_HEADERS = ("demand", "giver", "offer", "quantity", "match.day", "score", "match.next")


def write_plan(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write a plan."""
    say = asked.say
    write_heading(paper, asked, "match")
    totals = answer.totals
    count = say("cli.match.planned", demands=totals["demands"], givers=totals["givers"], rows=answer.rows.height)
    met = say("cli.comma").join(f"{say(f'met.{name}')} {number}" for name, number in totals["met"].items())
    paper.line(say("cli.named", text=count, name=met))
    paper.line(say("cli.match.by_priority", what=say("cli.comma").join(_served(asked, totals))))
    paper.line(say("cli.match.proved" if totals["exact"] else "cli.match.not_proved"))
    rows = list(answer.rows.iter_rows(named=True))
    unmet = list(answer.frames["unmet"].iter_rows(named=True))
    paths = Paths(asked.names, (asked.path(row["demand"]["id"]) for row in (*rows[: asked.limit], *unmet)))
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared))
    if rows:
        paper.line()
        lines = [_line(asked, paths, row) for row in rows[: asked.limit]]
        paper.table([say(f"cli.{header}") for header in _HEADERS], lines, right=(3, 5))
        if len(rows) > asked.limit:
            paper.line(say("cli.more", count=len(rows) - asked.limit))
    write_list(paper, asked, "unmet", (line for one in unmet for line in _unmet(asked, paths, one)))
    full = (_full(asked, one) for one in answer.frames["full"].iter_rows(named=True))
    write_list(paper, asked, "full", dict.fromkeys(full))  # of what nobody wrote the amount, once for all days
    write_list(
        paper, asked, "unused", (unused_line(asked, one) for one in answer.frames["unused"].iter_rows(named=True))
    )
    paper.line()
    paper.line(say("cli.match.lots", count=totals["lots_of_a_pair"]))
    write_noted(paper, asked, answer)


def _served(asked: Opened, totals: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many demands of each priority are wholly served."""
    for priority in PRIORITIES:
        one = totals["served"][priority]
        if one["demands"]:
            name = asked.say(f"priority.{priority}")
            yield asked.say("cli.match.of_priority", name=name, wholly=one["wholly"], demands=one["demands"])


def _line(asked: Opened, paths: Paths, row: Row) -> Sequence[Cell]:
    say = asked.say
    if row["pinned"]:
        score = say("match.pinned")
    else:
        score = say("cli.match.person") if row["score"] is None else f"{row['score'] // 1000}"
    following = "" if row["next"] is None else _following(asked, row)
    return [
        paths.numbered(row["demand"]["id"], asked.lang),
        giver_of(asked, row),
        row["offer"]["name"] or row["offer"]["id"],
        quantity_of(asked, row),
        str(row["on"]),
        score,
        following,
    ]


def _following(asked: Opened, row: Row) -> str:
    """Return who could give instead; where that is the same giver, what else of theirs."""
    other, mine = row["next"]["giver"], row["giver"]
    if other is not None and mine is not None and other["id"] == mine["id"]:
        return str(row["next"]["offer"]["name"] or row["next"]["offer"]["id"])
    return giver_of(asked, row["next"])


def _unmet(asked: Opened, paths: Paths, row: Row) -> Iterator[str]:
    """Yield why a demand is not wholly served, what would help, and who has what it could use."""
    say = asked.say
    yield unmet_line(asked, paths, row)
    if row["relaxation"] is not None:
        change = row["relaxation"]
        giver = change["giver"] and {**change["giver"], "name": giver_of(asked, change)}
        yield say("cli.match.helped", text=relaxation_sentence({**change, "giver": giver}, asked.lang))
    if row["competes_with"]:
        others = say("cli.comma").join(paths.numbered(one["id"], asked.lang) for one in row["competes_with"])
        yield say("cli.match.competes", others=others)


def _full(asked: Opened, row: Row) -> str:
    say = asked.say
    what = say("cli.match.of", giver=giver_of(asked, row), offer=row["offer"]["name"])
    if row["lot"]["assumed"]:
        return say("cli.match.unwritten", what=what)
    priority = say(f"priority.{row['priority']}")
    return say("cli.match.worth", what=what, lot=row["lot"]["from"] or say("cli.match.once"), priority=priority)
