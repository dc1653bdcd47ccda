"""*Term*: for how long somebody is elected into the posts of a unit, and that they are elected anew in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from graph.rules.bodies.of_posts import OfPosts


class TermOfOffice(OfPosts):
    """A term in these posts is no longer than so many years, and has not run out.

    Attributes:
        years: How long a term may be.
        among: Which organisations are asked: ``answering``, those that answer for a place; ``others``, those that
            answer for none; ``all``, whoever the subject selects.
        soft: As a rule only: a longer term is told and no gap, and where no last day is written none is reckoned.
    """

    type: ClassVar[str] = "term"
    subjects: ClassVar[tuple[str, ...]] = ("organisation", "place", "team", "venue")
    columns: ClassVar[Mapping[str, str]] = {"years": "integer", "first_end": "day"}

    years: int = Field(ge=1, le=100)
    among: Literal["answering", "others", "all"] = "all"
    soft: bool = False

    @property
    def asked_of(self) -> tuple[str, ...]:
        """Whatever has posts in it; of organisations alone it is asked whether they answer for a place."""
        return self.subjects if self.among == "all" else ("organisation",)

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return {"of": str(self.of), "years": self.years, "among": self.among, "soft": self.soft}
