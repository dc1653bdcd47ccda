"""A child's wish is raised by a school or the community, and names nobody (SEMANTICS V11)."""

from __future__ import annotations

from datetime import date

#: Below this age nobody is named as who raised something.
NAMED_FROM = 14


def may_be_child(birth_year: int | None, day: date) -> bool:
    """Return whether somebody born in a year may have been under 14 on a day; of an unknown year nobody can tell.

    Example:
        >>> may_be_child(2010, date(2024, 11, 1)), may_be_child(2009, date(2024, 11, 1)), may_be_child(None, date.max)
        (True, False, False)
    """
    return birth_year is not None and day.year - birth_year <= NAMED_FROM
