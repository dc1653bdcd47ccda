"""The other reading of a ratio: how much each holder of a counted post answers for."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.answers.coverage import LOAD
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.network.csr import csr
from graph.network.numbering import Ints
from graph.norms.counting import holders
from graph.norms.finding import Finding
from graph.rules import Ratio


def load_rows(facts: Facts, finding: Finding, body: Ratio) -> pl.DataFrame:
    """Return, for each holder of a post that counts somewhere, what they answer for beside what the norm gives one.

    The load of a holder is the base below all places of their posts that the norm counts, wherever those are
    (SEMANTICS C11).
    """
    norm = finding.norm
    people = np.unique(holders(facts, finding.things).thing)
    scopes = facts.scopes(body.tie)
    places = csr(scopes.carrier, scopes.place, np.arange(scopes.place.size, dtype=np.int32), facts.network.rows.size)
    counts = facts.select(body.of)
    held = facts.network.view.out("holds")
    shown = Shown(facts.network)
    rows = []
    for person in people.tolist():
        posts = np.unique(held.of(person)[counts[held.of(person)]])
        low, high = _union(facts, np.unique(np.concatenate([places.of(post) for post in posts])), body.base)
        over, fits = low * body.count > body.per, high < UNBOUNDED and high * body.count <= body.per
        rows.append(
            {
                "norm": norm.id,
                "holder": shown.thing(person),
                "state": "over" if over else "met" if fits else "unknown",
                "base": {"low": low, "high": high if high < UNBOUNDED else None},
                "per": body.per,
                "offices": [facts.network.key(int(post)) for post in posts],
            }
        )
    return pl.DataFrame(rows, schema=LOAD.schema)


def _union(facts: Facts, places: Ints, what: str) -> tuple[int, int]:
    """Return the base of several places together, each home once."""
    if places.size == 1:
        band = facts.homes.below(what).take(places)
        low, high = int(band.low[0]), int(band.high[0])
    else:
        inside = np.zeros(facts.network.view.places, dtype=bool)
        for place in places.tolist():
            inside |= facts.network.view.inside(place)
        each = facts.homes.base(what)
        unknown = bool((each.high[inside] >= UNBOUNDED).any())
        low, high = int(each.low[inside].sum()), UNBOUNDED if unknown else int(each.high[inside].sum())
    return low, high if facts.homes.covered[places].all() else UNBOUNDED
