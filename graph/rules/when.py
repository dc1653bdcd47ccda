"""*When*: what a subject has to have so that a norm applies to it: a committee where members are seven or more."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from graph.errors import BadRules
from graph.kinds import tie_to_place, ties
from graph.rules.bodies.amounts import Amount
from graph.rules.bodies.base import LARGEST, Counting
from graph.rules.mistakes import Refused

_Number = Annotated[int, Field(ge=0, le=LARGEST)]


class When(Amount):
    """That a subject has at least, or at most, so many of something.

    Of a place things are counted at it and below, as presence counts them; of what is no place, those tied to it; or
    who lives there.

    Attributes:
        at_least: So many or more.
        at_most: So many or fewer.
    """

    at_least: _Number | None = None
    at_most: _Number | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise Refused(BadRules("norm_when_bound"))
        return self

    def check(self) -> None:
        """Ask nothing yet: by which tie things are counted depends on the subject, which the norm knows."""

    def check_of(self, subject: str) -> None:
        """Refuse a condition that cannot be counted for such a subject.

        Raises:
            Refused: No tie brings it there.
        """
        if subject == "place" and self.lived is None and not self.belonging:
            self._check_at_place()
        elif subject not in self.tied_to:
            raise Refused(BadRules("norm_when_of", found=self.measure, subject=subject))

    @property
    def counting(self) -> Counting:
        """What is counted at a place and below."""
        return Counting(of=self.things, through=self.tie_at("place"))

    def holds(self, low: int, high: float) -> bool | None:
        """Return whether it is so of a number between two; None = nobody can tell.

        Example:
            >>> seven = When.model_validate({"of": {"kind": ["person"]}, "at_least": 7})
            >>> seven.holds(7, 9), seven.holds(2, 6), seven.holds(6, float("inf"))
            (True, False, None)
        """
        if self.at_least is not None:
            return True if low >= self.at_least else None if high >= self.at_least else False
        most = self.at_most or 0
        return True if high <= most else None if low <= most else False

    def tie_at(self, subject: str) -> str:
        """Return the tie by which the counted things belong to such a subject."""
        return (self.through or tie_to_place(self.kind)) if subject == "place" else self.tie

    def told(self) -> dict[str, Any]:
        """Return it as a document says it."""
        return {**super().told(), "through": self.through or None}

    def _check_at_place(self) -> None:
        if len(self.things.get("kind")) != 1:
            raise Refused(BadRules("norm_one_kind", found=str(self.of)))
        open_to = [tie.kind for tie in ties() if self.kind in tie.source and "place" in tie.target]
        if self.tie_at("place") not in open_to:
            expected = ", ".join(open_to) or "—"
            raise Refused(BadRules("norm_no_tie", found=self.through or "—", kind=self.kind, expected=expected))
