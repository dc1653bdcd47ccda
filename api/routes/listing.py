"""A list that is of no day: the newest revision, read page by page."""

from __future__ import annotations

from fastapi import Request

import graph
from api.routes.paging import page_of, read_position
from api.routes.parameters import DEFAULT_LIMIT, Cursor, Limit
from api.routes.requested import LiveNetwork
from api.serving import Served
from graph.answers import Page


class Listed:
    """A page of a list.

    Attributes:
        request: The request.
        served: The newest revision.
        page: The page asked for.
    """

    def __init__(
        self, request: Request, live: LiveNetwork, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
    ) -> None:
        """Take what the parameters name.

        Raises:
            BadCursor: The cursor is garbled, foreign or outdated.
            StoreError: The store went away.
        """
        self.request = request
        self.served: Served = live.newest
        position = None if cursor is None else read_position(cursor)
        self.page: Page = page_of(request, self.served, graph.today(), limit, position)
