"""*Staffed*: a unit has in it a post of these roles that somebody holds."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from graph.rules.bodies.of_posts import OfPosts


class Staffed(OfPosts):
    """Each unit of a sort has a held post in it.

    Attributes:
        among: Which organisations are asked: ``cobuilding``, who signed an agreement in force as a partner or gives
            something that is not paused; ``all``, whoever the subject selects.
    """

    type: ClassVar[str] = "staffed"
    subjects: ClassVar[tuple[str, ...]] = ("organisation",)

    among: Literal["cobuilding", "all"] = "all"

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return {"of": str(self.of), "among": self.among}
