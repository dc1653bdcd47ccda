"""志愿服务证明: a service record as one page to print and seal, in the words of an office (SEMANTICS N66)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.answers import Answer
from graph.answers.noted import sentence
from graph.answers.served_said import hours_of
from graph.errors import BadInput
from graph.forms.answered import Answered
from graph.forms.asked import Asked
from graph.forms.paper import Column, Paper, Sheet, Table
from graph.network import Network
from graph.questions import served
from graph.rules import Rules
from graph.viewing import Showing, named
from graph.words import caption

_WIDTHS = {"held_on": 14, "activity": 34, "category": 20, "place": 24, "times": 10}


def certificate(network: Network, rules: Rules, showing: Showing, asked: Asked) -> Paper:
    """Return the record of one person or team, which the option ``whom`` names, as a certificate for them.

    Raises:
        BadInput: Nothing in which they took part is recorded: then nothing is certified (SEMANTICS F41).
    """
    options = {name: asked.options.get(name) for name in ("first", "last")}
    answer = named(served(network, rules, asked.options["whom"], **options), showing)
    said, lang = Answered(network, rules, showing, asked.lang), asked.lang
    name = said.called(asked.options["whom"])
    [total] = answer.frames["sum"].iter_rows(named=True)
    if not total["times"]:
        raise BadInput("certificate_nothing", name=name, span=_span(answer, lang).strip(" ,"))
    columns = [Column(caption(f"column.{one}", lang), width) for one, width in _WIDTHS.items()]
    columns.append(Column(caption("certificate.hours", lang), 10))
    rows = []
    for row in answer.rows.filter(came=True).iter_rows(named=True):
        place = None if row["place"] is None else row["place"]["name"]
        category = None if row["category"] is None else said.words.caption("category", row["category"], lang)
        rows.append((row["held_on"], row["activity"]["name"], category, place, row["times"], hours_of(row["minutes"])))
    note, title = caption("certificate.note", lang, revision=answer.revision), caption("certificate.title", lang)
    above, below = _above(answer, total, name, lang), (*_below(answer, total, asked.by, lang), note)
    table = Table(tuple(columns), tuple(rows))
    told = tuple(sentence(one, lang, said.called) for one in answer.issues)
    return Paper((Sheet(title, title, above, (table,), below, foot=note),), told=told)


def _above(answer: Answer, total: Mapping[str, Any], name: str, lang: str) -> tuple[str, ...]:
    hours, span = hours_of(total["minutes"]) or "0", _span(answer, lang)
    return ("", caption("certificate.text", lang, name=name, span=span, times=total["times"], hours=hours), "")


def _span(answer: Answer, lang: str) -> str:
    """Return the period that it covers."""
    first, last = answer.options["first"], answer.options["last"] or answer.on.isoformat()
    code = "between" if first and answer.options["last"] else "from" if first else "until"
    return caption(f"certificate.{code}", lang, first=first, last=last)


def _below(answer: Answer, total: Mapping[str, Any], by: str, lang: str) -> tuple[str, ...]:
    lines = [""]
    if total["unwritten"]:
        lines.append(caption("certificate.unwritten", lang, count=total["unwritten"]))
    if total["points"] is not None:
        lines.append(caption("certificate.points", lang, points=total["points"]))
    signed: tuple[tuple[str, dict[str, str]], ...] = (
        ("sign", {}),
        ("by", {"by": by}),
        ("day", {"day": answer.on.isoformat()}),
    )
    return (
        *lines,
        caption("certificate.closing", lang),
        "",
        *(caption(f"certificate.{code}", lang, **said) for code, said in signed),
        "",
    )
