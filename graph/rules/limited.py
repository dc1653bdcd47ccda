"""Which limit a step has in a profile (SEMANTICS W10)."""

from __future__ import annotations

from graph.rules.limits import Limit
from graph.rules.profile import Profile


def limit_of(profile: Profile, step: str, category: str | None = None, priority: str | None = None) -> Limit | None:
    """Return the limit of a step in a profile: the first that fits counts; None = there is none.

    Args:
        profile: The profile.
        step: The step.
        category: The category of the matter, by its code; None = it has none.
        priority: How urgent the matter is; None = normal, as where a need says nothing.
    """
    fitting = (one for one in profile.limits if one.step == step)
    return next((one for one in fitting if one.holds_for(profile.tree, category, priority or "normal")), None)
