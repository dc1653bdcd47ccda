"""When something is due again: a rule of RFC 5545, a lunar day, a solar term, or days one by one."""

from __future__ import annotations

import re

from graph.values import cell
from graph.values.base import ValueType
from graph.values.dates import clean_day
from graph.values.lunar import TERMS, lunar_name, read_lunar, read_term
from graph.values.recurrence import clean_recurrence, parts_of
from graph.values.rhythms import read_rhythm
from graph.words import caption

_BETWEEN = re.compile(r"[;；、,，\s]+")
_RFC = re.compile(r"\s*(?:RRULE|DTSTART|[A-Z]+\s*=)", re.IGNORECASE)
_DATED = re.compile(r"\d{4}")
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
#: Intervals that have a word of their own.
_NAMED = {("MONTHLY", 3): "quarter", ("MONTHLY", 6): "half_year"}


def clean_rule(raw: object) -> str | None:
    """Return when something is due again, in one of four forms.

    ``FREQ=WEEKLY;BYDAY=FR`` (RFC 5545) · ``lunar 12-08`` · ``solar-term 冬至`` · ``2024-11-01;2024-12-05``.

    Raises:
        BadValue: None of them; it says times of day, a zone or where it begins; its weeks do not begin on Monday; or
            it can never come.

    Example:
        >>> clean_rule("每周五"), clean_rule("农历腊月初八"), clean_rule("冬至"), clean_rule("2024-12-05、2024-11-01")
        ('FREQ=WEEKLY;BYDAY=FR', 'lunar 12-08', 'solar-term 冬至', '2024-11-01;2024-12-05')
    """
    text = cell.text(raw)
    if text is None:
        return None
    if _RFC.match(text):
        return clean_recurrence(text)
    if _DATED.match(text):
        return _days(text)
    if rhythm := read_rhythm(text):
        return clean_recurrence(rhythm, raw)
    found = read_lunar(text) or read_term(text)
    if found is None:
        raise cell.refuse(raw, "expected.rule")
    return found


def _days(text: str) -> str:
    days = {clean_day(part) for part in _BETWEEN.split(text) if part}
    return ";".join(sorted(day.isoformat() for day in days if day))


def _shown(rule: str, lang: str) -> str:
    """Return a rule in words; what they have no words for is shown as it is written."""
    form, _, said = rule.partition(" ")
    if form == "lunar":
        month, day = map(int, said.split("-"))
        return caption("rule.lunar", lang, name=lunar_name(month, day) if lang == "zh" else said)
    if form == "solar-term":
        return caption(f"solar_term.{TERMS.index(said) + 1}", lang)
    if not rule.startswith("FREQ"):
        return rule.replace(";", "、" if lang == "zh" else ", ")
    parts = parts_of(rule)
    frequency, interval = parts.pop("FREQ"), int(parts.pop("INTERVAL", 1))
    days = _days_shown(parts, lang)
    if days is None:
        return rule
    if interval > 1 and (days or (frequency, interval) not in _NAMED):
        every = caption(f"rule.every_nth.{_UNITS[frequency]}", lang, interval=interval)
    else:
        every = caption(f"rule.every.{_NAMED.get((frequency, interval), _UNITS[frequency])}", lang)
    if not days:
        return every
    on = "rule.on_week" if (frequency, interval) == ("WEEKLY", 1) else "rule.on"
    return caption(on, lang, every=every, days=days)


def _days_shown(parts: dict[str, str], lang: str) -> str | None:
    """Return the days of a rule in words, empty where it says none; None where there are no words for them."""
    between = "、" if lang == "zh" else ", "
    if not parts:
        return ""
    if [*parts] == ["BYDAY"]:
        days = [(day[:-2], caption(f"weekday.{day[-2:]}", lang)) for day in parts["BYDAY"].split(",")]
        known = [name if not nth else caption(f"rule.nth.{nth}", lang, day=name) for nth, name in days]
        return between.join(known) if all(nth in ("", "1", "2", "3", "4", "5", "-1") for nth, _ in days) else None
    if [*parts] == ["BYMONTHDAY"]:
        numbers = parts["BYMONTHDAY"].split(",")
        if numbers == ["-1"]:
            return caption("rule.last_day", lang)
        if any(number.startswith("-") for number in numbers):
            return None
        return between.join(caption("rule.month_day", lang, day=number) for number in numbers)
    if [*parts] == ["BYMONTH", "BYMONTHDAY"] and parts["BYMONTH"].isdecimal() and parts["BYMONTHDAY"].isdecimal():
        return caption("rule.year_day", lang, month=parts["BYMONTH"], day=parts["BYMONTHDAY"])
    return None


RULE: ValueType[str] = ValueType("rule", "每周五", clean_rule, _shown)
