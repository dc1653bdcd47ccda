"""Whole calendar units, plainly: a day belongs to one of them, by its number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.errors import BadInput

_DAY = dt.timedelta(days=1)
_NEVER_TOLD = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Unit:
    """The units of a rule without days: so many days, weeks, months or years from where it is counted; or named months.

    Example:
        >>> quarter = Unit("FREQ=MONTHLY;INTERVAL=3", None)
        >>> quarter.ends_on(dt.date(2024, 3, 31)), str(quarter.first(dt.date(2024, 3, 31)))
        (True, '2024-01-01')
    """

    rule: str
    since: dt.date | None

    def ends_on(self, day: dt.date) -> bool:
        """Return whether a unit that the rule has ends on a day."""
        count, until = self._said("COUNT"), self._said("UNTIL")
        if count and self.since is None:
            raise BadInput("rule_since", found=self.rule)
        if until and day.strftime("%Y%m%d") > until:
            return False
        if self._of_named:
            after = day + _DAY
            return (after.weekday() == 0 if self._weekly else after.day == 1) and self._is_named(day, int(count or 0))
        number = self._number(day) - self._number(self.since or _NEVER_TOLD)
        return self._number(day + _DAY) != self._number(day) and (not count or 0 <= number < int(count))

    def first(self, day: dt.date) -> dt.date:
        """Return the first day of the unit that a day lies in."""
        if self._of_named:
            return day - day.weekday() * _DAY if self._weekly else day.replace(day=1)
        while self._number(day - _DAY) == self._number(day):
            day -= _DAY
        return day

    def name(self, first: dt.date, last: dt.date) -> str:
        """Return what a unit is called: its first and last day, month or year, once where they are the same."""
        form = {"MONTHLY": "%Y-%m", "YEARLY": "%Y"}.get(self._said("FREQ"), "%Y-%m-%d")
        form = ("%Y-%m-%d" if self._weekly else "%Y-%m") if self._of_named else form
        names = sorted({first.strftime(form), last.strftime(form)})
        return "..".join(names)

    def _number(self, day: dt.date) -> int:
        """Return the number of the unit of a day."""
        wide, start = int(self._said("INTERVAL") or 1), self.since or _NEVER_TOLD
        match self._said("FREQ"):
            case "DAILY":
                return (day - start).days // wide
            case "WEEKLY":
                return ((day - start).days + start.weekday()) // (7 * wide)
            case "MONTHLY":
                months = day.year * 12 + day.month - 1
                return (months - (start.year * 12 + start.month - 1 if 12 % wide else 0)) // wide
            case _:
                return (day.year - start.year) // wide

    @property
    def _of_named(self) -> bool:
        """Whether the rule names the months or weeks that it is about."""
        return bool(self._said("BYMONTH") or self._said("BYWEEKNO"))

    @property
    def _weekly(self) -> bool:
        return bool(self._said("FREQ") == "WEEKLY" or self._said("BYWEEKNO"))

    def _is_named(self, last: dt.date, count: int) -> bool:
        """Return whether the rule names the unit of a last day, and it is one of so many since, where that is said."""
        day, wanted, found = self.first(self.since or _NEVER_TOLD), self.first(last), 0
        start, wide = day, int(self._said("INTERVAL") or 1)
        while day <= wanted:
            passed = {
                "WEEKLY": (day - start).days // 7,
                "MONTHLY": (day.year - start.year) * 12 + day.month - start.month,
            }.get(self._said("FREQ"), day.year - start.year)
            if passed % wide == 0 and self._names(day):
                found += 1
                if day == wanted:
                    return not count or found <= count
            day = self.first(day + 7 * _DAY) if self._weekly else self.first(day + 31 * _DAY)
        return False

    def _names(self, first: dt.date) -> bool:
        months, weeks = self._said("BYMONTH"), self._said("BYWEEKNO")
        number, most = first.isocalendar().week, dt.date(first.isocalendar().year, 12, 28).isocalendar().week
        return (not months or str(first.month) in months.split(",")) and (
            not weeks or bool({str(number), str(number - most - 1)} & {*weeks.split(",")})
        )

    def _said(self, part: str) -> str:
        return dict(one.split("=") for one in self.rule.split(";")).get(part, "")
