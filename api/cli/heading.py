"""The first line of an answer: what was asked, of which place, on which day, at which revision; and the last.

The last says what of people the viewer was not shown.
"""

from __future__ import annotations

from api.cli.opened import Opened
from api.cli.paper import Paper


def write_heading(paper: Paper, asked: Opened, question: str, start: str | None = None) -> None:
    """Write the heading and a blank line; an escalation has a start instead of a place asked about."""
    network, say = asked.network, asked.say
    if start is None:
        start = say("cli.everywhere") if network.within_key is None else asked.names.path_of(network.within_key)
    title = say(f"cli.{question}.title")
    paper.heading(say("cli.heading", title=title, place=start, day=network.date, revision=network.revision))
    paper.line()


def write_hidden(paper: Paper, asked: Opened) -> None:
    """Write how much the viewer was not shown, and how to see it, if anything."""
    if asked.showing.hidden:
        paper.line()
        paper.line(asked.say("cli.hidden", count=f"{asked.showing.hidden:,}"))
