"""换届台账: who sits where since when, and when that term ends, by that day (SEMANTICS F8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.answers.terms import MOST
from graph.forms.asked import Asked
from graph.forms.paper import Column, Paper, Said, Table
from graph.forms.seated import Seated, posts_inside
from graph.network import Network
from graph.network.columns import ALWAYS
from graph.network.numbering import day_of
from graph.pictures.called import Called
from graph.questions import terms as answered
from graph.rules import Rules
from graph.viewing import Showing

_WIDTHS = {"number": 6, "place": 28, "unit": 28, "post": 16, "holder": 14, "basis": 10, "since": 12, "ends": 12}
_NOTE, _NEXT = 26, 20


def terms(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the terms of the holders of posts in a place: those that say when they end first, by that day.

    They are the rows of `terms` for as far ahead as that looks. Of who acts no term is told, since none runs; a post
    without a holder is told by the chart, not here.
    """
    told, called = _told(network, rules), Called(network, rules, asked.lang)
    seated = Seated(network, rules, showing, posts_inside(network), asked.lang)
    holds = network.rows.ties["holds"]
    found: list[tuple[date, tuple[Said, ...]]] = []
    for post in seated.posts:
        for tie in seated.held.get(post, ()):
            term = told.get((network.key(post), network.key(seated.person(tie))))
            if term is None:
                continue
            begun = int(holds.since[tie])
            since = None if begun == ALWAYS else day_of(begun)
            basis = called.word("basis", holds.frame["basis"][tie], called.profile_key(post))
            note = asked.say("form.terms.over") if term["stands"] == "over" else ""
            cells = (seated.place(post), seated.unit(post), seated.role(post), seated.name(tie), basis, since)
            found.append((term["day"], (*cells, term["day"], note, "")))
    found.sort(key=lambda one: one[0])
    rows = [(at, *cells) for at, (_, cells) in enumerate(found, 1)]
    columns = [
        Column(asked.say(f"form.column.{name}"), width, "center" if name == "number" else "left")
        for name, width in {**_WIDTHS, "note": _NOTE, "next": _NEXT}.items()
    ]
    unsaid = sum(len(ties) for ties in seated.held.values()) - len(rows)
    counted = asked.say("form.terms.counted", terms=len(rows), unsaid=unsaid)
    return Paper((asked.sheet(network, (Table(tuple(columns), tuple(rows)),), above=(counted,), landscape=True),))


def _told(network: Network, rules: Rules) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the terms in the answer of `terms`, by post and person; none of acting holders."""
    rows = [one for one in answered(network, rules, months=MOST).rows.iter_rows(named=True) if one["who"]]
    acts = {(one["thing"]["id"], one["who"]["id"]) for one in rows if one["ending"] == "acting"}
    found = {(one["thing"]["id"], one["who"]["id"]): one for one in rows if one["ending"] == "term"}
    return {who: one for who, one in found.items() if who not in acts}
