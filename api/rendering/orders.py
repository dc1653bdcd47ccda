"""An order that was given, as ``--json`` and HTTP tell it, and as a sentence."""

from __future__ import annotations

from typing import Any

from api.naming import names_of
from api.rendering.text import SCHEMA
from graph.life.ordering import OrderMade
from graph.network import Network
from graph.rules import Rules
from graph.words import caption


class OrderTold:
    """What was ordered, in a language; ``revision`` None = nothing was written."""

    def __init__(self, made: OrderMade, network: Network, rules: Rules, lang: str, revision: int | None) -> None:
        """Take what was ordered, and of which network."""
        self._made, self._lang, self._revision = made, lang, revision
        self._names = names_of(network, rules)

    def document(self) -> dict[str, Any]:
        """Return it as a document."""
        row = self._made.row
        return {
            "schema": SCHEMA,
            "order": row["key"],
            "norm": row["norm"],
            "subject": row["subject"],
            "item": row["item"],
            "responsible": row["responsible"],
            "assigned_on": row["assigned_on"],
            "due": row["due"],
            "note": row["note"],
            "revision": self._revision,
        }

    def line(self) -> str:
        """Return it as a sentence."""
        row, lang = self._made.row, self._lang
        responsible = row["responsible"]
        return caption(
            "cli.order.tried" if self._revision is None else "cli.order.added",
            lang,
            norm=getattr(self._made.norm.title, lang),
            subject=self._names.path_of(row["subject"]),
            responsible=caption("cli.order.nobody", lang) if responsible is None else self._names.path_of(responsible),
            due=row["due"],
            revision=self._revision,
        )
