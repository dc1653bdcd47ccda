"""One line of coverage explained: what is counted, why, the lists relied on, and whom to turn to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import polars as pl
from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import way_up
from api.console.asked import Asked
from api.console.choosing import norm_said
from api.console.findings import sheet_of
from api.console.page import Page, page_router
from graph.answers import Answer
from graph.answers.coverage import SHOWN
from graph.errors import NotAskable, NotFound
from graph.viewing import named

router = page_router()
PAGE = Page("/gaps/one", "gap", router, ("coverage",), menu=False)
#: In this order; the state, the norm and whom to turn to stand elsewhere on the page.
_TOLD = ("short", "has", "needs", "base", "why", "flags", "since", "households", "close")
#: What is called otherwise where it stands alone.
_TITLES = {"since": "gap.told.since", "households": "gap.told.households"}
_ELSEWHERE = frozenset({*_TOLD, "subject", "item", "norm", "state", "cite", "responsible", "responsible.phone"})


@dataclass(frozen=True)
class Told:
    """A part of a line.

    Attributes:
        title: What it is.
        said: It, in words.
        about: The things that it is about, as pairs of key and name.
    """

    title: str
    said: str
    about: tuple[tuple[str, str], ...] = ()


@router.get("/gaps/one")
def gap(asked: Annotated[Asked, Depends()]) -> Response:
    """Explain one line, named by its norm, its subject and what of it is asked."""
    norm, subject, item = (asked.said(name) for name in ("norm", "subject", "item"))
    if norm is None or subject is None:
        return asked.framed("gap.html", name="gaps", row=None)
    key = asked.key(subject)
    answer = _line(asked, norm, key, item)
    row = next(answer.rows.iter_rows(named=True))
    sheet = sheet_of(asked, answer, answer.rows)
    said = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    return asked.framed(
        "gap.html",
        name="gaps",
        row=row,
        subject=asked.called(key),
        crumbs=way_up(asked, _place(asked, key)),
        place=_place(asked, key),
        asks=asked.say.norms[norm],
        asked_of=norm_said(asked, norm),
        item=asked.say.item(norm, row["item"]),
        cite=said.get("cite", ""),
        told=_told(asked, row, said),
        evidence=[(one, asked.called(one)) for one in row["evidence"]],
        listings=row["listings"],
        declare=_declare(asked, row),
        responsible=(row["responsible"], said.get("responsible"), said.get("responsible.phone")),
        turn_to=_turn_to(asked, key),
    )


def _line(asked: Asked, norm: str, subject: str, item: str | None) -> Answer:
    """Return an answer that holds the one line alone.

    Raises:
        NotFound: The subject is not asked that.
    """
    answer = answered(asked, "coverage", within=_place(asked, subject), states=SHOWN)
    found = answer.rows.filter(
        pl.col("norm") == norm, pl.col("subject").struct.field("id") == subject, pl.col("item").eq_missing(item)
    )
    if not found.height:
        raise NotFound("not_asked", ref=asked.called(subject), norm=norm_said(asked, norm))
    return named(replace(answer, make=lambda: {"rows": found}, issues=()), asked.showing)


def _place(asked: Asked, key: str) -> str | None:
    """Return the place of a thing; None of what is in none."""
    network = asked.whole
    at = int(network.view.anchor[network.row(key)])
    return network.key(at) if at >= 0 else None


def _told(asked: Asked, row: dict[str, Any], said: dict[str, Any]) -> list[Told]:
    """Return what is told of the line, and then what its type of norm tells besides."""
    own = [one for one in said if one not in _ELSEWHERE]
    return [
        Told(asked.say(_TITLES.get(one, f"column.{one}")), _number(said[one]), tuple(_about(asked, row.get(one))))
        for one in (*_TOLD, *own)
        if said.get(one) not in ("", None)
    ]


def _declare(asked: Asked, row: dict[str, Any]) -> str:
    """Return how a list is declared complete, where that would decide the line; else nothing."""
    wanted = any(step["code"] == "declare_listing" for step in row["close"])
    return asked.say("cli.coverage.declare", sheets=asked.say.sheets([row["norm"]])) if wanted else ""


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _about(asked: Asked, value: Any) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        return []
    ids = (one["id"] for one in value if isinstance(one, dict) and isinstance(one.get("id"), str))
    return [(key, asked.called(key)) for key in dict.fromkeys(ids)]


def _turn_to(asked: Asked, subject: str) -> list[dict[str, Any]]:
    """Return the first step of each chain from where the line is: who is asked first, and their public telephone."""
    place = _place(asked, subject)
    if place is None:
        return []
    try:
        walks = named(answered(asked, "escalate", start=place), asked.showing)
    except NotAskable:  # it stands above every chain
        return []
    first: dict[str, dict[str, Any]] = {}
    for one in walks.rows.iter_rows(named=True):
        if one["sideways"] is None:
            first.setdefault(one["chain"], one)
    return list(first.values())
