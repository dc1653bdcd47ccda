"""What happened to a thing, and what was written into the store when."""

from __future__ import annotations

from typing import Any

import polars as pl

from api.rendering.text import SCHEMA
from graph.answers import Page
from graph.identity import without_identities
from graph.kinds import things
from graph.stores import Store
from graph.viewing import Showing, Viewer, seen_events, told_reason


def history_document(store: Store, key: str, showing: Showing, page: Page | None = None) -> dict[str, Any]:
    """Return every event of a thing and of the ties at it that the viewer may know of, oldest first.

    Raises:
        NotFound: The store never had that key.
        NotLogged: Something in it is personal, and that it is shown cannot be written down.
    """
    told = pl.concat([store.history(one) for one in (key, *_statements(store, key))])
    events = seen_events(told.sort("revision", maintain_order=True), showing, key)
    shown = events if page is None else events.slice(page.first, page.limit)
    return {
        "schema": SCHEMA,
        "list": "history",
        "key": key,
        "rows": list(shown.iter_rows(named=True)),
        "hidden": showing.hidden,
        "next": None if page is None else page.next(events.height),
    }


def _statements(store: Store, key: str) -> list[str]:
    """Return the keys of what is said of a thing step by step, as the steps of a need are, in their order."""
    kind = key.split("-", 1)[0]
    found: list[str] = []
    for one in things():
        of = [field.name for field in one.fields if field.required and field.anchors and kind in field.to]
        if one.statement and of:
            rows = store.referring(one.kind, of[0], [key])
            found += rows.sort("number" if "number" in rows.columns else "key")["key"].to_list()
    return found


def revisions_document(store: Store, viewer: Viewer, page: Page | None = None) -> dict[str, Any]:
    """Return every revision, oldest first."""
    made = store.revisions()
    shown = made if page is None else made[page.first : page.first + page.limit]
    return {
        "schema": SCHEMA,
        "list": "revisions",
        "rows": [
            {
                "number": one.number,
                "by": one.by,
                "at": one.at,
                "source": without_identities(one.source),
                "reason": told_reason(one.reason, viewer),
            }
            for one in shown
        ],
        "next": None if page is None else page.next(len(made)),
    }
