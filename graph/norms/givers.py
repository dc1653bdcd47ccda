"""Who gives what counts: of an offer who gives it, of anything else the thing itself (SEMANTICS C32)."""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.network.columns import Bools
from graph.network.forest import slices
from graph.norms.counting import Counted, each_once


def givers_of(facts: Facts, things: Counted, lines: int) -> tuple[Counted, Bools]:
    """Return the distinct givers by line, and whether each thing of a line has one."""
    first, last = facts.network.rows.block["offer"]
    offered = (things.thing >= first) & (things.thing < last)
    giving = facts.network.view.into("gives")
    line, offer = things.subject[offered], things.thing[offered]
    many = giving.start[offer + 1] - giving.start[offer]
    unit = giving.other[slices(giving.start[offer], giving.start[offer + 1])]
    known = np.ones(lines, dtype=bool)
    known[line[many == 0]] = False
    return each_once(
        facts,
        np.concatenate([things.subject[~offered], np.repeat(line, many)]),
        np.concatenate([things.thing[~offered], unit]),
    ), known
