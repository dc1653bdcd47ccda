"""The result of filling a form, in words: on the sheets that are added to it, and in the lines of a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from api.captions import Captions
from graph.values import cell
from loaders.filling.back import Difference
from loaders.filling.book import EVIDENCE, LEFT, Put
from loaders.filling.fill import Filled

_BASIS = ("工作表", "单元格", "栏目", "填的值", "取数口径", "对象", "截至", "版本", "依据数")
_MISSING = ("工作表", "单元格", "栏目", "为什么没有填", "可以问谁", "对象")


class Told:
    """Says it for one viewer, in one language; the sheets are in Chinese first, as the form is."""

    def __init__(
        self,
        say: Captions,
        called: Callable[[str], str],
        asked_of: Callable[[str], str],
        revision: int,
        note: str,
    ) -> None:
        """Take the words, what things and who is asked are called, the revision, and who made the form of what."""
        self._say, self._called, self._asked_of, self._revision, self._note = say, called, asked_of, revision, note

    def sheets(self, found: Filled) -> Sequence[tuple[str, Sequence[Sequence[Any]]]]:
        """Return the sheets of evidence and of what is left, with their headers."""
        basis: list[Sequence[Any]] = [_BASIS]
        for at, one in enumerate(found.puts):
            if one.filled:
                given, spot = one.given, one.spot
                about = self._called(found.subjects[at])
                end = (about, given.as_of.isoformat(), self._revision, given.evidence)
                basis.append((found.sheets[at], spot.cell, spot.label, given.value, spot.want.said, *end))
        if len(basis) == 1:  # so that what comes back can be compared all the same
            day = found.puts[0].given.as_of.isoformat() if found.puts else None
            basis.append((None, None, None, None, None, None, day, self._revision, 0))
        basis.append((self._note,))
        left: list[Sequence[Any]] = [_MISSING, *(tuple(row) for row in self._missing(found))]
        return [(EVIDENCE, basis), *([(LEFT, left)] if len(left) > 1 else [])]

    def _missing(self, found: Filled) -> list[list[Any]]:
        rows: list[list[Any]] = []
        for at in found.left:
            one = found.puts[at]
            whom = None if one.why else self._whom(found.whom[at])  # what the form itself does not let be written
            about = self._called(found.subjects[at])
            rows.append([found.sheets[at], one.spot.cell, one.spot.label, self.why(one), whom, about])
        rows += [
            [short.sheet, short.rows, None, self._say("fill.short", count=short.count, left=short.left), None, None]
            for short in found.short
        ]
        return rows

    def why(self, one: Put) -> str:
        """Return why a cell is not filled, with what is known all the same."""
        say, given = self._say, one.given
        if one.why is not None:
            return say(f"why.{one.why}")
        codes = list(dict.fromkeys(code for code, _ in given.why))
        text = say("cli.comma").join(say(f"why.{code}") for code in codes)
        if given.low is None:
            return text
        band = say.band({"low": given.low, "high": given.high})
        return say("fill.band", why=text, band=band) if band != "?" else text

    def _whom(self, key: str | None) -> str:
        return self._say("fill.nobody") if key is None else self._asked_of(key)

    def lines(self, found: Filled) -> list[str]:
        """Return what is left, a line each, after how much is filled."""
        say = self._say
        lines = [say("fill.counts", filled=len(found.puts) - len(found.left), left=len(found.left))]
        for row in self._missing(found):
            sheet, cell, label, why, whom, _ = row
            at = say("fill.at", sheet=sheet or "", cell=cell, label=label or "").strip()
            lines.append(say("fill.left" if whom else "fill.left_alone", at=at, why=why, whom=whom or ""))
        return lines

    def differences(self, found: Sequence[Difference], whom: Callable[[Difference], str | None]) -> list[str]:
        """Return the cells that differ, a line each."""
        say, lines = self._say, []
        for one in found:
            ledger = one.ledger.value
            if ledger is None and one.ledger.low is not None:
                ledger = say.band({"low": one.ledger.low, "high": one.ledger.high})
            said = {"was": _shown(one.was), "now": _shown(one.now), "ledger": _shown(ledger)}
            at = say("fill.at", sheet=one.spot.sheet or "", cell=one.spot.cell, label=one.spot.label).strip()
            what = "figure" if one.figure is not None else "ask"
            todo = say(f"fill.todo.{what if one.state != 'moved' else 'moved'}", whom=self._whom(whom(one)))
            lines.append(say(f"fill.{one.state}", at=at, todo=todo, **said))
        return lines


def _shown(value: Any) -> str:
    return (None if value is None else cell.text(value)) or "—"
