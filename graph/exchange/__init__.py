"""The ledger for other programs: one file a format, each a text or a table that its programs read as it is.

What leaves is what its viewer is shown (SEMANTICS Y1): ``handed`` settles that once, and a format only writes it down.
"""

from __future__ import annotations

from graph.exchange.cypher import cypher
from graph.exchange.dhis2 import organisation_units
from graph.exchange.geojson import geojson
from graph.exchange.gexf import gexf
from graph.exchange.graphml import graphml

__all__ = ["cypher", "geojson", "gexf", "graphml", "organisation_units"]
