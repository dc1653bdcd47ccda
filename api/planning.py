"""A plan carried out: line by line, each its own revision, until one is refused (SEMANTICS K46)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.errors import BadInput, LinliError
from graph.planning.laying import Laid, Refusal, Step
from graph.planning.line import Line
from graph.words import caption
from graph.words.listed import Listed


@dataclass(frozen=True)
class Written:
    """A line that was carried out.

    Attributes:
        step: The line, as it was laid out.
        revision: The revision that has it; None = all of it was so already.
        made: Keys of things that began with it.
    """

    step: Step
    revision: int | None
    made: tuple[str, ...] = ()


#: Writes a line on the revision that is expected; None where it was so already.
Write = Callable[[Step], Written]


def chosen(lines: Sequence[Line], first: int | None = None, last: int | None = None) -> tuple[Line, ...]:
    """Return the lines from one number to another, each with the day that it has in the whole plan (SEMANTICS K46).

    Raises:
        BadInput: There is no line of such a number.
    """
    numbers = [line.number for line in lines]
    for one in (first, last):
        if one is not None and one not in numbers:
            raise BadInput("plan_no_line", found=one, expected=Listed(map(str, numbers)))
    day, found = None, list[Line]()
    for line in sorted(lines, key=lambda one: one.number):
        day = line.day or day
        if (first or 0) <= line.number <= (last or line.number):
            found.append(replace(line, day=day))
    return tuple(found)


def all_understood(laid: Laid) -> None:
    """Refuse a plan of which a line cannot be done: before anything of it is written.

    Raises:
        BadInput: There is one; the first is named.
    """
    if not laid.refused:
        return
    step = laid.refused[0]
    assert step.wrong is not None  # so it was refused  # noqa: S101
    raise BadInput(
        "plan_refused",
        line=step.line.number,
        cell=step.line.cell(step.wrong.part) or "—",
        count=len(laid.refused),
        why=step.wrong.error,
    )


def carry_out(steps: Iterable[Step], write: Write) -> list[Written]:
    """Write the lines of a plan, and return what was written.

    Raises:
        BadInput: One could not be: somebody wrote meanwhile, or the store did not take it. It says which lines before
            it are written; these stay.
    """
    done: list[Written] = []
    for step in steps:
        try:
            done.append(write(step))
        except (LinliError, Refusal) as error:
            why = error.wrong.error if isinstance(error, Refusal) else error
            raise BadInput("plan_stopped", line=step.line.number, written=_numbers(done), why=why) from error
    return done


def _numbers(done: Sequence[Written]) -> str:
    numbers = [str(one.step.line.number) for one in done]
    return Listed(numbers) if numbers else caption("plan.no_line")
