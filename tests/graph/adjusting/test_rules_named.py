"""Rules that name a place by its path are told where that means another one, or none, from then on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.adjusting import Adjusted, adjusted
from graph.rules import Rules, load_rules
from graph.rules.override import Override
from tests.graph.adjusting.played import Played

DAY = dt.date(2024, 11, 1)
BUILTIN = load_rules()
LINES = """
    place 甲社区 community
    place 甲社区/一网格 grid
    place 甲社区/二网格 grid
    place 甲社区/一网格/1号楼 building
"""


def naming(place: str) -> Rules:
    """Rules of which one norm is otherwise at a place."""
    pack, norms = next((pack, norms) for pack, norms in BUILTIN.packs.items() if norms and pack == "national")
    cite = {"document": "演示文件"}
    there = Override.model_validate({"place": place, "change": {"at_least": 2}, "cite": cite})
    return replace(BUILTIN, packs={**BUILTIN.packs, pack: (norms[0].with_overrides([there]), *norms[1:])})


def done(verb: str, rules: Rules, **said: str) -> Adjusted:
    """What comes of a piece of work on the ledger."""
    played = Played(LINES)
    keys = {name: value if name == "name" else played.names.key(value) for name, value in said.items()}
    return adjusted(verb, played.network(DAY), rules, keys)


@pytest.mark.parametrize("said", ["甲社区/一网格", "甲社区/一网格/1号楼"])
def test_a_new_name_of_it_or_of_what_is_around_it_is_told(said: str) -> None:
    made = done("rename", naming(said), thing="甲社区/一网格", name="三网格")
    assert [one.code for one in made.issues] == ["rules_name"]
    assert said in made.issues[0].sentence("zh", str)
    assert said in made.issues[0].sentence("en", str)


def test_what_a_merger_leaves_of_it_is_told() -> None:
    made = done("merge", naming("甲社区/一网格"), thing="甲社区/一网格", into="甲社区/二网格")
    assert [one.code for one in made.issues] == ["rules_name"]


@pytest.mark.parametrize("said", ["甲社区/二网格", "甲社区"])
def test_a_place_that_goes_on_meaning_the_same_is_not_told(said: str) -> None:
    assert done("rename", naming(said), thing="甲社区/一网格", name="三网格").issues == ()
