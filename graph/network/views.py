"""The views of one numbering: one for all dates between two changes of validity, the last few kept."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from threading import Lock

from graph.network.numbering import Rows
from graph.network.view import View

_VIEWS = 8  # kept ready; a reconcile of many as-of dates stays bounded


class Views:
    """The views of one numbering, of the last few dates asked about; several threads may ask."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._views: OrderedDict[int, View] = OrderedDict()
        self._lock = Lock()

    def on(self, day: int) -> View:
        """Return what holds on a day, as days since 1970."""
        at = bisect_right(self._rows.edges, day)
        with self._lock:
            if at not in self._views:
                self._views[at] = View(self._rows, day)
            self._views.move_to_end(at)
            if len(self._views) > _VIEWS:
                self._views.popitem(last=False)
            return self._views[at]
