"""A cell of an answer as a reader says it: bands, things, places, reasons and codes, each in its words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from graph.rules import Rules
from graph.words import caption

Row = Mapping[str, Any]


class Cells:
    """Puts the cells of one answer into words.

    Example:
        >>> from graph.rules import load_rules
        >>> cells = Cells(load_rules(), "zh", ("state",))
        >>> cells.text("has", {"low": 1, "high": None}), cells.text("state", "gap")
        ('≥1', '缺口')
    """

    def __init__(self, rules: Rules, lang: str, codes: Collection[str] = ()) -> None:
        """Take the words of norms, slots and roles, and which columns hold codes with words of their own."""
        self._codes = codes
        self._rules, self._lang, self._words = rules, lang, rules.vocabulary()

    def cell(self, row: Row, column: str) -> str:
        """Return a cell of a row; the chain of the row says what its slots are called."""
        if column == "why" and not row[column] and row.get("state") == "gap":
            return self._say("why.absent")
        return self.text(column, row[column], row.get("chain"))

    def text(self, column: str, value: Any, chain: str | None = None) -> str:
        """Return a value of a column; empty where there is none."""
        if value is None:
            return ""
        if isinstance(value, list):
            parts = dict.fromkeys(self.text(column, one, chain) for one in value)
            return self._say("picture.semicolon").join(filter(None, parts))
        if isinstance(value, Mapping):
            return self._struct(column, value, chain)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:,}"
        return self._code(column, str(value), chain)

    def _struct(self, column: str, value: Row, chain: str | None) -> str:
        if "code" in value:
            return self._say(f"{column}.{value['code']}", count=value.get("count"))
        if "why" in value:
            return self._say(
                "picture.named", text=self._slot(value["slot"], chain), note=self._say(f"passed.{value['why']}")
            )
        if "value" in value:
            unit = self._words.caption("unit", value["unit"], self._lang)
            number = self._say(f"count.{value['bound']}", value=f"{value['value']:,}")
            return f"{number} {unit}"
        if "low" in value:
            return band(value)
        if "path" in value:
            return str(value["path"])
        name = value.get("name") or self._words.caption("role", value.get("role") or "", self._lang)
        return str(name or value["id"])

    def _code(self, column: str, code: str, chain: str | None) -> str:
        """Return what a code is called; a text that is none stays as it is."""
        if column == "slot":
            return self._slot(code, chain)
        if column == "norm":
            return self._norm(code)
        if column == "chain":
            return self._words.caption("chain", code, self._lang)
        return self._say(f"{column}.{code}") if column in self._codes else code

    def _norm(self, norm: str) -> str:
        titles = {one.id: one.title for norms in self._rules.packs.values() for one in norms}
        return str(getattr(titles[norm], self._lang)) if norm in titles else norm

    def _slot(self, slot: str, chain: str | None) -> str:
        """Return what the profiles call a slot of a chain, where they agree."""
        profiles = self._rules.profiles.values()
        chains = [parts for profile in profiles for key, parts in profile.chains.items() if key == chain]
        titles = {getattr(one.title, self._lang) for parts in chains for one in parts.slots if one.key == slot}
        return str(titles.pop()) if len(titles) == 1 else slot

    def _say(self, code: str, **params: Any) -> str:
        return caption(code, self._lang, **params)


def band(value: Row) -> str:
    """Return a band as ``3``, ``1–2`` or ``≥3``; ``?`` where nothing is known.

    Example:
        >>> band({"low": 1, "high": 2}), band({"low": 0, "high": None})
        ('1–2', '?')
    """
    low, high = value["low"], value["high"]
    if high is None:
        return f"≥{low:,}" if low else "?"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
