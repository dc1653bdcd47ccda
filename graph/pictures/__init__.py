"""Pictures of what there is: the chain of a place, the surroundings of a thing, and the graph as GraphML.

Each is one file that opens without a network: no font, script or picture comes from outside. A picture asks
nothing; what is drawn of an answer was asked before.
"""

from __future__ import annotations

from graph.pictures.chain import chain, starts_in
from graph.pictures.graphml import graphml
from graph.pictures.surroundings import surroundings

__all__ = ["chain", "graphml", "starts_in", "surroundings"]
