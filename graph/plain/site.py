"""Where the next venues should go, or whom each head should have, plainly: every plan is tried, the best is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from graph.answers import Answer
from graph.answers.site import AIMS, LEVEL, WHAT
from graph.errors import BadInput, LinliError, NotAskable, NotFound
from graph.plain.facts.reading import Readable
from graph.plain.facts.world import World
from graph.plain.siting.heads import Heads
from graph.plain.siting.venues import Venues, in_which
from graph.rules import Rules
from graph.rules.siting import limits
from graph.words.listed import Listed


class Tried(Protocol):
    """What is asked, and of every plan what it does; only who made a plan knows what it is."""

    def best(self) -> Any:
        """Return the best plan of all."""

    def value(self, plan: Any, /) -> int:
        """Return what a plan is worth: less is better."""

    def allowed(self, plan: Any, /) -> bool:
        """Return whether a plan is within what was asked."""

    def read(self, rows: Sequence[Mapping[str, Any]], /) -> Any:
        """Return the plan that the rows of an answer say."""

    def answer(self, network: Readable, plan: Any, bound: int, /) -> Answer:
        """Return a plan as an answer, with what no plan is better than."""


def site(
    network: Readable,
    rules: Rules,
    what: str,
    *,
    aim: str = "cover",
    count: int | None = None,
    reach: int | None = None,
    level: str = LEVEL,
    among: str | Sequence[str] | None = None,
    most: int | None = None,
) -> Answer:
    """Return where the next venues should go, or which homes each building head should have.

    Args:
        network: Asked about the homes in its *within*, on its date.
        rules: The norms say what holds where nothing else is asked for.
        what: ``venues`` or ``heads``.
        aim: Of venues, ``cover``, ``near``, ``all`` or ``farthest``.
        count: So many new venues at most; None = one.
        reach: Metres of way; None = as a norm of reach says, else 500.
        level: The level of the places where a venue may be.
        among: Key of the place in which these lie, or keys of several; None = *within*.
        most: Households of a head at most; None = as a ratio of posts says, else 60.

    Raises:
        BadInput: Neither venues nor heads are asked for, or the aim is none.
        TooLong: There are too many plans to try.
    """
    several = among if among is None or isinstance(among, str) else list(among)
    asked = {"aim": aim, "count": count, "reach": reach, "level": level, "among": several, "most": most}
    made = _made(network, rules, what, asked)
    plan = made.best()
    return made.answer(network, plan, made.value(plan))


def checked(network: Readable, rules: Rules, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield where a plan that is too long to enumerate is not what the ledger says of it, and why (SEMANTICS B10).

    Args:
        network: What it was asked of.
        rules: The rules in force.
        document: The answer, as ``Answer.to_dict()`` gives it.
    """
    asked = dict(document["options"])
    told = document["totals"].get("plan")
    if not isinstance(told, Mapping) or not isinstance(told.get("bound"), int):
        yield "totals.plan.bound", "site_bound"
        return
    try:
        made = _made(network, rules, asked.pop("what"), asked)
        plan = made.read(document["rows"])
        if not made.allowed(plan):
            yield "rows", "site_not_allowed"
            return
        answer = made.answer(network, plan, told["bound"]).to_dict()
    except LinliError as error:
        yield "options", error.code
        return
    for name in ("rows", "there", "unserved", "totals"):
        if document.get(name) != answer[name]:
            yield name, "site_not_so"
    if told["bound"] > made.value(plan):
        yield "totals.plan.bound", "site_bound"


def _made(network: Readable, rules: Rules, what: str, asked: Mapping[str, Any]) -> Tried:
    for name, found, known in (("what", what, WHAT), ("aim", asked["aim"], AIMS)):
        if found not in known:
            raise BadInput("site_word", option=name, found=found, expected=Listed(known))
    world = World.of(network, rules)
    profile = None if world.within is None else world.profiles.of(world.within)
    usual = limits(rules, None if profile is None else profile.key, world.day)
    if what == "heads":
        return Heads(world, {**asked, "most": asked["most"] or usual.most}, usual.roles)
    for one in in_which(asked["among"]):
        if not world.reading.valid(one):
            raise NotFound("no_such_thing", ref=one, on=world.day.isoformat())
        if world.reading.kind(one) != "place":
            raise NotAskable("site_among", ref=one)
    return Venues(world, {**asked, "count": asked["count"] or 1, "reach": asked["reach"] or usual.reach})
