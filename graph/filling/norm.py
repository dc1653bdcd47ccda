"""How many subjects of a norm within the subject are in one state, as coverage counts them (SEMANTICS C12)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.filling.asking import Asked, Given
from graph.questions import coverage


@dataclass(frozen=True)
class OfNorm:
    """A total of a norm.

    Attributes:
        norm: Its id.
        state: Which state is counted; the total of all where it is ``all``.
    """

    norm: str
    state: str = "gap"

    @property
    def said(self) -> str:
        """The norm and the state as a map says them."""
        return f"norm {self.norm} {self.state}"

    def give(self, asked: Asked, subject: int) -> Given:
        """Return the number; none where the norm is not asked there, or for some subjects nobody can tell."""
        network = asked.network
        if subject >= network.view.places:
            return Given(None, network.date, (("fill_not_place", None),))
        counts = coverage(network.within(network.key(subject)), asked.rules, states=()).totals["norms"].get(self.norm)
        if counts is None:
            return Given(None, network.date, (("fill_norm_not_asked", None),))
        if self.state == "all":
            return Given(sum(counts.values()), network.date, evidence=sum(counts.values()))
        value, unknown = int(counts.get(self.state, 0)), int(counts.get("unknown", 0))
        if unknown and self.state in ("gap", "met"):
            why = (("fill_norm_unknown", None),)
            return Given(None, network.date, why, value, value + unknown, value)
        return Given(value, network.date, evidence=value)
