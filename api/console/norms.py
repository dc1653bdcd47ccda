"""Norms as a page tells them: what each asks of whom, who says so, from when to when, and where it is otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from api.console.asked import Asked
from api.console.choosing import pack_said
from api.rendering.thing import fields_of
from graph.cards.measured import selector_said
from graph.facts import facts_of
from graph.rules import Norm

#: In the order of how much they bind.
SORTS = ("rule", "plan_target", "local_practice")


@dataclass(frozen=True)
class NormLine:
    """A norm in words.

    Attributes:
        id: Its id.
        title: What it is called.
        sort: The code of its sort: rule, plan target, local practice.
        asks: Of which type it is.
        whom: Of whom it asks.
        cite: The document, its date and its place.
        days: From when to when it is in force.
        holds: Whether it is in force on the day.
        notes: What a reader should know besides.
        otherwise: Where it asks otherwise: the place, what, who says so, from when to when.
    """

    id: str
    title: str
    sort: str
    asks: str
    whom: str
    cite: str
    days: str
    holds: bool
    notes: tuple[str, ...]
    otherwise: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class PackLines:
    """A pack of norms.

    Attributes:
        name: Its name.
        title: What it is called.
        here: Whether places here are asked it.
        norms: Its norms.
    """

    name: str
    title: str
    here: bool
    norms: tuple[NormLine, ...]


@dataclass(frozen=True)
class Exempted:
    """An exception in the ledger: where a norm is waived, why, by whom, and until when."""

    key: str
    norm: str
    place: str
    place_key: str
    reason: str
    who: str
    days: str
    over: bool


def packs(asked: Asked) -> list[PackLines]:
    """Return the packs that places here are asked, then the others."""
    followed = facts_of(asked.network, asked.rules).profiles.names
    here = dict.fromkeys(pack for one in followed or (None,) for pack in asked.rules.packs_of(one))
    names = [*here, *(one for one in asked.rules.packs if one not in here)]
    return [
        PackLines(name, pack_said(asked, name), name in here, tuple(_line(asked, one) for one in norms))
        for name in names
        if (norms := asked.rules.packs.get(name))
    ]


def _line(asked: Asked, norm: Norm) -> NormLine:
    say = asked.say
    notes = []
    if norm.assumed:
        notes.append(say("rules.assumed"))
    if norm.when is not None:
        notes.append(say("cli.rules.when"))
    if norm.except_type:
        types = say("picture.and").join(say.word("type", one) for one in norm.except_type)
        notes.append(say("rules.except", types=types))
    if norm.note is not None:
        notes.append(say.text(norm.note))
    beside = [one for of_pack in asked.rules.overrides.values() for one in of_pack if one.of(norm.id, norm.pack)]
    return NormLine(
        norm.id,
        say.text(norm.title),
        norm.sort,
        say(f"norm.{norm.type}"),
        selector_said(norm.subject, asked.rules.vocabulary(), asked.lang),
        _joined(asked, (norm.cite.document, norm.cite.date, norm.cite.place)),
        days_said(asked, norm.in_force.since, norm.in_force.until),
        norm.holds_on(asked.on),
        tuple(notes),
        tuple(
            (
                place,
                _joined(asked, (f"{name}: {value}" for name, value in one.change.items())),
                _joined(asked, (one.cite.document, one.cite.date)),
                days_said(asked, one.since, one.until),
            )
            for one in (*norm.overrides, *beside)
            if (place := _place_said(asked, one.place)) is not None
        ),
    )


def exceptions(asked: Asked) -> list[Exempted]:
    """Return the exceptions that the ledger knows, those first that hold."""
    network = asked.network
    inside = None if network.within_row is None else network.view.inside(network.within_row)
    found = []
    for row in network.tables()["exception"].sort(pl.col("until"), nulls_last=True).iter_rows(named=True):
        place = network.rows.row(row["place"])
        if place is None or (inside is not None and not inside[place]) or not _begun(row["since"], asked.on):
            continue
        fields = fields_of(network, row["key"], asked.showing)
        found.append(
            Exempted(
                row["key"],
                asked.say.norm(row["norm"]) if row["norm"] in asked.say.norms else row["norm"],
                asked.called(row["place"]),
                row["place"],
                str(fields.get("reason") or ""),
                str(fields.get("who") or ""),
                days_said(asked, row["since"], row["until"]),
                row["until"] is not None and row["until"] <= asked.on,
            )
        )
    return sorted(found, key=lambda one: one.over)


def _begun(since: date | None, on: date) -> bool:
    return since is None or since <= on


def days_said(asked: Asked, since: date | None, until: date | None) -> str:
    """Return from when to when something holds; the last day is told, not the first on which it holds no more."""
    if since is None and until is None:
        return asked.say("interval.always")
    last = None if until is None else date.fromordinal(until.toordinal() - 1)
    if since is None:
        return asked.say("interval.until", last=last)
    return (
        asked.say("interval.since", first=since) if last is None else asked.say("interval.both", first=since, last=last)
    )


def _place_said(asked: Asked, place: str) -> str | None:
    """Return a place that a pack names; None where whoever asks sees only a part of the ledger, and it is not there."""
    found = asked.names.matches(place, ("place",))
    if found:
        return asked.called(found[0])
    return place if asked.account.place is None and asked.account.partner is None else None


def _joined(asked: Asked, parts: Iterable[str | None]) -> str:
    return asked.say("picture.comma").join(one for one in parts if one)
