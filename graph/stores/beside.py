"""What a store may have beside the contract: a stamp of the last commit, columns at rest, revisions that went."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from graph.atrest import kept_folders
from graph.stores.findings import Finding


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


def at_rest_findings(folder: Path | None, called: str) -> list[Finding]:
    """Return what of the columns at rest is not as it was written; nothing is lost, since they are never the store.

    Args:
        folder: Where they lie; None = nowhere.
        called: What the folder is called where somebody is told of it.
    """
    wrong = [] if folder is None else [(name, file) for name, file in kept_folders(folder) if file is not None]
    return [
        Finding("at_rest", "notice", {"file": f"{called}/{name}/{file}", "folder": called})
        if name
        else Finding("at_rest_not_ours", "notice", {"folder": called})
        for name, file in wrong
    ]
