"""An order to close a gap, written down: refused where the norm has no such gap now (SEMANTICS N63)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.changes import ChangeSet
from graph.errors import BadInput, NotFound
from graph.facts.responsible import responsible_for
from graph.keys import public_key
from graph.network import Network
from graph.network.meant import meant
from graph.norms.standing import standing
from graph.rules import Norm, Rules
from graph.steps.rows import frame_of
from graph.steps.texts import told, typed
from graph.values.name import clean_name
from graph.words import caption

_RESPONSIBLE = ("organisation", "post")


@dataclass(frozen=True)
class OrderAsked:
    """An order to give; things by their keys.

    Attributes:
        norm: Id of the norm.
        subject: Where the gap is.
        due: By this day, inclusive.
        item: Which item of it; None = the norm asks only one.
        responsible: The organisation or post that is to close it; None = who answers for the place.
        note: Anything else that may be read by all.
        by: Who writes it down.
    """

    norm: str
    subject: str
    due: date
    item: str | None = None
    responsible: str | None = None
    note: str | None = None
    by: str = ""


@dataclass(frozen=True)
class OrderMade:
    """An order as it is written down.

    Attributes:
        row: Its row.
        norm: The norm.
        changes: What is to be committed.
    """

    row: Mapping[str, Any]
    norm: Norm
    changes: ChangeSet


def order_added(network: Network, rules: Rules, asked: OrderAsked) -> OrderMade:
    """Return an order to close a gap that there is on the date of the network.

    Args:
        network: The ledger, on the day on which it is given.
        rules: The norms in force.
        asked: The order.

    Raises:
        NotFound: There is no such norm, subject or organisation.
        BadInput: There is no such gap now, it is ordered to be closed already, or the day is past.
    """
    meant = _meant(rules, asked.norm, network.date)
    network = network.within(None)
    subject = network.row(asked.subject)
    name = network.name(subject) or asked.subject
    if asked.due < network.date:
        raise BadInput("order_past", due=asked.due, day=network.date)
    item = clean_name(typed("item", asked.item))
    states = standing(network, rules, {one.id for one in meant})
    asking = [one for one in meant if (one.id, asked.subject, item) in states] or meant
    if len(asking) > 1:
        raise NotFound("order_no_norm", ref=asked.norm)
    norm, state = asking[0], states.get((asking[0].id, asked.subject, item))
    if state is None:
        raise BadInput("order_not_asked", subject=name)
    if state != "gap":
        raise BadInput("order_no_gap", subject=name, state=caption(f"state.{state}"))
    for row in network.tables()["order"].filter(norm=norm.id, subject=asked.subject).iter_rows(named=True):
        if row["item"] == item and network.view.valid[network.rows.row(row["key"])]:
            raise BadInput("order_there", subject=name, due=row["due"] or "—")
    row = {
        "key": public_key("order", norm.id, asked.subject, item, network.date),
        "norm": norm.id,
        "subject": asked.subject,
        "item": item,
        "responsible": _responsible(network, subject, asked.responsible),
        "assigned_on": network.date,
        "due": asked.due,
        "note": told("note", asked.note),
    }
    frame = frame_of("order", [row])
    return OrderMade(row, norm, ChangeSet({"order": frame}, asked.by, source="linli orders add", base=network.revision))


def _meant(rules: Rules, said: str, day: date) -> list[Norm]:
    """Return the norms in force that may be meant by an id, else by a title in either language.

    Raises:
        NotFound: There is none.
    """
    there = [one for one in rules.norms if one.holds_on(day)]
    found = [one for one in there if one.id == said] or [one for one in there if said in (one.title.zh, one.title.en)]
    if not found:
        raise NotFound("order_no_norm", ref=said)
    return found


def _responsible(network: Network, subject: int, said: str | None) -> str | None:
    """Return who is to close it: who is named, else who answers for the nearest place around the subject."""
    if said is not None:
        meant(network, said, _RESPONSIBLE)
        return said
    anchor = int(network.view.anchor[subject])
    found = -1 if anchor < 0 else int(responsible_for(network)[anchor])
    return None if found < 0 else network.key(found)
