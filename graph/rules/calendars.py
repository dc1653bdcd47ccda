"""Years of a calendar that a folder of rules brings: holidays, and the days that are worked for them (调休).

``calendars/national.yaml`` is for every place, ``calendars/KEY.yaml`` for those that follow a profile. A year that one
of them tells is told whole: it takes the place of the same year of the common calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph.calendar.official import worked
from graph.rules.located import Located, Path
from graph.rules.profile import Source

NATIONAL = "national"
Years = Mapping[int, frozenset[date]]
_SATURDAY = 5


class Year(BaseModel):
    """One year as it was announced.

    Attributes:
        holidays: Every day that is not worked though it is from Monday to Friday; others may be named too.
        working: Saturdays and Sundays that are worked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    holidays: tuple[date, ...] = Field(min_length=1)
    working: tuple[date, ...] = ()


class Announced(BaseModel):
    """A file of years, and where they were read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Source
    years: Mapping[Annotated[int, Field(ge=1900, le=2199)], Year] = Field(min_length=1)


def read_calendar(text: str, file: str) -> Years:
    """Return the working days of the years that a YAML text tells.

    Raises:
        BadRules: A day is outside its year, told twice, both a holiday and worked, or worked though nobody would have
            been free on it; or the text is no such file. File and line are named.

    Example:
        >>> told = "{source: {document: 演示}, years: {2027: {holidays: [2027-01-01]}}}"
        >>> date(2027, 1, 1) in read_calendar(told, "calendars/national.yaml")[2027]
        False
    """
    located = Located(text, file)
    announced = located.read(Announced)
    for number, year in announced.years.items():
        _check(number, year, located)
    return {
        number: worked(number, dict.fromkeys(year.holidays), dict.fromkeys(year.working))
        for number, year in announced.years.items()
    }


def _check(number: int, year: Year, located: Located) -> None:
    seen: set[date] = set()
    for name, days in (("holidays", year.holidays), ("working", year.working)):
        for position, day in enumerate(days):
            where: Path = ("years", str(number), name, position)
            if day.year != number:
                raise located.refuse("calendar_year", where, found=day, expected=number)
            if day in seen:
                both = day in year.holidays and day in year.working
                raise located.refuse("calendar_both" if both else "calendar_twice", where, found=day)
            if name == "working" and day.weekday() < _SATURDAY:
                raise located.refuse("calendar_weekday", where, found=day)
            seen.add(day)
