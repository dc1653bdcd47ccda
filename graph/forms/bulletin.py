"""公示月报: the table of a month as it may hang on a wall, small counts hidden (SEMANTICS C55, F39)."""

from __future__ import annotations

import polars as pl

from graph.answers import Answer
from graph.answers.bulletin import OVER_ALL, OVER_PLACES
from graph.answers.noted import sentence
from graph.answers.posted import posted, subtracted
from graph.forms.answered import Answered
from graph.forms.asked import Asked, around, below, place_said
from graph.forms.paper import Column, Paper, Sheet, Table
from graph.names.shared import shared
from graph.network import Network
from graph.questions import bulletin as counted
from graph.rules import Rules
from graph.viewing import Showing

_PLACE, _COUNT = 24, 10


def bulletin(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return what came in within a month by place and category, as the page and the command tell it.

    Nobody is on it, so it is the same whoever asks; that it must not be put up beside another of the month, and what
    was left out, is told to who makes it.
    """
    answer = counted(network, rules, **asked.options)
    words = Answered(network, rules, showing, asked.lang)
    together = _together(network, answer)
    told = posted(
        answer,
        words.rules,
        lambda key: _called(network, network.row(key), asked).removeprefix(f"{together}/"),
        asked.lang,
    )
    columns = tuple(
        Column(head, _COUNT if at else _PLACE, "right" if at else "left") for at, head in enumerate(told.headers)
    )
    said = "cli.bulletin.month" if told.lines else "cli.bulletin.nothing"
    above = (together or place_said(network, asked.lang), asked.say(said, month=answer.options["month"]))
    as_of = asked.say("notice.as_of", day=network.date, revision=network.revision)
    below_it = ("", *told.notes, as_of, "", asked.say("notice.sign"))
    tables = (Table(columns, told.lines),) if told.lines else ()
    sheet = Sheet(asked.say("form.bulletin"), asked.say("notice.title"), above, tables, below_it)
    office = tuple(asked.say("notice.office", note=note) for note in subtracted(answer, asked.lang))
    return Paper((sheet,), told=(*office, *(sentence(one, asked.lang, words.called) for one in answer.issues)))


def _together(network: Network, answer: Answer) -> str:
    """Return the path of what all places of the table lie in, where what was asked is in no one place.

    Where a line counts what lies in none of them, nothing is said to hold all.
    """
    nowhere = pl.col("place").is_null() & ~pl.col("sum").is_in([OVER_PLACES, OVER_ALL]).fill_null(value=False)
    if around(network) is not None or answer.rows.filter(nowhere).height:
        return ""
    return shared(network.path(network.row(one["id"])) for one in answer.rows["place"].drop_nulls())


def _called(network: Network, place: int, asked: Asked) -> str:
    """Return what a place is called; of one around the place asked about only that part is counted, and it is said."""
    here = network.within_row
    if here is None or place == here or place not in dict(network.view.enclosing(here)):
        return below(network, place)
    return asked.say("bulletin.part", place=network.name(place), part=network.name(here))
