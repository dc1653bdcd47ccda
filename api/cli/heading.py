"""The first line of an answer: what was asked, of which place, on which day, at which revision; and the last.

The last says what of people the viewer was not shown.
"""

from __future__ import annotations

from api.cli.opened import Opened
from api.cli.paper import Paper


def write_heading(paper: Paper, asked: Opened, question: str, start: str | None = None) -> None:
    """Write the heading and a blank line; an escalation has a start instead of a place asked about."""
    network, say = asked.network, asked.say
    title, place = say(f"cli.{question}.title"), start or place_of(asked)
    paper.heading(say("cli.heading", title=title, place=place, day=network.date, revision=network.revision))
    paper.line()


def place_of(asked: Opened) -> str:
    """Return the path of the place asked about, or the words for everything."""
    within = asked.network.within_key
    return asked.say("cli.everywhere") if within is None else asked.names.path_of(within)


def write_hidden(paper: Paper, asked: Opened) -> None:
    """Write how much the viewer was not shown, and how to see it, if anything."""
    if asked.showing.hidden:
        paper.line()
        paper.line(asked.say("cli.hidden", count=f"{asked.showing.hidden:,}"))
