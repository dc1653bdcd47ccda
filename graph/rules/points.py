"""Points for hours of service, where a profile gives any: none comes with linli (SEMANTICS N66)."""

from __future__ import annotations

from graph.rules.categories import own_categories
from graph.rules.profile import Profile

_HOUR = 60


def minutes_of(hours: float | None) -> int | None:
    """Return hours as whole minutes, so that sums are exact; None where nobody wrote them.

    Example:
        >>> minutes_of(2.5), minutes_of(None)
        (150, None)
    """
    return None if hours is None else round(hours * _HOUR)


def points_of(profile: Profile | None, category: str | None, minutes: int | None) -> int | None:
    """Return the points for some minutes of a category: those of the nearest category above that has any, floored.

    None where the profile gives none, no category fits, or the minutes are not known. ``any`` is for every category.
    """
    if profile is None or not profile.points or minutes is None:
        return None
    tree = own_categories().extended(profile.own_categories)
    above = () if category is None else tree.above(category)
    rate = next((profile.points[one] for one in (*above, "any") if one in profile.points), None)
    return None if rate is None else rate * minutes // _HOUR
