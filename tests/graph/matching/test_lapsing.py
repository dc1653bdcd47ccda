"""How long an ask waits where nobody wrote it: by the profile of the demand's place, in both versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.matching.meetings import meetings_of
from graph.network import Network
from graph.plain.facts.world import World
from graph.plain.matching.meetings import lapsed
from graph.rules import Rules, load_rules
from tests.casefile.ledger import Ledger
from tests.graph.steps.played import Played

ASKED = dt.date(2024, 11, 1)
LINES = """
    place 甲社区 community
    place 乙社区 community profile=yanshan
    organisation 企业 name=一
    offer 图书 given_by=一 serves=甲社区 categories=图书 capacity=100
    need 要书 category=图书 located_at=甲社区
    need 乙要书 category=图书 located_at=乙社区
    meets 图书 要书 state=asked asked_on=2024-11-01
    meets 图书 乙要书 state=asked asked_on=2024-11-01
"""


def rules(days: int) -> Rules:
    """The common rules, with so many days in the profile suzhoulu."""
    found = load_rules()
    own = found.profiles["suzhoulu"].model_copy(
        update={"matching": found.matching().model_copy(update={"reply_days": days})}
    )
    return replace(found, profiles={**found.profiles, "suzhoulu": own})


@pytest.mark.parametrize(
    ("after", "over"), [(3, set()), (4, {"要书"}), (7, {"要书"}), (8, {"要书", "乙要书"})], ids=["3", "4", "7", "8"]
)
def test_three_days_where_the_profile_says_so_and_seven_elsewhere(after: int, over: set[str]) -> None:
    played, told, day = Played(LINES), rules(3), ASKED + dt.timedelta(days=after)
    network = Network(played.tables, day)
    found = meetings_of(network, told)
    fast = {network.name(int(demand)) for demand, past in zip(found.target, found.lapsed, strict=True) if past}
    world = World.of(Ledger(played.tables, day), told)
    ties = played.tables["meets"].to_dicts()
    plainly = {played.names.shown(tie["target"]) for tie in ties if lapsed(world, tie["target"], tie)}
    assert (fast, plainly) == (over, over)
