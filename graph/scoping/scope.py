"""A scope: to what somebody is bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """A place and what lies in it, or a partner's own organisation.

    Attributes:
        place: Key of the place; None = everywhere.
        partner: Key of the organisation, where it is a partner that looks; of the place it then sees what is its own.
        seat: Key of a post or organisation whose they are: of what is said of it they never learn by whom.

    Example:
        >>> Scope().everything, Scope("place-5222ni5m42r262ec").everything
        (True, False)
    """

    place: str | None = None
    partner: str | None = None
    seat: str | None = None

    @property
    def acts(self) -> tuple[str, ...]:
        """The steps that a partner may take, for what is its own; nothing else is written by one (SEMANTICS V26)."""
        return ("claim", "decline", "done")

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Scope()
