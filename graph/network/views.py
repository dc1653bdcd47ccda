"""The views of one numbering: one for all dates between two changes of validity, the last few kept."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from graph.changes import ChangeSet, turning
from graph.doors import lifted, tables_without_doors
from graph.network.carrying import carry_rows
from graph.network.carrying_view import carry_view
from graph.network.numbering import Rows
from graph.network.on_day import on_day
from graph.network.patching import Patch, patch
from graph.network.view import View

if TYPE_CHECKING:
    from graph.atrest.shelf import Shelf

_VIEWS = 8  # kept ready; a reconcile of many as-of dates stays bounded


class Views:
    """The views of one numbering, of the last few dates asked about; several threads may ask.

    Attributes:
        shelf: Where facts of one day may lie at rest; None = nowhere, as after any change.
    """

    shelf: Shelf | None = None

    def __init__(
        self, rows: Rows, lifted: frozenset[str] = frozenset(), make: Callable[[Rows, int], View] = View
    ) -> None:
        """Take the numbering, the keys of the ties that end at a building instead of a door, and what makes a view."""
        self.rows, self.lifted, self._make = rows, lifted, make
        self._views: OrderedDict[int, View] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def told(self) -> Views:
        """The views of the same without the doors of needs; the very same where there are none (SEMANTICS V8)."""
        tables = tables_without_doors(self.rows.tables)
        if tables is self.rows.tables:
            return self
        changes = turning(self.rows.tables, tables)
        told = self.moved(changes, None, frozenset(changes.frames), lifted(self.rows.tables, tables))
        told.shelf = self.shelf and self.shelf.beside("told")
        return told

    def moved(
        self, changes: ChangeSet, revision: int | None, kinds: frozenset[str], lifted: frozenset[str] = frozenset()
    ) -> Views:
        """Return the views after changes, with what of the old ones does not hang on them; these stay as they are.

        Args:
            changes: What is changed, with nothing in it that is hidden in the rows.
            revision: Of which revision they are then; None = of the same.
            kinds: The kinds of which more than remarks is changed.
            lifted: Keys of the ties that end at a building instead of a door then.
        """
        done = patch(self.rows, changes, revision)
        carry_rows(done)
        other = Views(done.rows, lifted)
        other.take_days(self, kinds, done)
        told = self.__dict__.get("told")  # made when somebody asks for it
        if told is not None and told is not self and (now := other.told) is not other:
            now.take_days(told, kinds)
        return other

    def take_days(self, before: Views, kinds: frozenset[str], done: Patch | None = None) -> None:
        """Take over what the views before a change had computed and does not depend on the kinds changed."""
        for _, view in before.kept():
            new = self.on(view.day)
            if done is not None:
                carry_view(view, new, done)
            new.take_days(view, kinds)

    def kept(self) -> list[tuple[int, View]]:
        """Return the views that are kept now, each under what it holds for."""
        with self._lock:
            return list(self._views.items())

    def keep(self, at: int, view: View) -> None:
        """Keep a view that was made before, under what ``kept`` named it."""
        with self._lock:
            self._views[at] = view

    def on(self, day: int) -> View:
        """Return what holds on a day, as days since 1970."""
        at = bisect_right(self.rows.edges, day)
        with self._lock:
            if at not in self._views:
                self._views[at] = self._make(on_day(self.rows, day), day)
            self._views.move_to_end(at)
            if len(self._views) > _VIEWS:
                self._views.popitem(last=False)
            return self._views[at]
