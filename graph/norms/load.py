"""The other reading of a ratio: how much each holder of a counted post answers for."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.answers.coverage import LOAD
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.network.columns import Ints
from graph.network.csr import csr
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
        low, high, basis = _union(facts, np.unique(np.concatenate([places.of(post) for post in posts])), body.base)
        over, fits = low * body.count > body.per, high < UNBOUNDED and high * body.count <= body.per
        rows.append(
            {
                "norm": norm.id,
                "holder": shown.thing(person),
                "state": "over" if over else "met" if fits else "unknown",
                "base": {"low": low, "high": high if high < UNBOUNDED else None},
                "basis": basis,
                "per": body.per,
                "offices": [facts.network.key(int(post)) for post in posts],
            }
        )
    return pl.DataFrame(rows, schema=LOAD.schema)


def _union(facts: Facts, places: Ints, what: str) -> tuple[int, int, str]:
    """Return the base of several places together, each home and each stated number once, and how it is known."""
    homes, view = facts.homes, facts.network.view
    told = homes.stated(what)
    whole = bool(homes.whole(what)[places].all())
    if places.size == 1:
        band = homes.below(what).take(places)
        basis = "stated" if homes.told(what)[places[0]] else "counted"
        return int(band.low[0]), int(band.high[0]) if whole else UNBOUNDED, basis if whole else "at_least"
    own = places[told.exact[places]]
    inside, taken = np.zeros(view.places, dtype=bool), np.zeros(view.places, dtype=bool)
    for place in places.tolist():
        (taken if told.exact[place] else inside)[view.inside(place)] = True
    rest = inside & ~taken
    each = homes.base(what)
    unknown = bool((each.high[rest] >= UNBOUNDED).any())
    least, most = told.together(rest)
    widest = [place for place in own.tolist() if sum(view.encloses(other, place) for other in own.tolist()) == 1]
    stated = int(told.own[widest].sum())
    low = int(each.low[rest].sum()) + least + stated
    high = UNBOUNDED if unknown else int(each.high[rest].sum()) + most + stated
    if not whole:
        return low, UNBOUNDED, "at_least"
    return low, high, "stated" if own.size or (told.deepest & rest).any() else "counted"
