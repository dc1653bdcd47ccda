"""A count, sum or share of the ledger, as published figures are counted (SEMANTICS R4); a band is no number."""

from __future__ import annotations

from dataclasses import dataclass

from graph.answers import UNBOUNDED
from graph.filling.asking import Asked, Given
from graph.questions.reconciling.measures import count_measure, units
from graph.selectors import Measure


@dataclass(frozen=True)
class OfMeasure:
    """A measure at the subject.

    Attributes:
        measure: What is counted.
        unit: In which of its units; None = the first.
    """

    measure: Measure
    unit: str | None = None

    @property
    def said(self) -> str:
        """The canonical text of the measure."""
        return str(self.measure)

    @property
    def in_unit(self) -> str:
        """The unit in which it counts."""
        return self.unit or units(self.measure)[0]

    def give(self, asked: Asked, subject: int) -> Given:
        """Return the number, where it is one."""
        network = asked.network
        count = count_measure(asked.facts, self.measure, subject, self.in_unit)
        size = int(count.evidence.size)
        if count.low == count.high:
            return Given(count.low, network.date, evidence=size)
        why = tuple((code, network.key(row) if row >= 0 else None) for code, row in count.why)
        high = None if count.high >= UNBOUNDED else count.high
        return Given(None, network.date, why or (("not_listed", None),), count.low, high, size)
