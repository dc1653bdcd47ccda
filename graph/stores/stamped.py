"""Whether anybody committed, asked so cheaply that whoever follows a store may ask all the time."""

from __future__ import annotations

from collections.abc import Hashable


class Stamped:
    """What a store adds to the contract where its engine can tell in microseconds that something changed."""

    def stamp(self) -> Hashable | None:
        """Return something that is another one after every commit, by whichever process; None = it costs a question.

        It may also change where nothing was committed, and says nothing of what was: whoever sees another one asks
        for the revision.

        Raises:
            StoreError: The store went away.
        """
        return None
