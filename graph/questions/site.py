"""Where should the next venues go, or whom should each head have? Optimal, or how far from it (SEMANTICS B4, B8)."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import Answer
from graph.answers.site import AIMS, LEVEL, WHAT
from graph.errors import BadInput
from graph.facts import facts_of
from graph.network import Network
from graph.questions.siting.plan import Plan
from graph.rules import Rules
from graph.rules.siting import limits
from graph.words.listed import Listed


def site(
    network: Network,
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
        NotAskable: Nobody lives where it is known, there is no place for a venue, or points are of two systems.
    """
    for name, found, known in (("what", what, WHAT), ("aim", aim, AIMS)):
        if found not in known:
            raise BadInput("site_word", option=name, found=found, expected=Listed(known))
    within = network.within_row
    profile = None if within is None else facts_of(network, rules).profiles.find(within)
    usual = limits(rules, None if profile is None else profile.key, network.date)
    among = among if among is None or isinstance(among, str) else list(among)
    if what == "heads":
        asked = {"aim": aim, "count": count, "reach": reach, "level": level, "among": among}
        from graph.questions.siting.heads import heads  # noqa: PLC0415 - the solvers take a second to import

        return heads(network, rules, most or usual.most, usual.roles, asked)
    from graph.questions.siting.venues import venues  # noqa: PLC0415 - as above

    return venues(network, rules, Plan(aim, count or 1, reach or usual.reach, level, among), most)
