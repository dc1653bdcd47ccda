"""What a store may have beside the contract: a stamp of the last commit, columns at rest, revisions that went."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path


class Beside:
    """What makes a store quicker to follow and to open again; the defaults are those of an engine that cannot."""

    @property
    def at_rest(self) -> Path | None:
        """The folder in which columns of its newest revision may lie at rest (`graph.atrest`); None = nowhere."""
        return None

    def stamp(self) -> Hashable | None:
        """Return something that is another one after every commit, by whichever process; None = it costs a question.

        It may also change where nothing was committed, and says nothing of what was: whoever sees another one asks
        for the revision.

        Raises:
            StoreError: The store went away.
        """
        return None

    def gone(self) -> frozenset[int]:
        """Return the numbers of revisions that were made and cannot be opened any more; mostly there are none."""
        return frozenset()
