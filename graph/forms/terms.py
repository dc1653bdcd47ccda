"""换届台账: who sits where since when, and when that term ends, by that day (SEMANTICS F8)."""

from __future__ import annotations

from typing import Any

from graph.facts import facts_of
from graph.forms.asked import Asked
from graph.forms.paper import Column, Paper, Said, Table
from graph.forms.seated import Seated, posts_inside
from graph.network import Network
from graph.network.numbering import ALWAYS, day_of
from graph.pictures.called import Called
from graph.rules import Rules
from graph.viewing import Showing

_WIDTHS = {"number": 6, "place": 24, "unit": 28, "post": 16, "holder": 14, "basis": 10, "since": 12, "ends": 12}
_NOTE, _NEXT = 30, 20


def terms(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the terms of the holders of posts in a place: those that say when they end first, by that day.

    Of who acts no term is told, since none runs; a post without a holder is told by the chart, not here.
    """
    facts, called = facts_of(network, rules), Called(network, rules, asked.lang)
    seated = Seated(network, rules, showing, posts_inside(network), asked.lang)
    holds = network.rows.ties["holds"]
    found: list[tuple[Any, tuple[Said, ...]]] = []
    for post in seated.posts:
        for tie in seated.held.get(post, ()):
            row = {name: holds.frame[name][tie] for name in ("basis", "term_ends")}
            if facts.holds.acting[tie] or row["term_ends"] is None:
                continue
            begun = int(holds.since[tie])
            since = None if begun == ALWAYS else day_of(begun)
            basis = called.word("basis", row["basis"], called.profile_key(post))
            over = facts.holds.ran_out(tie)
            note = asked.say("form.terms.over") if over else ""
            cells = (seated.place(post), seated.unit(post), seated.role(post), seated.name(tie), basis, since)
            found.append((row["term_ends"], (*cells, row["term_ends"], note, "")))
    found.sort(key=lambda one: one[0])
    rows = [(at, *cells) for at, (_, cells) in enumerate(found, 1)]
    columns = [
        Column(asked.say(f"form.column.{name}"), width, "center" if name == "number" else "left")
        for name, width in {**_WIDTHS, "note": _NOTE, "next": _NEXT}.items()
    ]
    unsaid = sum(len(ties) for ties in seated.held.values()) - len(rows)
    counted = asked.say("form.terms.counted", terms=len(rows), unsaid=unsaid)
    return Paper((asked.sheet(network, (Table(tuple(columns), tuple(rows)),), above=(counted,), landscape=True),))
