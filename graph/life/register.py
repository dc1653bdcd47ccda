"""The options of a step in a need's life, as terminal and service offer them."""

from __future__ import annotations

from collections.abc import Mapping

from graph.rules.workflow import own_steps
from graph.steps.register import Saying

#: What may be said with some step, by name, in the order in which help lists it.
SAYINGS: Mapping[str, Saying] = {
    "to": Saying("reference", "To whom it is given, who claims it, or into which need it is merged"),
    "quantity": Saying("quantity", "How much of it"),
    "delivery": Saying("day", "The day of delivery"),
    "reply_by": Saying("day", "The last day for an answer of whom it is dispatched to"),
    "until": Saying("day", "Until when it is suspended or extended, or when to call back"),
    "outcome": Saying("text", "What a contact or a rating found: a code, or a word for it"),
    "reason": Saying("text", "Why, or what was done"),
}
#: The kinds that may be meant by who takes a step, and by to whom it is given; a merged one is another need.
SEATS = ("post", "organisation", "team", "person")
GIVEN = (*SEATS, "offer")
#: What the rules call it and where it is kept.
_KEPT = {"result": "reason"}


def says(step: str) -> tuple[str, ...]:
    """Return the options of a step, in the order of ``SAYINGS``.

    Example:
        >>> says("finish"), says("dispatch")
        (('delivery', 'reason'), ('to', 'quantity', 'delivery', 'reply_by', 'reason'))
    """
    said = {_KEPT.get(one, one) for one in own_steps()[step].says}
    return tuple(name for name in SAYINGS if name in said)


def needs(step: str) -> tuple[str, ...]:
    """Return the required options of a step.

    Example:
        >>> needs("suspend"), needs("finish")
        (('until', 'reason'), ('reason',))
    """
    said = {_KEPT.get(one, one) for one in own_steps()[step].needs}
    return tuple(name for name in SAYINGS if name in said)


#: Every step that goes on with a need that there is.
GOING_ON = tuple(name for name in own_steps() if name != "raise")
