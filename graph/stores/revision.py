"""A commit, as everybody names it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from graph.errors import NoSuchRevision


@dataclass(frozen=True)
class Revision:
    """One commit: its number, who made it, when and from what.

    Attributes:
        number: 1 for the first commit, then without gaps.
        by: Who made it.
        at: When, in UTC.
        source: What it was made from, such as the name of a file.
        digest: Over what it made and ended (`sealing.py`); empty for one of a linli that kept none.
        reason: Why, in words; empty where nobody said.
    """

    number: int
    by: str
    at: datetime
    source: str
    digest: str = field(default="", compare=False)
    reason: str = ""


#: The revision of a store to which nothing was committed yet.
NOTHING = Revision(0, "", datetime(1970, 1, 1, tzinfo=UTC), "")


def instant_of(at: datetime | None) -> datetime:
    """Return an instant in UTC, to which one without a zone belongs; None = now."""
    if at is None:
        return datetime.now(UTC)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def known(at: int | None, newest: int) -> int:
    """Return the number of a revision that was made; None = the newest.

    Raises:
        NoSuchRevision: It was never made.
    """
    if at is None:
        return newest
    if not 0 <= at <= newest:
        raise NoSuchRevision(revision=at, newest=newest)
    return at


def span(since: int, until: int | None, newest: int) -> tuple[int, int]:
    """Return the numbers of two revisions that were made, the first not after the second.

    Raises:
        NoSuchRevision: One was never made, or the first only after the second.
    """
    last = known(until, newest)
    return known(since, last), last
