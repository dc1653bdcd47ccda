"""Norms of items, of two posts and of what is written: fast and plain agree where nearly everything is listed.

In the networks of ``tests.networks`` little is listed as complete, so that most of these norms are unknown. Here lists
of all kinds are laid over them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.network import Network
from graph.rules import Rules
from graph.tables import Tables
from tests.examples import few_in_full
from tests.networks import Drawn, days, networks
from tests.rulebooks import BREADTH, COMPLETENESS, IDENTITY, RULEBOOKS, TERMS

_IDS = {norm["id"] for norm in (*BREADTH, *COMPLETENESS, *IDENTITY, *TERMS)}
_KINDS = ("post", "offer", "need", "project", "team", "routine", "venue", "organisation", "activity")


def _of_items() -> Rules:
    whole = RULEBOOKS["all norms everywhere"]
    norms = tuple(norm for norm in whole.norms if norm.id in _IDS)
    return replace(whole, packs={"norms": norms}, chosen=("norms",))


RULES = _of_items()


def listed(drawn: Drawn, kinds: list[str]) -> Tables:
    """Return a network with a list of each of some kinds at every place."""
    tables = drawn.tables
    frame = tables["listing"]
    rows = [
        {
            "key": f"listing-z{number}{kind}",
            "selector": f"kind={kind}",
            "within": place,
            "as_of": date(2023, 1, 1),
        }
        for kind in kinds
        for number, place in enumerate(drawn.keys.get("place", []))
    ]
    more = pl.DataFrame(rows, schema={name: frame.schema[name] for name in ("key", "selector", "within", "as_of")})
    found = {name: tables[name] for name in tables}
    return Tables({**found, "listing": pl.concat([frame, more], how="diagonal")})


@pytest.mark.slow
@pytest.mark.thorough
@few_in_full
@given(networks(), days(), st.lists(st.sampled_from(_KINDS), min_size=len(_KINDS) - 2, unique=True))
def test_fast_is_plain(drawn: Drawn, day: date, kinds: list[str]) -> None:
    network = Network(listed(drawn, kinds), day)
    options: dict[str, Any] = {"states": None, "evidence_cap": None, "matrix": True}
    fast, expected = (one(network, RULES, **options).to_dict() for one in (questions.coverage, plain.coverage))
    assert {**fast, "options": None} == {**expected, "options": None}
