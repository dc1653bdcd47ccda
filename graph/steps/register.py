"""The steps between an offer and a need as one table: from which states, to which, and with which options."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

#: Between the two nothing is in force.
NOTHING = "nothing"
#: An ask whose last day for an answer is past; it stays as it was written.
LAPSED = "lapsed"


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        before: The states of a tie from which it goes on, the likeliest first; ``NOTHING``: it begins one.
        after: The state it leads to; None = the one that there is.
        barred: With one of these in force between the two it begins no tie.
        takes: What may be said with it.
        needs: What must be.
        wants: Whether the demand must be open, with something of it left.
        of: What the offer must be: ``there`` on the day, ``active``, or nothing of the two.
    """

    before: tuple[str, ...]
    after: str | None
    barred: frozenset[str] = frozenset()
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    wants: bool = False
    of: Literal["active", "there", ""] = ""

    def possible(self, states: Collection[str]) -> bool:
        """Return whether it is possible from what is in force between the two: it goes on from a tie, or begins one.

        Example:
            >>> STEPS["decline"].possible({"claimed"}), STEPS["decline"].possible({"claimed", "asked"})
            (False, True)
        """
        there = {*(states or {NOTHING})}
        return bool(there & {*self.before}) or (NOTHING in self.before and not there & self.barred)


#: Every step by name, in the order in which they usually come.
STEPS: Mapping[str, Step] = {
    "ask": Step(
        before=("proposed", NOTHING),
        after="asked",
        barred=frozenset({"asked", "declined"}),
        takes=("quantity", "delivery", "reply_by", "liaison"),
        wants=True,
        of="active",
    ),
    "claim": Step(
        before=("asked", "lapsed", "proposed", "declined", NOTHING),
        after="claimed",
        takes=("quantity", "delivery", "liaison", "project", "agreement"),
        wants=True,
        of="there",
    ),
    "decline": Step(
        before=("asked", "lapsed", "proposed", NOTHING),
        after="declined",
        barred=frozenset({"declined", "claimed"}),
        takes=("reason", "until"),
    ),
    "release": Step(before=("claimed",), after="released", takes=("quantity", "reason", "planned")),
    "done": Step(before=("claimed",), after="done", takes=("quantity", "delivery", "planned")),
    "fail": Step(before=("claimed",), after="failed", takes=("quantity", "reason", "planned")),
    "pin": Step(
        before=("proposed", "asked", NOTHING),
        after=None,
        takes=("quantity", "delivery", "reason"),
        needs=("reason",),
        wants=True,
    ),
    "unpin": Step(before=("proposed", "asked", "lapsed", "claimed"), after=None),
}


@dataclass(frozen=True)
class Saying:
    """An option of a step.

    Attributes:
        holds: What it is.
        said: What it means, for the description of the service; the terminal's words are ``cli.option.step_NAME``.
    """

    holds: Literal["quantity", "day", "text", "reference"]
    said: str

    @property
    def metavar(self) -> str:
        """The placeholder of the value in a help text."""
        return {"quantity": "N", "day": "DATE", "text": "TEXT", "reference": "REF"}[self.holds]


#: What may be said with some step, by name, in the order in which help lists it.
SAYINGS: Mapping[str, Saying] = {
    "quantity": Saying("quantity", "How much of it; left out: what is left of both, or of a claim all of it"),
    "delivery": Saying("day", "The day of delivery"),
    "planned": Saying("day", "Of several claims between the two, the one that was to be delivered on this day"),
    "reply_by": Saying("day", "The last day for an answer; left out: as many days as the profile says"),
    "until": Saying("day", "The first day on which it may be asked again; left out: while the need lasts"),
    "liaison": Saying("reference", "The post through which they talk; left out: the liaison of who gives it"),
    "reason": Saying("text", "Why"),
    "project": Saying("text", "Name of a new project under which it is done"),
    "agreement": Saying(
        "reference", "The agreement of that project; left out: the only one that the giver is party to"
    ),
}
#: The kinds that a reference among these may be of.
REFERENCES: Mapping[str, tuple[str, ...]] = {"liaison": ("post",), "agreement": ("agreement",)}
DEMANDS, SOURCES = ("need", "project"), ("offer", "organisation", "project")
