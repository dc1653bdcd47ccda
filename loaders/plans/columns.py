"""The columns of a plan, made of the register of weekly work: what is new there has its column here (SEMANTICS K40)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.adjusting.register import ADJUSTMENTS, Adjustment, Part
from graph.planning.line import DAY, ORDER, REASON, WORK
from graph.words import LANGUAGES, caption
from loaders.readers.habits import header_text

#: The column of what a piece of work is done to: of each the first part.
OBJECT = "object"


@dataclass(frozen=True)
class PlanColumn:
    """A column.

    Attributes:
        name: The line's own part, ``object``, or the name of parts.
        parts: The parts that are written in it, one a piece of work that has such a one.
    """

    name: str
    parts: tuple[Part, ...] = ()

    def header(self, lang: str = "zh") -> str:
        """Return what stands above it.

        Example:
            >>> [one.header() for one in plan_columns()][:5]
            ['次序', '日期', '做什么', '对象', '人员']
        """
        return caption(self.parts[0].label if self.parts and self.name != OBJECT else f"plan.column.{self.name}", lang)


@cache
def plan_columns() -> tuple[PlanColumn, ...]:
    """Return the columns in order: the line's own, the object, a column a name of a part, and why."""
    first = [work.options[0] for work in ADJUSTMENTS.values()]
    parts: dict[str, list[Part]] = {}
    for one in (part for work in ADJUSTMENTS.values() for part in work.options[1:]):
        parts.setdefault(one.name, []).append(one)
    return (
        *(PlanColumn(name) for name in (ORDER, DAY, WORK)),
        PlanColumn(OBJECT, tuple(first)),
        *(PlanColumn(name, tuple(several)) for name, several in parts.items()),
        PlanColumn(REASON),
    )


def column_headed(header: str) -> PlanColumn | None:
    """Return the column of a header, in either language, or by its name; None where it is none of ours."""
    return _headers().get(header_text(header).casefold())


@cache
def _headers() -> dict[str, PlanColumn]:
    return {header: one for one in plan_columns() for header in _written(one)}


def _written(one: PlanColumn) -> Iterator[str]:
    yield one.name
    yield from (header_text(one.header(lang)).casefold() for lang in LANGUAGES)


def part_in(column: PlanColumn, work: Adjustment) -> Part | None:
    """Return the part of a piece of work that is written in a column; None where it has none there."""
    if column.name == OBJECT:
        return work.options[0]
    part = work.part(column.name)
    return None if part is None or part is work.options[0] else part


@cache
def works_by_word() -> dict[str, Adjustment]:
    """Return the pieces of work by what somebody may call them: their words in both languages, and their names."""
    return {
        word.casefold(): work
        for work in ADJUSTMENTS.values()
        for word in (work.name, *(caption(work.label, lang) for lang in LANGUAGES))
    }
