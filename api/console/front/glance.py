"""A place at a glance: its published numbers, its worst gaps, its overdue needs, and what changed lately."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import graph
from api.console.answered import answered
from api.console.asked import Asked
from api.console.telling import line_of
from api.rendering.changes import told_between
from api.routes.requested import viewer_of
from graph.answers.reconcile import SHOWN
from graph.cards.cells import band
from graph.values.instant import INSTANT
from graph.values.months import last_of, show_month
from graph.viewing import log_of

#: At most this many lines of a section stand on the front page.
FIRST = 8
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Number:
    """A published number beside the count of the same thing, which is another."""

    name: str
    subject: str
    key: str
    published: str
    counted: str


@dataclass(frozen=True)
class Worst:
    """A norm that is not met, the most often missed first."""

    norm: str
    title: str
    gaps: int
    unknown: int


@dataclass(frozen=True)
class Late:
    """A need that is overdue."""

    key: str
    name: str
    place: str
    due: str
    days: int | None
    unit: str


def numbers_of(asked: Asked) -> tuple[list[str], list[Number]]:
    """Return how published numbers stand beside the ledger, each verdict with how many, and the first that differ."""
    rows = list(answered(asked, "reconcile").rows.iter_rows(named=True))
    found = Counter(row["verdict"] for row in rows)
    counts = [f"{asked.say(f'verdict.{one}')} {found[one]:,}" for one in SHOWN if found[one]]
    return counts, [_number(asked, row) for row in rows if row["verdict"] == "differs"][:FIRST]


def _number(asked: Asked, row: dict[str, Any]) -> Number:
    published, subject = row["published"], row["subject"]
    bound = "" if published["bound"] == "exact" else asked.say(f"bound.{published['bound']}")
    value = asked.say("home.published", bound=bound, value=f"{published['value']:,}")
    counted = band(row["counted"]) if row["counted"] is not None else ""
    return Number(row["name"], subject["name"], subject["id"], value.strip(), counted)


def worst_gaps(asked: Asked) -> list[Worst]:
    """Return the norms that are missed or not known, the most often missed first."""
    found: Counter[tuple[str, str]] = Counter()
    for norm, state in answered(asked, "coverage").rows.select("norm", "state").iter_rows():
        found[norm, state] += 1
    norms = {norm for norm, state in found if state in ("gap", "unknown")}
    titles = asked.say.norms_apart(norms)
    told = [Worst(one, titles[one], found[one, "gap"], found[one, "unknown"]) for one in norms]
    return sorted(told, key=lambda one: (-one.gaps, -one.unknown, one.norm))[:FIRST]


def overdue(asked: Asked) -> tuple[list[Late], int]:
    """Return the needs that are overdue, the latest first, and how many there are."""
    rows = [row for row in answered(asked, "needs").rows.iter_rows(named=True) if "overdue" in row["marks"]]
    rows.sort(key=lambda row: -(row["days_late"] or 0))
    return [_late(asked, row) for row in rows[:FIRST]], len(rows)


def _late(asked: Asked, row: dict[str, Any]) -> Late:
    need, place, unit = row["demand"], row["place"], row["unit"]
    due = row["due"] if row["due_time"] is None else INSTANT.caption(row["due_time"], asked.lang)
    where = place["name"] or place["path"] if place else ""
    return Late(
        need["id"], need["name"] or need["id"], where, str(due or ""), row["days_late"], unit["name"] if unit else ""
    )


def changed_in_month(asked: Asked) -> tuple[str, list[str], int]:
    """Return the month of the day asked about, what was written into the ledger in it, in words, and how much it is."""
    first, store = asked.on.replace(day=1), asked.live.store
    month, last = show_month(first), last_of(first)
    made = [(one.number, one.at.astimezone(SHANGHAI).date()) for one in store.revisions()]
    start = max((number for number, day in made if day < first), default=0)
    end = max((number for number, day in made if day <= last), default=0)
    if start == end:
        return month, [], 0
    viewer = viewer_of(asked.request)
    told = told_between(store, start, end, asked.rules, viewer, graph.today(), log_of(store.where))
    return month, [line_of(told, one, asked.lang) for one in told.rows[:FIRST]], len(told.rows)
