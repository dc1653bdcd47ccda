"""月报: a month beside the month before and the same month a year before, by place and category (SEMANTICS F10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.answers.monthly import BESIDE, COMPARED, PARTS, share_satisfied
from graph.cards.cells import TENTHS
from graph.forms.answered import Answered, table_of
from graph.forms.asked import Asked, below
from graph.forms.paper import Column, Paper, Said, Table
from graph.network import Network
from graph.network.standing import standing
from graph.questions import monthly
from graph.rules import Rules
from graph.viewing import Showing, named

_Counted = Mapping[str, Any]
_REST = tuple(name for name in PARTS if name not in COMPARED)
_RATED = ("satisfied", "fair", "unsatisfied", "satisfied_share", "took")
_NAME, _NUMBER, _MEASURED = 22, 7, 9  # a measured number has its unit at its head


def month(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the counts of a month with those of the two it is compared with, in figures that `monthly` answers.

    Of a month of which the ledger knows nothing nobody can tell how many there were; it is said so, and is not zero.
    """
    answer = named(monthly(network, rules, month=asked.options.get("month")), showing)
    said = Answered(network, rules, showing, asked.lang)
    above = (asked.say("form.month.of", month=answer.options["month"]),)
    counted = answer.totals["month"]
    total = {**counted, "satisfied_share": share_satisfied(counted), "took": answer.totals["took"]}
    total |= {one: answer.totals.get(one) for one in BESIDE}
    places = [(_place(network, row, asked), row) for row in _rows(network, answer.frames["places"])]
    categories = [(_category(network, said, row, asked), row) for row in _rows(network, answer.rows)]
    sheets = [
        asked.sheet(network, (_table(lines, asked),), asked.say(f"form.month.{name}"), above=above, landscape=True)
        for name, lines in (("places", [(asked.say("form.month.all"), total), *places]), ("categories", categories))
    ]
    hollow = [one for one in said.sheets(answer) if one.name == "hollow"]
    sheets += [asked.sheet(network, (table_of(one),), one.title, above=above) for one in hollow]
    return Paper(tuple(sheets))


def _category(network: Network, said: Answered, row: _Counted, asked: Asked) -> str:
    """Return the place and the category of a line; which place only where it is not the one asked about."""
    name = said.words.caption("category", row["category"] or "", asked.lang) or asked.say("form.month.none")
    return name if _at(network, row) == network.within_row else f"{_place(network, row, asked)} {name}"


def _place(network: Network, row: _Counted, asked: Asked) -> str:
    at = _at(network, row)
    return asked.say("form.month.nowhere") if at is None else below(network, at)


def _at(network: Network, row: _Counted) -> int | None:
    return None if row["place"] is None else network.row(row["place"]["id"])


def _rows(network: Network, frame: Any) -> list[dict[str, Any]]:
    """Return rows by place in the order of the office; what is written nowhere last."""
    low = standing(network).low

    def order(row: _Counted) -> tuple[bool, int]:
        at = _at(network, row)
        return at is None, 0 if at is None else int(low[at])

    return sorted(frame.iter_rows(named=True), key=order)


def _table(lines: Sequence[tuple[str, _Counted]], asked: Asked) -> Table:
    """Return a line a name, for each thing compared three numbers beside each other."""
    heads = [asked.say("form.column.item")]
    for name in COMPARED:
        what = asked.say(f"column.{name}")
        heads += [what, *(asked.say(f"form.month.{beside}", what=what) for beside in BESIDE)]
    heads += [asked.say(f"column.{name}") for name in (*_REST, *_RATED)]
    measured = len(heads) - sum(name in TENTHS for name in _RATED)
    widths = [_NAME, *[_NUMBER] * (measured - 1), *[_MEASURED] * (len(heads) - measured)]
    columns = tuple(Column(head, widths[at], "right" if at else "left") for at, head in enumerate(heads))
    return Table(columns, tuple((name, *_cells(counted, asked)) for name, counted in lines))


def _cells(counted: _Counted, asked: Asked) -> Iterable[Said]:
    for name in COMPARED:
        yield counted[name]
        for beside in BESIDE:
            other = counted[beside]
            yield asked.say("form.month.cannot_tell") if other is None else other[name]
    for name in (*_REST, *_RATED):
        value = counted.get(name)
        yield value / 10 if value is not None and name in TENTHS else value
