"""Recurrence rules of RFC 5545, as far as days go: no times of day, no zones, weeks from Monday."""

from __future__ import annotations

import re
from datetime import date, datetime

from graph.values import cell
from graph.values.hours import DAYS

#: The parts of a rule in the order in which they are kept.
_PARTS = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"0*[1-9]\d{0,2}",
    "BYMONTH": r"0?[1-9]|1[0-2]",
    "BYWEEKNO": r"[+-]?(?:0?[1-9]|[1-4]\d|5[0-3])",
    "BYYEARDAY": r"[+-]?(?:0{0,2}[1-9]|0?[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])",
    "BYMONTHDAY": r"[+-]?(?:0?[1-9]|[12]\d|3[01])",
    "BYDAY": r"(?:[+-]?(?:0?[1-9]|[1-4]\d|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)",
    "BYSETPOS": r"[+-]?(?:0{0,2}[1-9]|0?[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])",
    "COUNT": r"[1-9]\d{0,4}",
    "UNTIL": r"\d{8}",
}
_PATTERNS = {name: re.compile(form, re.ASCII) for name, form in _PARTS.items()}
_LISTS = [name for name in _PARTS if name.startswith("BY")]
#: What says a time of day or a zone; a routine is due on days.
_TIMES = re.compile(r"BYHOUR|BYMINUTE|BYSECOND|HOURLY|MINUTELY|SECONDLY|TZID|UNTIL=\d{8}T", re.ASCII)
_LEAD = re.compile(r"RRULE:")
#: Which parts RFC 5545 forbids beside which frequency (its table of section 3.3.10), or what cannot say anything there.
_NOT_WITH = {
    "DAILY": {"BYWEEKNO", "BYYEARDAY", "BYSETPOS"},
    "WEEKLY": {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"},
    "MONTHLY": {"BYWEEKNO", "BYYEARDAY"},
    "YEARLY": set[str](),
}
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_UNITS = {
    "FREQ=DAILY": "day",
    "FREQ=WEEKLY": "week",
    "FREQ=MONTHLY": "month",
    "FREQ=MONTHLY;INTERVAL=3": "quarter",
    "FREQ=YEARLY": "year",
}


def clean_recurrence(text: str, written: object = None) -> str:
    """Return a rule of RFC 5545 with its parts in one order and nothing said that goes without saying.

    Args:
        text: The rule.
        written: What was written for it in other words, for the refusal.

    Raises:
        BadValue: It is none; it says times of day, a zone, where it begins, or weeks that do not begin on Monday; or
            it can never come.

    Example:
        >>> clean_recurrence("RRULE:INTERVAL=1;BYDAY=FR,MO;FREQ=WEEKLY;WKST=MO")
        'FREQ=WEEKLY;BYDAY=MO,FR'
    """
    raw = text if written is None else written
    text = re.sub(r"\s", "", text.upper())
    if _TIMES.search(text):
        raise cell.refuse(raw, "expected.rule_of_days")
    if "DTSTART" in text:
        raise cell.refuse(raw, "expected.rule_without_start")
    said: dict[str, str] = {}
    for part in filter(None, _LEAD.sub("", text, count=1).split(";")):
        name, _, value = part.partition("=")
        if name in said or (name != "WKST" and not _is_value(name, value)):
            raise cell.refuse(raw, "expected.rule")
        said[name] = value
    if said.pop("WKST", "MO") != "MO":
        raise cell.refuse(raw, "expected.rule_weeks")
    if "FREQ" not in said or ("COUNT" in said and "UNTIL" in said):
        raise cell.refuse(raw, "expected.rule")
    kept = {name: _kept(name, said[name]) for name in _PARTS if name in said}
    if kept.get("INTERVAL") == "1":
        del kept["INTERVAL"]
    _refuse_contradictions(kept, raw)
    return ";".join(f"{name}={value}" for name, value in kept.items())


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a clean rule by name.

    Example:
        >>> parts_of("FREQ=WEEKLY;BYDAY=FR")
        {'FREQ': 'WEEKLY', 'BYDAY': 'FR'}
    """
    return dict(part.split("=", 1) for part in rule.split(";"))


def calendar_unit(rule: str) -> str | None:
    """Return which whole calendar period a clean rule without days comes once in; None where it says days.

    Example:
        >>> calendar_unit("FREQ=MONTHLY;INTERVAL=3"), calendar_unit("FREQ=WEEKLY;BYDAY=FR")
        ('quarter', None)
    """
    return _UNITS.get(rule)


def _is_value(name: str, value: str) -> bool:
    values = value.split(",") if name in _LISTS else [value]
    return name in _PATTERNS and all(_PATTERNS[name].fullmatch(one) for one in values)


def _kept(name: str, value: str) -> str:
    """Return a part as it is kept: numbers bare, lists in order, each once."""
    if name in ("FREQ", "UNTIL"):
        return value
    if name == "BYDAY":
        days = {(int(one[:-2] or 0), DAYS.index(one[-2:])) for one in value.split(",")}
        return ",".join(f"{nth or ''}{DAYS[day]}" for nth, day in sorted(days))
    return ",".join(map(str, sorted({int(one) for one in value.split(",")})))


def _refuse_contradictions(kept: dict[str, str], raw: object) -> None:
    """Refuse what RFC 5545 does not allow together, and days that no month of the rule has."""
    frequency = kept["FREQ"]
    numbered = any(len(day) > len("MO") for day in kept.get("BYDAY", "").split(","))
    if (
        _NOT_WITH[frequency] & kept.keys()
        or (numbered and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in kept))
        or ("BYSETPOS" in kept and not kept.keys() & {*_LISTS} - {"BYSETPOS"})
    ):
        raise cell.refuse(raw, "expected.rule")
    if "BYMONTH" in kept and "BYMONTHDAY" in kept:
        longest = max(_LONGEST.get(int(month), 31) for month in kept["BYMONTH"].split(","))
        if min(abs(int(day)) for day in kept["BYMONTHDAY"].split(",")) > longest:
            raise cell.refuse(raw, "expected.rule_that_comes")
    if "UNTIL" in kept and until_of(kept["UNTIL"]) is None:
        raise cell.refuse(raw, "expected.rule")


def until_of(text: str) -> date | None:
    """Return the last day that a rule says, None where there is no such day.

    Example:
        >>> until_of("20241231"), until_of("20241331")
        (datetime.date(2024, 12, 31), None)
    """
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day, of no zone
    except ValueError:
        return None
