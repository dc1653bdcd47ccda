"""A plan laid out: each line done on the result of the lines before it, no store touched (SEMANTICS K41, K42)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from graph.adjusting.asking import adjusted, adjustment_of
from graph.adjusting.outcome import Adjusted
from graph.adjusting.register import Part
from graph.answers import Answer
from graph.changes import ChangeSet, apply
from graph.errors import BadInput, LinliError, NotFound
from graph.foretelling.foretold import foretold
from graph.network import Network
from graph.planning.joined import joined
from graph.planning.line import DAY, REASON, WORK, Line, Wrong
from graph.planning.newcomers import Begun, Newcomers
from graph.rules import Rules

#: Looks up what is said of a part in a ledger: things by their keys.
Named = Callable[[Part, Any, Network, Rules], Any]
#: Returns a piece of work with what is to be told beside it, on its day.
Beside = Callable[[Adjusted, date], Adjusted]
SOURCE = "linli plan"
_PART = "adjust.part."


@dataclass(frozen=True)
class Step:
    """A line as it was laid out.

    Attributes:
        line: The line.
        day: Its day.
        made: Its result; None where it is refused.
        wrong: Why it is refused; None where it is not.
    """

    line: Line
    day: date
    made: Adjusted | None = None
    wrong: Wrong | None = None


@dataclass(frozen=True)
class Laid:
    """A plan laid out.

    Attributes:
        before: The ledger without it, on the day asked about.
        after: The ledger with what of it can be done.
        steps: Its lines in order.
        changes: All that is written, as one change.
        rules: The rules in force.
    """

    before: Network
    after: Network
    steps: tuple[Step, ...]
    changes: ChangeSet
    rules: Rules

    @property
    def refused(self) -> tuple[Step, ...]:
        """The lines that cannot be done."""
        return tuple(one for one in self.steps if one.wrong is not None)

    @property
    def made(self) -> tuple[str, ...]:
        """Keys of the things that it creates, line by line."""
        return tuple(key for one in self.steps if one.made is not None for key in one.made.made)

    def beside(self, told: Beside) -> Laid:
        """Return the plan with notes added to its lines that no ledger can give, such as on accounts."""
        steps = (one if one.made is None else replace(one, made=told(one.made, one.day)) for one in self.steps)
        return replace(self, steps=tuple(steps))

    def foretold(self) -> Answer:
        """Return what is otherwise with the plan than without it, on the day asked about."""
        return foretold(self.before, self.rules, self.changes)


def laid(
    network: Network,
    rules: Rules,
    lines: Sequence[Line],
    named: Named,
    *,
    by: str = "",
    on: date | None = None,
    begun: Sequence[Begun] = (),
) -> Laid:
    """Return the result of a plan; a line that cannot be done says why, and the next is done without it.

    Args:
        network: The ledger, on the day of a first line that says none.
        rules: The rules in force.
        lines: The lines.
        named: Looks up things by name, in the ledger as the lines before it leave it.
        by: Who does it.
        on: The day asked about; None = the last day of the lines.
        begun: The people created by lines of the plan that are carried out already.

    Raises:
        BadInput: There is no line, or one is of a day after the one asked about.
    """
    if not lines:
        raise BadInput("plan_empty")
    whole = network.within(None)
    now, day, steps, known = whole, whole.date, list[Step](), Newcomers(begun)
    for line in sorted(lines, key=lambda one: one.number):
        step = _step(now, rules, known.meant(line), _day_of(line, day, first=not steps), named, by)
        steps.append(replace(step, line=line))
        if step.wrong is None:
            day = step.day
        if step.made is not None and not step.made.changes.empty:
            known.take(line, step.made.made)
            now = after(now, step.made.changes)
    last = max(one.day for one in steps)
    if on is not None and on < last:
        raise BadInput("plan_on_early", day=on, found=last)
    asked = on or last
    changes = [one.made.changes for one in steps if one.made is not None]
    one = joined(whole.tables(), changes, by=by, source=SOURCE)
    return Laid(whole.on(asked), now.on(asked), tuple(steps), one, rules)


def after(network: Network, changes: ChangeSet) -> Network:
    """Return a ledger with changes made, in which the people that they create are found by name."""
    people = None if network.people is None else network.people.made(changes)
    return Network(apply(network.tables(), changes), network.date, people)


def keyed(line: Line, network: Network, rules: Rules, named: Named) -> Mapping[str, Any]:
    """Return what is said with a line, things by their keys.

    Raises:
        Refusal: Something is not there; it says in which part.
        NotFound: There is no such work.
    """
    work = adjustment_of(line.work)
    found: dict[str, Any] = {}
    for name, value in line.said.items():
        part = work.part(name)
        try:
            found[name] = value if part is None else named(part, value, network, rules)
        except LinliError as error:
            raise Refusal(name, error) from None
    return found


class Refusal(Exception):
    """Something that is said with a line is not there.

    Attributes:
        wrong: What, and why.
    """

    def __init__(self, part: str, error: LinliError) -> None:
        """Take what it is about."""
        super().__init__(part)
        self.wrong = Wrong(part, error)


def done(line: Line, network: Network, rules: Rules, named: Named, by: str) -> Adjusted:
    """Return the result of a line on the day of a ledger.

    Raises:
        Refusal: It cannot be.
    """
    try:
        return adjusted(line.work, network, rules, keyed(line, network, rules, named), by=by, reason=line.reason)
    except LinliError as error:
        raise Refusal(_part_of(line, error), error) from None


def _step(now: Network, rules: Rules, line: Line, day: date | Wrong, named: Named, by: str) -> Step:
    if isinstance(day, Wrong):
        return Step(line, line.day or now.date, wrong=day)
    if line.wrong is not None:
        return Step(line, day, wrong=line.wrong)
    try:
        return Step(line, day, done(line, now.on(day), rules, named, by))
    except Refusal as refusal:
        return Step(line, day, wrong=refusal.wrong)


def _day_of(line: Line, before: date, *, first: bool) -> date | Wrong:
    """Return the day of a line; days never go back from one line to the next."""
    if line.day is None or first or line.day >= before:
        return line.day or before
    return Wrong(DAY, BadInput("plan_day_back", found=line.day, expected=before))


def _part_of(line: Line, error: LinliError) -> str:
    """Return which part of a line a refusal is about: the one that it names, else the line."""
    option = str(error.params.get("option", ""))
    if error.code == "adjust_takes_not":
        return option
    if error.code in ("adjust_no_reason", "adjust_reason_long") or option == "reason":
        return REASON
    if isinstance(error, NotFound) and error.code == "no_such_adjustment":
        return WORK
    if option.startswith(_PART) and option.removeprefix(_PART) in line.said:
        return option.removeprefix(_PART)
    return ""


def last_day(today: date, *plans: Sequence[Line]) -> date:
    """Return the last day of the lines of some plans; a first line that says none is of today.

    Example:
        >>> last_day(date(2024, 11, 1), [Line(1, "vacate", date(2024, 12, 1))], [Line(1, "vacate")])
        datetime.date(2024, 12, 1)
    """
    said = [line.day for lines in plans for line in lines if line.day is not None]
    begun = [today for lines in plans if lines and min(lines, key=lambda line: line.number).day is None]
    return max([*said, *begun], default=today)
