"""What a shortlist and a plan both tell in the terminal: who gives, what is left, and which offers are not used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.cli.opened import Opened
from api.cli.paper import Paper
from api.cli.paths import Paths
from api.rendering.counted import unit_of
from graph.answers.why_not import kind_caption, unmet_sentence, unused_sentence

Row = dict[str, Any]


def write_list(paper: Paper, asked: Opened, name: str, lines: Iterable[str]) -> None:
    """Write lines under their heading, as many as are asked for."""
    said = list(lines)
    if not said:
        return
    paper.line()
    here = ".within" if name == "unused" and asked.network.within_key is not None else ""
    paper.heading(asked.say(f"cli.match.{name}{here}"))
    for line in said[: asked.limit]:
        paper.line(line, indent=2)
    if len(said) > asked.limit:
        paper.line(asked.say("cli.more", count=len(said) - asked.limit), indent=2)


def unmet_line(asked: Opened, paths: Paths, row: Row) -> str:
    """Return why a demand is not wholly met."""
    text = unmet_sentence({**row, "giver": row["giver"] and {**row["giver"], "name": giver_of(asked, row)}}, asked.lang)
    return asked.say("cli.match.line", what=paths.numbered(row["demand"]["id"], asked.lang), text=text)


def unused_line(asked: Opened, row: Row) -> str:
    """Return why an offer is not used."""
    what = asked.say("cli.match.of", giver=giver_of(asked, row), offer=row["offer"]["name"])
    return asked.say("cli.match.line", what=what, text=unused_sentence(row, asked.lang))


def quantity_of(asked: Opened, row: Row) -> str:
    """Return how much a row is of; with the unit of the demand where the offer is counted in another."""
    units = [unit_of(asked.network, asked.rules, row[end]["id"], asked.lang) for end in ("demand", "offer")]
    told = units[0] if all(units) and units[0] != units[1] else ""
    return f"{row['quantity']:,} {told}".rstrip()


def giver_of(asked: Opened, row: Row) -> str:
    """Return what a giver is called."""
    giver = row["giver"]
    if giver is None:
        return asked.say("cli.match.no_giver")
    return giver["name"] or kind_caption(giver["kind"], asked.lang)
