"""A piece of weekly work looked at before it is written: what is written, what that does, what somebody should see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.adjusting import named_parts
from api.console.asked import Asked
from api.console.telling import line_of
from api.console.writing import by
from api.naming import names_of
from api.rendering.adjusting import AdjustmentTold
from api.routes.beside import with_what_is_beside
from api.routes.requested import viewer_of
from api.routes.writing import carried_out_on
from api.serving.judging import keys_in
from graph.adjusting import Adjusted, adjusted
from graph.adjusting.register import Adjustment
from graph.errors import NotFound
from graph.names.on_another_day import on_another_day
from graph.network import Network
from graph.rules import Rules
from graph.viewing import is_person

_YEAR = 365.25
#: From so many years on a day is told to be far from the one that is looked at.
_FAR = 2


@dataclass(frozen=True)
class Look:
    """What would come of a piece of work, in words.

    Attributes:
        writes: What is written.
        does: What that does.
        noted: What somebody should look at.
        digest: Tells whether the same is foretold another time.
        base: The revision that was looked at.
        empty: Whether all of it is so already.
        about: Keys of what is said with it.
    """

    writes: tuple[str, ...]
    does: tuple[str, ...]
    noted: tuple[str, ...]
    digest: str
    base: int
    empty: bool
    about: tuple[str, ...]


def _far(day: date, asked: Asked) -> tuple[str, ...]:
    """Return that the day of a change is years from the one that is looked at, as where a year was mistyped."""
    years = round(abs((day - asked.on).days) / _YEAR)
    said = {"day": day.isoformat(), "on": asked.on.isoformat(), "years": years}
    return (asked.say("adjust.far", **said),) if years >= _FAR else ()


def _writes(told: AdjustmentTold, asked: Asked) -> tuple[str, ...]:
    """Return what is written, line by line; of what whoever looks may not see, that there is some."""
    lines = [line_of(told.told, one, asked.lang, whole=True) for one in told.told.rows]
    hidden = told.told.showing.hidden
    return (*lines, *([asked.say("adjust.hidden", count=hidden)] if hidden else []))


@dataclass(frozen=True)
class Work:
    """A piece of work, with what is said with it.

    Attributes:
        adjustment: Which.
        said: By part, names still as they were written.
        day: The day of the change.
        reason: Why.
    """

    adjustment: Adjustment
    said: Mapping[str, Any]
    day: date
    reason: str | None

    def looked_at(self, asked: Asked) -> Look:
        """Return what would come of it; nothing is written.

        Raises:
            LinliError: It cannot be, or something that it names is not there.
        """
        named = self._named(asked)
        made, network, _ = self._carried_out(asked, named, dry_run=True, expected=None)
        made = with_what_is_beside(asked.request, made, network.date)
        before = asked.live.store.tables(at=network.revision)
        viewer = viewer_of(asked.request)
        told = AdjustmentTold(self.adjustment.name, made, network, before, asked.rules, viewer, asked.lang)
        return Look(
            _writes(told, asked),
            tuple(told.does()),
            (*_far(self.day, asked), *told.noted()),
            told.digest,
            network.revision,
            made.changes.empty,
            tuple(keys_in(named)),
        )

    def write(self, asked: Asked, base: int) -> int | None:
        """Write it on the revision that was looked at, and return the one that has it.

        Raises:
            StaleRevision: Somebody wrote since.
            LinliError: It cannot be any more.
        """
        _, _, revision = self._carried_out(asked, self._named(asked), dry_run=False, expected=base)
        return revision

    def _named(self, asked: Asked) -> dict[str, Any]:
        return named_parts(self.adjustment, self.said, asked.live.newest.network(self.day), asked.rules)

    def _carried_out(
        self, asked: Asked, named: Mapping[str, Any], *, dry_run: bool, expected: int | None
    ) -> tuple[Adjusted, Network, int | None]:
        judged = self._judged(named, by(asked))
        try:
            return carried_out_on(asked.live, self.day, judged, named, expected=expected, dry_run=dry_run)
        except NotFound as error:  # what is gone by the day is named as people call it
            network, ref = asked.live.newest.network(self.day), str(error.params.get("ref"))
            if error.code != "no_such_thing" or ref not in keys_in(named):
                raise
            known = names_of(network, asked.rules).known
            raise (on_another_day(known, ref) if not is_person(ref) else None) or error from None

    def _judged(self, named: Mapping[str, Any], who: str) -> Callable[[Network, Rules], Adjusted]:
        def judged(network: Network, rules: Rules) -> Adjusted:
            return adjusted(self.adjustment.name, network, rules, named, by=who, reason=self.reason)

        return judged
