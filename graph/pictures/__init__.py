"""Pictures of what there is: the chain of a place and the surroundings of a thing.

Each is one file that opens without a network: no font, script or picture comes from outside. A picture asks
nothing; what is drawn of an answer was asked before.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.pictures.candidates import candidates
from graph.pictures.chain import chain, starts_in
from graph.pictures.chain_page import chain_page, seats_in
from graph.pictures.gaps import gaps
from graph.pictures.grid_plan import grid_plan
from graph.pictures.hollow import hollow
from graph.pictures.nearby import nearby
from graph.pictures.over import over
from graph.pictures.profiles import profiles
from graph.pictures.sited import sited
from graph.pictures.surroundings import surroundings
from graph.pictures.together import together

__all__ = [
    "OF_ANSWERS",
    "candidates",
    "chain",
    "chain_page",
    "gaps",
    "grid_plan",
    "hollow",
    "nearby",
    "over",
    "profiles",
    "seats_in",
    "sited",
    "starts_in",
    "surroundings",
    "together",
]

#: The picture of an answer, by its question; of the other questions there is none that shows the answer alone.
OF_ANSWERS: dict[str, Callable[..., str]] = {
    "match": candidates,
    "cobuilding": together,
    "coverage": gaps,
    "monthly": hollow,
    "site": sited,
}
