"""The optional tables of an audit in words: what hangs on one person, not named, and which levels a chain lacks."""

from __future__ import annotations

from typing import Any

from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer

Row = dict[str, Any]
_SEVERAL = 2


def write_people(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write how many people are left below the top, whom homes hang on, and who sits in more seats than expected."""
    if "hangs" not in answer.frames:
        return
    _remaining(paper, asked, answer)
    _hangs(paper, asked, answer)
    _reliance(paper, asked, answer)


def write_levels(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the levels that a chain lacks."""
    if "thin" not in answer.frames:
        return
    say, rows = asked.say, list(answer.frames["thin"].iter_rows(named=True))
    paper.line()
    paper.heading(say("cli.audit.thin"))
    shown = rows[: asked.limit]
    lines = []
    for row in shown:
        slot = say.slot(say.profile(row["example"]), row["chain"], row["slot"])
        place = asked.path(row["place"]["id"]) if row["place"] else ""
        lines.append([say.word("chain", row["chain"]), slot, place, say.band(row["homes"]), households(asked, row)])
    _table(paper, asked, ("chain", "slot", "place", "homes", "households"), lines, len(rows))
    _sides(paper, asked, answer)


def _sides(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write for how many homes somebody beside the chain can be asked where a slot is passed."""
    say, rows = asked.say, list(answer.frames["sides"].iter_rows(named=True))
    paper.line()
    paper.heading(say("cli.audit.sides"))
    lines = []
    for row in rows[: asked.limit]:
        slot = say.slot(say.profile(row["example"]), row["chain"], row["slot"])
        beside = say(f"sideways.{row['sideways']}")
        lines.append([say.word("chain", row["chain"]), slot, beside, say.band(row["homes"]), households(asked, row)])
    _table(paper, asked, ("chain", "slot", "audit.beside", "homes", "households"), lines, len(rows))


def homes_of(rows: list[Row]) -> dict[str, int | None]:
    """Return the homes of some rows together."""
    highs = [row["homes"]["high"] for row in rows]
    return {"low": sum(row["homes"]["low"] for row in rows), "high": None if None in highs else sum(highs)}


def households(asked: Opened, row: Row) -> str:
    """Return the households of a row, and how many of them are stated and not counted."""
    band = asked.say.band(row["households"])
    if not row["stated"]:
        return band
    if row["households"] == {"low": row["stated"], "high": row["stated"]}:
        return asked.say("cli.all_stated", band=band)
    return asked.say("cli.stated", band=band, stated=f"{row['stated']:,}")


def _remaining(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write by chain how many homes have nobody, one, or several people below the top."""
    say, rows = asked.say, list(answer.frames["remaining"].iter_rows(named=True))
    lines = []
    for chain in dict.fromkeys(row["chain"] for row in rows):
        mine = [row for row in rows if row["chain"] == chain]
        known = [row for row in mine if row["holders"] is not None]
        parts = [[row for row in known if row["holders"] == many] for many in range(_SEVERAL)]
        parts.append([row for row in known if row["holders"] >= _SEVERAL])
        parts.append([row for row in mine if row["holders"] is None])
        lines.append([say.word("chain", chain), *(say.band(homes_of(part)) for part in parts)])
    if lines:
        paper.line()
        paper.heading(say("cli.audit.remaining"))
        headers = [say("cli.chain"), *(say(f"cli.audit.remaining.{how}") for how in ("none", "one", "more", "unknown"))]
        paper.table(headers, lines, right=(1, 2, 3, 4), indent=2)


def _hangs(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write by chain the seats of whom homes hang on."""
    say, rows = asked.say, list(answer.frames["hangs"].iter_rows(named=True))
    paper.line()
    paper.heading(say("cli.audit.hangs"))
    lines = [
        [say.word("chain", row["chain"]), _seats(asked, row), say.band(row["homes"]), households(asked, row)]
        for row in rows[: asked.limit]
    ]
    _table(paper, asked, ("chain", "audit.seats", "homes", "households"), lines, len(rows))


def _reliance(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the seats of who sits in more than expected."""
    say, rows = asked.say, list(answer.frames["reliance"].iter_rows(named=True))
    paper.line()
    paper.heading(say("cli.audit.reliance"))
    lines = [[_seats(asked, row), str(row["held"]), str(row["expected"])] for row in rows[: asked.limit]]
    _table(paper, asked, ("audit.seats", "audit.held", "audit.expected"), lines, len(rows))
    if rows:
        paper.line(say("cli.audit.unnamed", person=rows[0]["person"]), indent=2)


def _seats(asked: Opened, row: Row) -> str:
    """Return the seats of a row, each with what it is in."""
    return asked.say("picture.semicolon").join(asked.path(seat["id"]) for seat in row["seats"])


def _table(paper: Paper, asked: Opened, headers: tuple[str, ...], lines: list[list[str]], count: int) -> None:
    """Write a table of so many rows of which some are shown, or that there is nothing."""
    say = asked.say
    if not lines:
        paper.line(say("cli.audit.none"), indent=2)
        return
    first = next(position for position, name in enumerate(headers) if name in ("homes", "audit.held"))
    paper.table([say(f"cli.{name}") for name in headers], lines, right=range(first, len(headers)), indent=2)
    if count > len(lines):
        paper.line(say("cli.more", count=count - len(lines)), indent=2)
