"""*Recency*: something was held in each period in which it should have been."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from pydantic import Field, field_validator, model_validator

from graph.calendar import says_days
from graph.errors import BadRules, LinliError
from graph.rules.bodies.base import Body, Resolve, selector
from graph.rules.mistakes import Refused
from graph.selectors import Selector
from graph.values.rule import RULE
from graph.words import caption

_ACTIVITIES = Selector({"kind": frozenset(["activity"])})
_ROUTINES = Selector({"kind": frozenset(["routine"])})
_LONGEST = 36_525  # days: a hundred years


class Recency(Body):
    """What should be held is held again and again: by a routine of the subject, or by a rule of the norm.

    Attributes:
        of: Which activities.
        routine: The name of the routine that each subject has; its own rule says when.
        rule: Or when, of all subjects alike.
        within: So many days before the date are looked at.
        tolerance: So many days before and after a due day count for it too.
    """

    type: ClassVar[str] = "recency"
    subjects: ClassVar[tuple[str, ...]] = ("place", "organisation", "post", "venue", "team")

    of: Selector = _ACTIVITIES
    routine: str | None = None
    rule: str | None = None
    within: int = Field(ge=1, le=_LONGEST)
    tolerance: int = Field(default=0, ge=0, le=_LONGEST)

    @field_validator("of", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        return selector(found)

    @field_validator("rule")
    @classmethod
    def _clean(cls, found: str | None) -> str | None:
        try:
            return RULE.clean(found)
        except LinliError as error:
            raise Refused(error) from None

    @model_validator(mode="after")
    def _askable(self) -> Self:
        if self.of.get("kind") != {"activity"}:
            raise Refused(BadRules("norm_kind", found=str(self.of), expected="kind: [activity]"))
        if bool(self.routine) == bool(self.rule):
            raise Refused(BadRules("norm_recency_by", found=self.routine or "—"))
        if self.rule is not None:
            self._check(self.rule)
        return self

    def _check(self, rule: str) -> None:
        """Refuse a rule that nobody could count from, and days around what is no day."""
        if "COUNT" in rule:
            raise Refused(BadRules("norm_recency_count", found=rule))
        if self.tolerance and not says_days(rule):
            raise Refused(BadRules("norm_recency_tolerance", found=rule))

    @property
    def listed(self) -> tuple[Selector, ...]:
        """The activities, and the routines where these say when."""
        return (self.of,) if self.routine is None else (self.of, _ROUTINES)

    @property
    def routines(self) -> Selector:
        """What a listing has to speak of, so that who has no such routine is known to have none."""
        return _ROUTINES

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        return self.model_copy(update={"of": self.of.resolved(resolve)})

    def item_said(self, item: str, word: Callable[[str, str], str], lang: str) -> str:
        """Return how a period is called: its day, month or year, else from when to when."""
        del word
        first, _, last = item.partition("..")
        return caption("recency.period", lang, first=first, last=last) if last else item

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        rest = self.model_dump(mode="json", exclude={"of"}, exclude_none=True)
        return {"of": str(self.of), **rest}
