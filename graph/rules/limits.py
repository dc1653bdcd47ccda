"""Limits: within which time a step is to be done (SEMANTICS W10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import BadRules
from graph.rules.categories import Categories
from graph.rules.located import Located
from graph.rules.mistakes import Refused
from graph.rules.vocabulary import nearest

LimitedStep = Literal["accept", "dispatch", "take", "claim", "finish", "handle"]
#: A limit is counted in one of these.
UNITS = ("working_days", "hours", "days")
#: Ten years: whoever writes more has mistyped, and no calendar reaches there.
_LONGEST = 3660


class Limit(BaseModel):
    """How long one step may take.

    Attributes:
        step: What is to be done: ``take`` is what whoever is asked does first, ``handle`` the whole from acceptance on.
        category: Only for matters of this category, or of one below it; None = for any.
        priority: Only for matters of this priority; one that names none is ``normal``. None = for any.
        working_days: So many working days.
        hours: So many hours by the clock.
        days: So many days of the calendar.

    Raises:
        BadRules: It has no unit, or several, or lasts less than one or longer than ten years.

    Example:
        >>> limit = Limit(step="take", working_days=3)
        >>> limit.unit, limit.count, str(limit)
        ('working_days', 3, '3 working_days')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: LimitedStep
    category: str | None = None
    priority: Literal["urgent", "high", "normal"] | None = None
    working_days: int | None = Field(default=None, ge=1, le=_LONGEST)
    hours: int | None = Field(default=None, ge=1, le=24 * _LONGEST)
    days: int | None = Field(default=None, ge=1, le=_LONGEST)

    @model_validator(mode="after")
    def _one_unit(self) -> Limit:
        said = [unit for unit in UNITS if getattr(self, unit) is not None]
        if len(said) != 1:
            raise Refused(BadRules("limit_one_unit", found=", ".join(said) or "rules.nothing"))
        return self

    @property
    def unit(self) -> str:
        """The unit it is counted in."""
        return next(unit for unit in UNITS if getattr(self, unit) is not None)

    @property
    def count(self) -> int:
        """How many of them."""
        found: int = getattr(self, self.unit)
        return found

    def __str__(self) -> str:
        """Return it as a rule file would say it: the number, then the unit."""
        return f"{self.count} {self.unit}"

    def holds_for(self, tree: Categories, category: str | None, priority: str | None) -> bool:
        """Return whether it is about matters of a category and priority; None = without one."""
        of_category = self.category is None or (category is not None and self.category in tree.above(category))
        return of_category and self.priority in (None, priority)


def check_limits(limits: Sequence[Limit], tree: Categories, located: Located) -> None:
    """Refuse limits that can never count, and those of a category that is not in the tree.

    Raises:
        BadRules: With the line of the limit that is wrong.
    """
    for position, one in enumerate(limits):
        where = ("limits", position)
        if one.category is not None and one.category not in tree.of:
            near = nearest(one.category, tree.of)
            path = (*where, "category")
            raise located.refuse("profile_no_such_word", path, found=one.category, field="category", expected=near)
        for earlier, other in enumerate(limits[:position]):
            if other.step == one.step and other.holds_for(tree, one.category, one.priority):
                first = located.line(("limits", earlier))
                raise located.refuse("limit_hidden", where, found=one.step, first=first)
