"""双报到反馈: to each unit that reported in, what it was asked for, took on and did; a sheet a unit (SEMANTICS F11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.cobuilding_said import in_words
from graph.forms.answered import Answered
from graph.forms.asked import Asked
from graph.forms.paper import Column, Paper, Said, Sheet, Table
from graph.network import Network
from graph.network.columns import ALWAYS
from graph.network.numbering import day_of
from graph.pictures.called import Called
from graph.questions import cobuilding
from graph.rules import Rules
from graph.viewing import Showing, named

_Row = Mapping[str, Any]
_COUNTS = ("asked_lately", "asked", "claimed", "delivered", "delivered_ever")
_DOING = {"state": 12, "demand": 40, "goods": 30}
_HELD = {"day": 14, "activity": 40, "came": 12}


def feedback(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return a sheet for each unit that reported in to a unit of the place, or for the one that was asked for.

    It tells a unit of itself alone: no other unit is on it, none is compared, and none of its people is named.
    """
    answer = named(cobuilding(network, rules, unit=asked.options.get("unit")), showing)
    reported = answer.rows.filter(pl.col("ties").list.contains("reported_in"))
    order = [row for row in reported.iter_rows(named=True) if row["unit"]["kind"] == "organisation"]
    made = _Feedback(network, rules, showing, asked, answer)
    sheets = tuple(made.sheet(row) for row in order)
    nothing = asked.sheet(network, (), above=(asked.say("forms.nothing"),))
    return Paper(sheets or (nothing,))


class _Feedback:
    """Sheets of units, from one answer."""

    def __init__(self, network: Network, rules: Rules, showing: Showing, asked: Asked, answer: Answer) -> None:
        self._network, self._asked = network, asked
        self._said, self._called = Answered(network, rules, showing, asked.lang), Called(network, rules, asked.lang)
        self._doing = list(answer.frames["doing"].iter_rows(named=True))

    def sheet(self, row: _Row) -> Sheet:
        """Return the sheet of one unit."""
        asked, unit = self._asked, row["unit"]["id"]
        name = self._called.thing(self._network.row(unit))
        tables = [self._counts(row)]
        doing = [one for one in self._doing if one["unit"]["id"] == unit]
        if doing:
            tables.append(self._table("doing", _DOING, map(self._done, doing)))
        held = list(self._held(self._network.row(unit)))
        if held:
            tables.append(self._table("held", _HELD, held))
        title = asked.say("form.feedback.to", unit=name)
        below = ("", asked.say("form.feedback.sign"), asked.say("form.feedback.day", day=self._network.date))
        above = tuple(self._hosts(self._network.row(unit)))
        return asked.sheet(self._network, tuple(tables), name, title=title, above=above, below=below)

    def _hosts(self, unit: int) -> Iterable[str]:
        """Yield to whom the unit reported in, and since when."""
        ties = self._network.view.out("checked_in")
        first, last = ties.start[unit], ties.start[unit + 1]
        for host, tie in zip(ties.other[first:last].tolist(), ties.tie[first:last].tolist(), strict=True):
            begun = int(self._network.rows.ties["checked_in"].since[tie])
            code = "form.feedback.reported" if begun == ALWAYS else "form.feedback.reported_since"
            yield self._asked.say(code, host=self._called.thing(host), day=None if begun == ALWAYS else day_of(begun))

    def _counts(self, row: _Row) -> Table:
        """Return what `cobuilding` says of the unit, in its words."""
        words = self._said.words
        lines = []
        for name in _COUNTS:
            value = row[name]
            text = in_words(value, words.caption, self._asked.lang) if isinstance(value, Mapping) else value
            lines.append((self._asked.say(f"column.{name}"), text or self._asked.say("form.feedback.none")))
        columns = (Column(self._asked.say("form.column.item"), 26), Column(self._asked.say("form.column.count_of"), 40))
        return Table(columns, tuple(lines))

    def _done(self, one: _Row) -> tuple[Said, ...]:
        unit = self._said.words.caption
        goods = self._asked.say("picture.semicolon").join(
            f"{part['quantity']} {unit('unit', part['unit'], self._asked.lang)}" for part in one["goods"]
        )
        return (self._asked.say(f"doing.{one['state']}"), one["demand"]["name"], goods)

    def _held(self, unit: int) -> Iterable[tuple[Said, ...]]:
        """Yield the activities that the unit held by the date, by day."""
        called = self._called
        found = self._network.view.into("held_by").of(unit).tolist()
        rows = [(called.value(row, "on"), called.thing(row), called.value(row, "attendance")) for row in found]
        yield from sorted((row for row in rows if row[0] is None or row[0] <= self._network.date), key=str)

    def _table(self, name: str, widths: Mapping[str, int], rows: Iterable[tuple[Said, ...]]) -> Table:
        columns = tuple(Column(self._asked.say(f"form.column.{one}"), width) for one, width in widths.items())
        return Table(columns, tuple(rows), self._asked.say(f"form.feedback.{name}"))
