"""What is asked with, and what comes of it: a value with its evidence, or why there is none and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from graph.facts import Facts, facts_of
from graph.filling.liaison import liaison_of
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing

#: A reason: its code, and the key of what it is about.
Reason = tuple[str, str | None]


@dataclass(frozen=True)
class Asked:
    """With what the cells of a form are asked.

    Attributes:
        network: The ledger on the day of the form.
        rules: The profiles and norms in force.
        showing: Who will have the form: what they may not see is not filled in.
        small: Counts of people below this are not filled in; 0 = all are.
    """

    network: Network
    rules: Rules
    showing: Showing
    small: int = 0

    @property
    def facts(self) -> Facts:
        """What questions share."""
        return facts_of(self.network, self.rules)

    def whom(self, subject: int) -> str | None:
        """Return the key of whom to ask about a thing; None where nobody is known.

        Of a unit the post of its liaison, where somebody holds it; else the unit that answers for where it is, nearest
        first.
        """
        liaison = liaison_of(self.network, subject)
        if liaison is not None:
            return self.network.key(liaison)
        place = int(self.network.view.anchor[subject])
        found = int(self.facts.responsible[place]) if place >= 0 else -1
        return self.network.key(found) if found >= 0 else None


@dataclass(frozen=True)
class Given:
    """What a cell is given.

    Attributes:
        value: What is written; None = nothing.
        why: Why it is nothing.
        low: Of a count that is uncertain, at least so many.
        high: At most so many; None = nobody knows.
        evidence: How many things it rests on.
        as_of: The day of the ledger.
    """

    value: Any
    as_of: date
    why: tuple[Reason, ...] = field(default=())
    low: int | None = None
    high: int | None = None
    evidence: int = 0


class Want(Protocol):
    """What a cell asks for."""

    @property
    def said(self) -> str:
        """How the map says it, canonical, as the evidence quotes it."""

    def give(self, asked: Asked, subject: int) -> Given:
        """Return what the ledger gives for a subject, by its row."""
