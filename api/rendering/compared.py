"""Two plans beside each other in words: small tables with what there is now and with each, and what only one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.captions import Captions
from api.rendering.plans import ComparedTold
from graph.answers.plans import SIDES
from graph.facts import facts_of

Row = dict[str, Any]
#: The names of the two plans in tables.
LETTERS = ("A", "B")


@dataclass(frozen=True)
class Section:
    """A table.

    Attributes:
        title: What it is of.
        headers: One a column; the first is empty.
        rows: Texts in the order of the headers.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections_of(told: ComparedTold, say: Captions) -> Iterator[Section]:
    """Yield the tables in which something stands."""
    for name, now in (("rows", "gaps"), ("paths", None), ("follows", None), ("people", None), ("remaining", "homes")):
        rows = told.answer.frames[name].to_dicts()
        sides = SIDES if now is None else (now, *SIDES)
        headers = ("", *LETTERS) if now is None else ("", say("plan.compare.now"), *LETTERS)
        lines = tuple((_about(name, row, say), *(_number(row[side], say) for side in sides)) for row in rows)
        if lines:
            yield Section(say(f"plan.compare.{name}"), headers, lines)


def only_lines(told: ComparedTold, say: Captions) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what only the first does, and what only the second: a title, and its lines."""
    rows = told.answer.frames["only"].to_dicts()
    for letter, side in zip(LETTERS, SIDES, strict=True):
        lines = tuple(_only(told, say, row) for row in rows if row["only"] == side)
        if lines:
            yield say("plan.compare.only", letter=letter), lines


def _only(told: ComparedTold, say: Captions, row: Row) -> str:
    subject = row["subject"]["path"] or told.called(row["subject"]["id"])
    norm, item = say.norm(row["norm"]), say.item(row["norm"], row["item"])
    text = say("foretold.norm.item" if item else "foretold.norm", norm=norm, subject=subject, item=item)
    return say("plan.compare.only_line", change=say(f"foretold_flip.{row['change']}"), text=text)


def _about(name: str, row: Row, say: Captions) -> str:
    """Return what a row is about."""
    if name == "rows":
        return say.norm(row["norm"])
    if name == "paths":
        return say("plan.compare.path", chain=_chain(row["chain"], say), change=say(f"foretold_way.{row['change']}"))
    if name == "follows":
        change, what = say(f"foretold_follows.{row['change']}"), say(f"foretold_what.{row['what']}")
        return say("plan.compare.follow", change=change, what=what)
    if name == "remaining":
        code = "plan.compare.left_unknown" if row["holders"] is None else "plan.compare.left"
        return say(code, chain=_chain(row["chain"], say), holders=row["holders"])
    return say(f"foretold_people.{row['change']}")


def _chain(chain: str, say: Captions) -> str:
    """Return what the profiles that are followed call a chain; its code where they call it differently."""
    followed = [say.rules.profiles[one] for one in facts_of(say.network, say.rules).profiles.names]
    titles = {say.chain(one, chain) for one in followed if chain in one.chains}
    return titles.pop() if len(titles) == 1 else chain


def _number(value: Any, say: Captions) -> str:
    """Return a number, or a band; of a band none is nought."""
    return f"{value:,}" if isinstance(value, int) else say.band(value) or "0"
