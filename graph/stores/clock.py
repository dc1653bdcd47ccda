"""Whether the clock of who wrote went back between two revisions: their order is right, their days may not be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from graph.stores.findings import Finding
from graph.stores.revision import Revision

#: Clocks of two machines that write into one store differ by so much without anybody's fault.
_APART = timedelta(minutes=5)
_SOME = 5  # numbers of revisions named in one sentence


def clock_went_back(revisions: Sequence[Revision]) -> list[Finding]:
    """Return, as one notice, which revisions are stamped well before the one that they were made after.

    What is asked by the number of a revision is right all the same; what is asked by a day (``linli changes --from``)
    goes by the stamps, and may count such a revision to another day.

    Example:
        >>> from datetime import UTC, datetime
        >>> one, two = (Revision(n, "演示", datetime(2026, 11, day, tzinfo=UTC), "") for n, day in ((1, 9), (2, 1)))
        >>> [found.message("en") for found in clock_went_back([one, two])]
        ['Stamped earlier than the revision before: revision 2; the clock of the machine went back']
        >>> clock_went_back([one])
        []
    """
    back = [one.number for before, one in pairwise(revisions) if one.at < before.at - _APART]
    if not back:
        return []
    named = ", ".join(map(str, back[:_SOME])) + (" …" if len(back) > _SOME else "")
    return [Finding("clock_back", "notice", {"revision": named})]
