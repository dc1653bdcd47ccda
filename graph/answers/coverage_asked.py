"""Options of coverage beside its date: an earlier date to compare with, and a level to count by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graph.answers.coverage import STATES
from graph.errors import BadInput
from graph.rules import Rules, base_vocabulary
from graph.values.dates import clean_day
from graph.words.listed import Listed

AXES = ("territory", "property")


def earlier(compare: date | str | None, on: date) -> date | None:
    """Return the date that another is compared with, which is the earlier one.

    Raises:
        BadValue: It is no day.
        BadInput: It is not earlier.

    Example:
        >>> earlier("2024-10-01", date(2024, 11, 1))
        datetime.date(2024, 10, 1)
    """
    day = clean_day(compare)
    if day is not None and day >= on:
        raise BadInput("coverage_compare", found=day.isoformat(), on=on.isoformat())
    return day


def checked_states(states: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the states that are shown; None = all.

    Raises:
        BadInput: There is no such state.

    Example:
        >>> checked_states(["gap"]), checked_states(None)
        (('gap',), None)
    """
    shown = None if states is None else tuple(states)
    if wrong := [one for one in shown or () if one not in STATES]:
        raise BadInput("coverage_state", found=wrong[0], expected=Listed(STATES))
    return shown


def checked_by(rules: Rules, by: str | None, axis: str) -> None:
    """Refuse a level that places of no profile have, and an axis that there is not: nothing would lie in any.

    Raises:
        BadInput: There is no such level or axis.
    """
    if by is not None and by not in levels_of(rules):
        raise BadInput("coverage_by", found=by, expected=Listed(levels_of(rules)))
    if axis not in AXES:
        raise BadInput("coverage_axis", found=axis, expected=Listed(AXES))


def asked_nowhere(rules: Rules, *, anybody: bool) -> tuple[Mapping[str, Any], ...]:
    """Return an issue where norms were named and none of them applies here; none where one does (``anybody``).

    Example:
        >>> from graph.rules import load_rules
        >>> [one["titles"] for one in asked_nowhere(load_rules().about("每百户"), anybody=False)]
        [[{'zh': '每百户30平方米社区综合服务设施', 'en': '30 m² of community service space per 100 households'}]]
        >>> asked_nowhere(load_rules(), anybody=False)
        ()
    """
    if rules.picked is None or anybody:
        return ()
    named = [norm for _, norms in sorted(rules.packs.items()) for norm in norms if norm.id in rules.picked]
    titles = [dict(said) for said in dict.fromkeys((("zh", one.title.zh), ("en", one.title.en)) for one in named)]
    return ({"code": "norms_nowhere", "id": "", "other": None, "titles": titles},)


def levels_of(rules: Rules) -> list[str]:
    """Return the levels that a place may have: those of the common words, and of any profile."""
    own = (level.key for profile in rules.profiles.values() for level in profile.levels)
    return list(dict.fromkeys([*base_vocabulary().lists["level"], *own]))
