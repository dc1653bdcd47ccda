"""How norms stood over time: a strip a norm, in it a line for what is met, a gap and not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from graph.errors import BadInput
from graph.network import Network
from graph.pictures.captioned import captioned
from graph.pictures.drawing import BADGE, FAINT, Drawing
from graph.pictures.marks import MARKS
from graph.pictures.measuring import ems, wrapped
from graph.rules import Rules
from graph.words import caption

#: The states that have a line, and how it is dashed, so that it reads in black and white.
LINES = {"met": "", "gap": "7 3", "unknown": "2 3"}
_MARGIN, _HEAD, _TEXT, _SMALL = 18.0, 18.0, 12.5, 11.0
_LEADING, _WIDE, _HIGH, _BETWEEN, _ROOM = 1.45, 420.0, 64.0, 26.0, 22.0
_LIMIT = 60  # strips on a sheet; more than that nobody reads
Place = tuple[float, float]


def over(network: Network, rules: Rules, frame: pl.DataFrame, *, lang: str = "zh", by: str = "") -> str:
    """Return an SVG drawing of how norms stood on the dates of a frame: shares of the subjects that are asked.

    Who is exempt, or to whom a norm does not apply, is no part of it. Where nobody is asked a line is broken, and
    what never occurs has none.

    Args:
        network: The network that was asked.
        rules: For the titles of norms.
        frame: What ``graph.over`` returned.
        lang: ``zh`` or ``en``.
        by: Who made the picture.

    Raises:
        BadInput: There are more norms than anybody reads on one sheet.
    """
    counts = _counts(frame)
    if len(counts) > _LIMIT:
        raise BadInput("picture_too_large", count=len(counts), limit=_LIMIT)
    days: list[date] = frame["on"].unique().sort().to_list()
    titles = {norm.id: str(getattr(norm.title, lang)) for norm in rules.norms}
    drawing, title, y = Drawing(), caption("picture.over.title", lang), _MARGIN + _HEAD
    drawing.write(title, (_MARGIN, y), _HEAD, bold=True)
    line = captioned(network, lang, by)
    drawing.write(line, (_MARGIN, y + _SMALL * 2), _SMALL, colour=FAINT)
    y = _legend(drawing, y + _SMALL * 4, lang) + _BETWEEN
    said = []
    for norm, by_day in counts.items():
        said.append(titles.get(norm, norm))
        y = _strip(drawing, (_MARGIN, y), said[-1], days, by_day)
    return drawing.svg(title, "\n".join(said), lang, _MARGIN)


def _counts(frame: pl.DataFrame) -> dict[str, dict[date, dict[str, int]]]:
    """Return how many there are of each state, by norm and day."""
    found: dict[str, dict[date, dict[str, int]]] = {}
    some = frame.filter(pl.col("state").is_in(list(LINES)))
    for norm, day, state, count in some.group_by("norm", "on", "state").len().sort("norm", "on").iter_rows():
        found.setdefault(norm, {}).setdefault(day, dict.fromkeys(LINES, 0))[state] = count
    return found


def _legend(drawing: Drawing, y: float, lang: str) -> float:
    x = _MARGIN
    for state, dashes in LINES.items():
        drawing.badge((x, y), MARKS[state])
        drawing.polyline([(x + BADGE + 6, y + 8), (x + BADGE + 40, y + 8)], MARKS[state].colour, dashes)
        text = caption(f"mark.{state}", lang)
        drawing.write(text, (x + BADGE + 46, y + 12), _TEXT)
        x += BADGE + 70 + ems(text) * _TEXT
    return y + BADGE


def _strip(drawing: Drawing, at: Place, title: str, days: Sequence[date], counts: dict[date, dict[str, int]]) -> float:
    """Draw one norm, and return where the next one begins."""
    x, y = at
    for number, text in enumerate(wrapped(title, _ROOM)):
        drawing.write(text, (x, y + _TEXT + number * _TEXT * _LEADING), _TEXT, bold=not number)
    left = x + _ROOM * _TEXT + 20
    drawing.frame((left, y), _WIDE, _HIGH)
    first, span = days[0], max((days[-1] - days[0]).days, 1)

    def placed(day: date, share: float) -> Place:
        return left + _WIDE * (day - first).days / span, y + _HIGH * (1 - share)

    there = [state for state in LINES if any(found[state] for found in counts.values())]
    for state in there:
        for part in _unbroken(days, counts):
            points = [placed(day, counts[day][state] / sum(counts[day].values())) for day in part]
            drawing.polyline(points, MARKS[state].colour, LINES[state])
    last = counts.get(days[-1])
    if last:
        _ends(drawing, (left + _WIDE + 8, y + _TEXT), last)
    for day, shift in ((days[0], 0.0), (days[-1], -_SMALL * 5.6)) if len(days) > 1 else ((days[0], 0.0),):
        where = (placed(day, 0)[0] + shift, y + _HIGH + _SMALL * 1.3)
        drawing.write(day.isoformat(), where, _SMALL, _SMALL * 6, colour=FAINT)
    return y + _HIGH + _SMALL + _BETWEEN


def _unbroken(days: Sequence[date], counts: dict[date, dict[str, int]]) -> list[list[date]]:
    """Return the runs of days on which the norm applies to something."""
    runs: list[list[date]] = [[]]
    for day in days:
        if day in counts:
            runs[-1].append(day)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _ends(drawing: Drawing, at: Place, last: dict[str, int]) -> None:
    """Write how many there are on the last day."""
    x, y = at
    for state, count in last.items():
        text = f"{count:,}"
        drawing.write(text, (x, y), _TEXT, bold=True, colour=MARKS[state].colour)
        y += _TEXT * _LEADING
