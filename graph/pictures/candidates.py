"""A need or project with its candidates: the score on each line, its state as colour, and beside it why not."""

from __future__ import annotations

from typing import Any

from graph.answers import Answer
from graph.answers.match import STATES
from graph.answers.why_not import kind_caption, unmet_sentence
from graph.errors import BadInput
from graph.facts.wished import day_wished
from graph.network import Network
from graph.pictures.called import Called
from graph.pictures.captioned import captioned
from graph.pictures.columns import Card, Link, columns
from graph.rules import Rules
from graph.words import caption

Row = dict[str, Any]
#: So many candidates are drawn, the best first; the others are counted.
_SHOWN = 30
_MARKS = {"eligible": "met", "pending": "unknown", "area_not_recorded": "passed"}
#: Parts of the score that are written into a box; all of them are in the answer.
_TOLD = ("relation", "near", "record")


def candidates(network: Network, rules: Rules, answer: Answer, *, lang: str = "zh", by: str = "") -> str:
    """Return an SVG drawing of who could meet a need or project; people are only persons in it.

    Args:
        network: The network that was asked; what is wanted is looked up in it.
        rules: For words.
        answer: Of ``match``, of one demand.
        lang: ``zh`` or ``en``.
        by: Who made the picture.

    Raises:
        BadInput: The answer is of a whole list.
    """
    demand = answer.options["demand"]
    if demand is None:
        raise BadInput("picture_of_list")
    called = Called(network, rules, lang)
    rows = list(answer.rows.iter_rows(named=True))
    right = [_candidate(row, lang) for row in rows[:_SHOWN]]
    links = [Link(0, at, row["state"], _score(row, lang)) for at, row in enumerate(rows[:_SHOWN])]
    if len(rows) > _SHOWN:
        right.append(Card("plain", caption("picture.more_candidates", lang, count=len(rows) - _SHOWN)))
    wanted = _wanted(called, network.row(demand))
    title = caption("picture.candidates.title", lang, name=wanted.title)
    legend = {state: caption(f"match.{state}", lang) for state in STATES}
    told = captioned(network, lang, by)
    return columns(title, told, [wanted], right, links, legend, lang, notes=list(_why_not(answer, lang)))


def _wanted(called: Called, row: int) -> Card:
    """Return what is wanted; where it is would tell somebody's door."""
    values = {name: called.value(row, name) for name in ("category", "quantity", "unit")}
    due = day_wished(called.network, row)
    profile = called.profile_key(row)
    amount = f"{values['quantity'] or 1:,} {called.word('unit', values['unit'], profile)}".strip()
    lines = [
        called.kind(called.network.rows.kind_of(row)),
        called.word("category", values["category"], profile),
        amount,
        caption("picture.due", called.lang, day=due) if due else "",
    ]
    return Card("start", called.thing(row), tuple(filter(None, lines)))


def _candidate(row: Row, lang: str) -> Card:
    giver = row["giver"]
    who = caption("cli.match.no_giver", lang) if giver is None else _named(giver, lang)
    parts = {part["part"]: part for part in row["parts"]}
    told = [parts[name] for name in _TOLD if name in parts and (name == "relation" or parts[name]["number"])]
    why = [caption(f"part.{one['part']}.{one['why']}", lang, number=one["number"]) for one in told]
    checked = {"why": "pending", "before": 0, "missing": 0, "day": None, "giver": None, "check": row["check"]}
    lines = [
        caption("picture.can_give", lang, quantity=f"{row['quantity']:,}", day=row["on"]),
        caption("picture.comma", lang).join(why),
        unmet_sentence(checked, lang) if row["check"] else "",
    ]
    title = caption("cli.match.of", lang, giver=who, offer=row["offer"]["name"] or row["offer"]["id"])
    return Card(_MARKS[row["state"]], title, tuple(filter(None, lines)))


def _named(party: Row, lang: str) -> str:
    """Return the name of a giver; for a person only the word for a person, whoever looks."""
    return kind_caption(party["kind"], lang) if party["kind"] == "person" else party["name"] or party["id"]


def _score(row: Row, lang: str) -> str:
    return caption("cli.match.person", lang) if row["score"] is None else str(row["score"] // 1000)


def _why_not(answer: Answer, lang: str) -> list[Card]:
    """Return what came to each filter and what passed, and why it is not wholly met."""
    found = []
    for row in answer.frames["unmet"].iter_rows(named=True):
        giver = row["giver"] and {**row["giver"], "name": _named(row["giver"], lang)}
        lines = (unmet_sentence({**row, "giver": giver}, lang),)
        found.append(Card("gap", caption("picture.missing", lang, count=f"{row['missing']:,}"), lines))
    steps = [row for row in answer.frames["funnel"].iter_rows(named=True) if row["before"]]
    if steps:
        told = (
            caption(
                "picture.filter",
                lang,
                name=caption(f"funnel.{row['filter']}", lang),
                before=row["before"],
                left=row["left"],
            )
            for row in steps
        )
        found.append(Card("plain", caption("cli.match.funnel", lang), tuple(told)))
    return found
