"""*Staffed*: a unit has in it a post of these roles that somebody holds (SEMANTICS C14)."""

from __future__ import annotations

from typing import cast

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band, verdicts
from graph.facts.cobuilding import cobuilding
from graph.network.columns import Ints
from graph.norms.base import NormType
from graph.norms.finding import Finding
from graph.norms.in_units import in_units, never_in_any
from graph.rules import Norm
from graph.rules.bodies import Staffed


class _Staffed(NormType):
    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return the posts in each unit that is asked, and whether one of them is held."""
        body, network = cast("Staffed", norm.body), facts.network
        if body.among == "cobuilding":
            subjects = subjects[cobuilding(network)[subjects]]
        posts = facts.select(body.of)
        things, offices = in_units(facts, subjects, posts), facts.seats.offices(False)
        low, high = (things.sums(one, subjects.size) for one in (offices.low, offices.high))
        loose = never_in_any(facts, posts)
        covered = facts.ledger.covers(body.of).covered[network.view.anchor[subjects]]
        has, needs = Band(low, np.where(covered, high + loose.size, UNBOUNDED)), self.needs(facts, norm, subjects)
        evidence = things.where(offices.low[things.thing] > 0)
        found = Finding(norm, subjects, verdicts(has, needs), has, needs, things, evidence, np.flatnonzero(~covered))
        lines = np.flatnonzero(covered)
        found.because("unscoped", np.repeat(lines, loose.size), np.tile(loose, lines.size))
        return found


TYPE = _Staffed()
