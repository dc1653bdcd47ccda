"""What a part of a store refuses: copies and examinations of the whole, and what only an engine does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NoReturn

import polars as pl

from graph.changes import ChangeSet
from graph.errors import NotOffered
from graph.stores import Revision, Store
from graph.stores.findings import Examined
from graph.stores.forgotten import Forgotten
from graph.tables import Tables


class PartOfStore(Store):
    """A store without an engine of its own: it reads and commits through the whole store."""

    def backup(self, path: str | Path, *, replace: bool = False) -> None:  # noqa: ARG002 - of nothing
        """Refuse: a part of a store is no store.

        Raises:
            NotOffered: Always.
        """
        _refused()

    def examine(self) -> Examined:
        """Refuse, as ``backup``."""
        _refused()

    def _versions(self, key: str, kind: str) -> Mapping[str, pl.DataFrame]:  # noqa: ARG002
        _refused()

    def _writing(self) -> AbstractContextManager[None]:
        _refused()

    def _before(self, changes: ChangeSet) -> Tables:  # noqa: ARG002
        _refused()

    def _write(self, made: Revision, changes: ChangeSet, before: Tables) -> None:  # noqa: ARG002
        _refused()

    def _traces(self, kind: str, key: str) -> int:  # noqa: ARG002
        _refused()

    def _erase(self, made: Revision, keys: Sequence[str]) -> None:  # noqa: ARG002
        _refused()

    def _remember(self, one: Forgotten) -> None:  # noqa: ARG002
        _refused()

    def _swept(self, key: str) -> Forgotten:  # noqa: ARG002
        _refused()


def _refused() -> NoReturn:
    raise NotOffered
