"""``linli match``: offers for each need and project, best first, and why nobody can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from api.cli.answers.match_plan import write_plan
from api.cli.answers.matched import giver_of, quantity_of, unmet_line, unused_line, write_list
from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Cell, Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.match import STATES
from graph.answers.why_not import unmet_sentence

Row = dict[str, Any]
_HEADERS = ("giver", "offer", "quantity", "match.on", "score", "match.why")
#: Parts of the score that are told where they say something; the others are in ``--json``.
_TOLD = {
    "category": ("apart", "wider"),
    "near": ("steps", "metres"),
    "record": ("done",),
    "turn": ("asked",),
    "price": ("yuan",),
}


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say = asked.say
    if answer.options.get("plan"):
        write_plan(paper, asked, answer)
        return
    write_heading(paper, asked, "match")
    counts = answer.totals["met_by"]
    of_one = answer.options.get("giver") is not None  # what one giver cannot do, another may
    shown_states = STATES if of_one else (*STATES, "nobody")
    states = say("cli.comma").join(f"{say(f'met_by.{one}')} {counts[one]}" for one in shown_states)
    could = sum(counts[one] for one in STATES)
    met = say("cli.match.could", count=could) if of_one else say("cli.match.met", demands=answer.totals["demands"])
    paper.line(say("cli.named", text=met, name=states))
    rows = list(answer.rows.iter_rows(named=True))
    shown = rows[: asked.limit]
    unmet = list(answer.frames["unmet"].iter_rows(named=True))
    paths = Paths(asked.names, (asked.path(row["demand"]["id"]) for row in (*shown, *unmet)))
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared))
    lapsed = {(one["id"], one["other"]): one["day"] for one in answer.issues if one["code"] == "ask_lapsed"}
    for _, found in groupby(shown, key=lambda row: row["demand"]["id"]):
        _of_demand(paper, asked, paths, [(row, _lapsed(row, lapsed)) for row in found])
    if len(rows) > len(shown):
        paper.line(say("cli.more", count=len(rows) - len(shown)))
    if answer.options.get("demand"):
        _funnel(paper, asked, answer)
    write_list(paper, asked, "unmet", (unmet_line(asked, paths, one) for one in unmet))
    if not answer.options.get("demand"):
        unused = answer.frames["unused"].iter_rows(named=True)
        write_list(paper, asked, "unused", (unused_line(asked, one) for one in unused))
    write_noted(paper, asked, answer)


def _lapsed(row: Row, lapsed: Mapping[tuple[str, str], str]) -> str | None:
    """Return until when an offer, or its giver itself, was asked for the demand of a row and did not answer."""
    days = (lapsed.get((row["demand"]["id"], row[end]["id"])) for end in ("offer", "giver") if row[end])
    return max((day for day in days if day), default=None)


def _of_demand(paper: Paper, asked: Opened, paths: Paths, found: Sequence[tuple[Row, str | None]]) -> None:
    """Write the offers for one demand, what all have in common told once, and who did not answer until when."""
    say = asked.say
    rows = [row for row, _ in found]
    paper.line()
    paper.heading(paths.numbered(rows[0]["demand"]["id"], asked.lang))
    common = _common(asked, rows)
    if common:
        paper.line(say("cli.match.common", what=say("cli.comma").join(common)), indent=2)
    lines: list[Sequence[Cell] | str] = []
    for row, lapsed in found:
        told = [say("cli.match.lapsed", day=lapsed)] if lapsed else []
        told += [one for one in _why(asked, row) if one not in common]
        score = say("cli.match.person") if row["score"] is None else f"{row['score'] // 1000}"
        lines.append(
            [
                giver_of(asked, row),
                row["offer"]["name"] or row["offer"]["id"],
                quantity_of(asked, row),
                str(row["on"]),
                score,
                say("cli.semicolon").join(told),
            ]
        )
    paper.table([say(f"cli.{header}") for header in _HEADERS], lines, right=(2, 4), indent=2)


def _common(asked: Opened, rows: Sequence[Row]) -> list[str]:
    if len(rows) < 2:  # noqa: PLR2004 - one alone has nothing in common
        return []
    said = [_why(asked, row) for row in rows]
    return [one for one in said[0] if all(one in other for other in said[1:])]


def _why(asked: Opened, row: Row) -> list[str]:
    """Return what speaks for an offer and against it, in words."""
    say = asked.say
    found = []
    if row["state"] != "eligible":
        found.append(say(f"match.{row['state']}"))
    if row["check"]:
        found.append(unmet_sentence({**_NOTHING, "why": "pending", "check": row["check"]}, asked.lang))
    found += [
        say(f"part.{part['part']}.{part['why']}", number=part["number"])
        for part in row["parts"]
        if part["part"] == "relation" or (part["why"] in _TOLD.get(part["part"], ()) and part["number"])
    ]
    if row["lot"]["assumed"]:
        found.append(say("cli.match.assumed"))
    return [*found, *(say(f"cli.match.{held}", count=row[held]) for held in ("proposed", "asked") if row[held])]


_NOTHING: Row = {"before": 0, "missing": 0, "day": None, "giver": None}


def _funnel(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write how many offers came to each filter and passed."""
    say = asked.say
    rows = [row for row in answer.frames["funnel"].iter_rows(named=True) if row["before"]]
    if rows:
        paper.line()
        paper.heading(say("cli.match.funnel"))
        told = [[say(f"funnel.{row['filter']}"), str(row["before"]), str(row["left"])] for row in rows]
        paper.table(
            [say("cli.match.filter"), say("cli.match.before"), say("cli.match.left")], told, right=(1, 2), indent=2
        )
