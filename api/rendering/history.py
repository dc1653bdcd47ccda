"""What happened to a thing, and what was written into the store when."""

from __future__ import annotations

from typing import Any

from api.rendering.text import SCHEMA
from graph.answers import Page
from graph.identity import without_identities
from graph.stores import Store
from graph.viewing import Showing, seen_events


def history_document(store: Store, key: str, showing: Showing, page: Page | None = None) -> dict[str, Any]:
    """Return every event of a thing and of the ties at it that the viewer may know of, oldest first.

    Raises:
        NotFound: The store never had that key.
        NotLogged: Something in it is personal, and that it is shown cannot be written down.
    """
    events = seen_events(store.history(key), showing, key)
    shown = events if page is None else events.slice(page.first, page.limit)
    return {
        "schema": SCHEMA,
        "list": "history",
        "key": key,
        "rows": list(shown.iter_rows(named=True)),
        "hidden": showing.hidden,
        "next": None if page is None else page.next(events.height),
    }


def revisions_document(store: Store, page: Page | None = None) -> dict[str, Any]:
    """Return every revision, oldest first."""
    made = store.revisions()
    shown = made if page is None else made[page.first : page.first + page.limit]
    return {
        "schema": SCHEMA,
        "list": "revisions",
        "rows": [
            {"number": one.number, "by": one.by, "at": one.at, "source": without_identities(one.source)}
            for one in shown
        ],
        "next": None if page is None else page.next(len(made)),
    }
