"""``linli audit``: where the path of every home ends, and which seats most homes come to."""

from __future__ import annotations

from typing import Any

from api.cli.answers.audit_people import homes_of, households, write_levels, write_people
from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.audit import ENDS

_LOADED = 5
_FAR = 2  # slots up: whoever answers first there is far


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say = asked.say
    write_heading(paper, asked, "audit")
    chains = answer.totals["chains"]
    if not chains:
        paper.line(say("cli.audit.no_profile"))
        write_noted(paper, asked, answer)
        return
    paper.table(
        [say("cli.chain"), *(say(f"cli.audit.{end}") for end in ENDS)],
        [[say.word("chain", chain), *(f"{counts[end]:,}" for end in ENDS)] for chain, counts in chains.items()],
        right=(1, 2, 3),
    )
    paper.line(say("cli.audit.starts"), indent=2)
    _near(paper, asked, answer)
    rows = list(answer.rows.iter_rows(named=True))
    shown = rows[: asked.limit]
    paths = Paths(asked.names, (row["place"]["path"] for row in shown if row["place"]))
    if shown:
        _stops(paper, asked, paths, shown)
    if len(rows) > len(shown):
        paper.line(say("cli.more", count=len(rows) - len(shown)), indent=2)
    _load(paper, asked, answer)
    write_people(paper, asked, answer)
    write_levels(paper, asked, answer)
    write_noted(paper, asked, answer, paths)


def _near(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write by chain how many homes somebody answers for how many slots up."""
    say, rows = asked.say, list(answer.frames["near"].iter_rows(named=True))
    chains = list(dict.fromkeys(row["chain"] for row in rows))
    lines = []
    for chain in chains:
        mine = [row for row in rows if row["chain"] == chain]
        parts = [[row for row in mine if row["up"] == up] for up in range(_FAR)]
        parts.append([row for row in mine if row["up"] is not None and row["up"] >= _FAR])
        parts.append([row for row in mine if row["up"] is None])
        lines.append([say.word("chain", chain), *(say.band(homes_of(part)) for part in parts)])
    if lines:
        paper.line()
        paper.heading(say("cli.audit.near"))
        headers = [say("cli.chain"), *(say(f"cli.audit.near.{how}") for how in ("here", "one", "far", "nobody"))]
        paper.table(headers, lines, right=(1, 2, 3, 4), indent=2)


def _stops(paper: Paper, asked: Opened, paths: Paths, rows: list[dict[str, Any]]) -> None:
    say = asked.say
    paper.line()
    paper.heading(say("cli.audit.stops"))
    if paths.shared:
        paper.line(say("cli.below", place=paths.shared), indent=2)
    lines = []
    for row in rows:
        profile = say.profile(row["example"])
        place = paths.short(row["place"]["path"]) if row["place"] else ""
        slot = say.slot(profile, row["chain"], row["slot"])
        chain, cause = say.word("chain", row["chain"]), say(f"cause.{row['cause']}")
        homes, told = say.band(row["homes"]), households(asked, row)
        lines.append(
            [
                chain,
                cause,
                slot,
                place,
                homes,
                told,
                paths.of(row["example"], row["place"]["path"] if row["place"] else None),
            ]
        )
    headers = ("chain", "cause", "slot", "place", "homes", "households", "example")
    paper.table([say(f"cli.{header}") for header in headers], lines, right=(4, 5), indent=2)
    paper.line(say("cli.audit.more", example=asked.path(rows[0]["example"])), indent=2)


def _load(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the seats that the most homes come to."""
    say = asked.say
    rows = sorted(
        answer.frames["load"].iter_rows(named=True), key=lambda row: (-row["homes"]["low"], -row["households"]["low"])
    )
    if not rows:
        return
    paper.line()
    paper.heading(say("cli.audit.load"))
    lines = []
    for row in rows[:_LOADED]:
        post, key = row["post"], (row["post"] or row["unit"])["id"]
        profile = say.profile(key)
        seat = asked.names.things.label(key) if post is None else say.seat(post, profile.key if profile else None)
        unit = row["unit"]["name"] if row["unit"] else ""
        holder = row["holder"]["name"] if row["holder"] else say("cli.escalate.nobody_known")
        lines.append([unit, seat if post else "", holder, say.band(row["homes"]), households(asked, row)])
    headers = ("unit", "post", "holder", "homes", "households")
    paper.table([say(f"cli.{header}") for header in headers], lines, right=(3, 4), indent=2)
