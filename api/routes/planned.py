"""A plan laid out on what is live, and carried out there, for addresses and pages alike (SEMANTICS K47)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from fastapi import Request

import graph
from api.adjusting import named_part
from api.languages import language_of
from api.planning import Written, carry_out
from api.rendering.plans import ComparedTold, PlanTold
from api.routes.beside import part_alone, with_accounts_told
from api.routes.requested import viewer_of
from api.routes.writing import carried_out_on
from api.serving import Watched
from graph.adjusting.outcome import Adjusted
from graph.network import Network
from graph.planning.laying import Refusal, Step, done, keyed, laid, last_day
from graph.planning.line import Line
from graph.planning.newcomers import Begun, Newcomers
from graph.rules import Rules

#: A plan by its name.
Named = tuple[str, Sequence[Line]]


def plan_told(
    request: Request,
    live: Watched,
    plan: Named,
    *,
    by: str = "",
    on: date | None = None,
    begun: Sequence[Begun] = (),
) -> PlanTold:
    """Return a plan laid out on the newest revision of what is seen, with whose accounts each line touches.

    Raises:
        BadInput: There is no line in it, or one is of a day after the one asked about.
    """
    name, lines = plan
    network = live.newest.network(graph.today())
    found = laid(network, live.rules, lines, named_part, by=by, on=on, begun=begun)
    found = found.beside(partial(with_accounts_told, request))
    tables, viewer, lang = live.store.tables(at=network.revision), viewer_of(request), language_of(request)
    return PlanTold(name, found, tables, viewer, lang, part_alone(request))


def plans_compared(
    request: Request, live: Watched, first: Named, second: Named, on: date | None = None
) -> ComparedTold:
    """Return two plans beside each other, on one day."""
    asked = on or last_day(graph.today(), first[1], second[1])
    told = [plan_told(request, live, one, on=asked) for one in (first, second)]
    return ComparedTold(told[0], told[1], viewer_of(request))


def plan_carried(
    live: Watched,
    told: PlanTold,
    by: str,
    begun: Sequence[Begun] = (),
    each: Callable[[Written], None] = lambda _: None,
) -> tuple[list[Written], bool]:
    """Carry a plan out; return what was written, and whether what came is what was foretold.

    Each line is judged again as a piece of weekly work of whoever asks, on the revision that the line before it made;
    ``each`` hears of every line that is done, so that who goes on later knows how far it came.

    Raises:
        BadInput: A line could not be written; it says which are.
    """
    base = newest = told.laid.before.revision
    known = Newcomers(begun)

    def write(step: Step) -> Written:
        written = write_one(step)
        each(written)
        return written

    def write_one(step: Step) -> Written:
        nonlocal newest
        if step.made is None or step.made.changes.empty:
            return Written(step, None)
        line = known.meant(step.line)
        said: Any = keyed(line, live.newest.network(step.day), live.rules, named_part)
        made, _, number = carried_out_on(
            live, step.day, lambda network, rules: _done(line, network, rules, by), said, expected=newest, dry_run=False
        )
        known.take(step.line, made.made)
        newest = live.store.revision().number
        return Written(step, number, made.made)

    written = carry_out(told.laid.steps, write)
    made = tuple(key for one in written for key in one.made)
    return written, told.came(live.store.deltas(base), made)


def _done(line: Line, network: Network, rules: Rules, by: str) -> Adjusted:
    try:
        return done(line, network, rules, named_part, by)
    except Refusal as refusal:
        raise refusal.wrong.error from None
