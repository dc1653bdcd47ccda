"""公示月报: the table of a month as it may hang on a wall, small counts hidden (SEMANTICS C55, F39)."""

from __future__ import annotations

from graph.answers.posted import posted
from graph.forms.asked import Asked, around, below
from graph.forms.paper import Column, Paper, Sheet, Table
from graph.network import Network
from graph.questions import bulletin as counted
from graph.rules import Rules
from graph.viewing import Showing

_PLACE, _COUNT = 24, 10


def bulletin(network: Network, rules: Rules, _: Showing, asked: Asked) -> Paper:
    """Return what came in within a month by place and category, as the page and the command tell it.

    Nobody is on it, so it is the same whoever asks; that it must not be put up beside another of the month is told
    where it is asked for.
    """
    answer = counted(network, rules, month=asked.options.get("month"))
    told = posted(answer, rules, lambda key: _called(network, network.row(key), asked), asked.lang)
    columns = tuple(
        Column(head, _COUNT if at else _PLACE, "right" if at else "left") for at, head in enumerate(told.headers)
    )
    here = around(network)
    said = "cli.bulletin.month" if told.lines else "cli.bulletin.nothing"
    place = () if here is None else (network.path(here),)
    above = (*place, asked.say(said, month=answer.options["month"]))
    as_of = asked.say("notice.as_of", day=network.date, revision=network.revision)
    below_it = (*told.notes, as_of, asked.say("notice.sign"))
    tables = (Table(columns, told.lines),) if told.lines else ()
    return Paper((Sheet(asked.say("form.bulletin"), asked.say("notice.title"), above, tables, below_it),))


def _called(network: Network, place: int, asked: Asked) -> str:
    """Return what a place is called; of one around the place asked about only that part is counted, and it is said."""
    here = network.within_row
    if here is None or place == here or place not in dict(network.view.enclosing(here)):
        return below(network, place)
    return asked.say("bulletin.part", place=network.name(place), part=network.name(here))
