"""Who can help with what, as pages ask it: for one need or giver or for all, and once however many pages show it."""

from __future__ import annotations

from api.console.asked import Asked
from graph.answers import Answer
from graph.network import Network
from graph.questions import match


def matched(asked: Asked, demand: str | None, giver: str | None) -> Answer:
    """Return who can help; of one demand wherever it lies, else within the place asked about.

    Raises:
        NotFound: There is no such thing on the day.
        NotAskable: It is no demand: nothing of it is left, it is not open, or it lies nowhere.
    """
    network: Network = asked.network if demand is None else asked.whole
    key = ("match", asked.on, None if demand else asked.within, demand, giver)
    found: Answer = asked.served.answer(key, lambda: match(network, asked.rules, demand=demand, giver=giver))
    return found
