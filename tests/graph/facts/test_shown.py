"""How things are told in rows: a path only where it tells nobody where somebody lives."""

from __future__ import annotations

from datetime import date

from graph.facts.shown import Shown
from graph.network import Network
from graph.rules import load_rules
from tests.casefile.notation import read_network

NETWORK = """
place 甲社区 community
place 甲社区/1号楼 building
place 甲社区/1号楼/101室 home
organisation 党支部 name=一支部 located_at=甲社区
post 书记 name=演示书记 in=一支部
post 支委 in=一支部
person 演示甲 lives_in=甲社区/1号楼/101室
"""


class TestPlace:
    def test_what_has_a_name_stands_under_its_anchor_and_a_nameless_post_or_a_person_has_no_path(self) -> None:
        rules = load_rules()
        written = read_network(NETWORK, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
        network = Network(written.tables, date(2024, 11, 1))
        shown = Shown(network)
        told = [
            shown.place(row) for kind in ("organisation", "post", "person") for row in range(*network.rows.block[kind])
        ]
        found = [(one["name"], one["path"]) for one in told if one]
        assert set(found) == {
            ("一支部", "甲社区//一支部"),
            ("演示书记", "甲社区//演示书记"),
            (None, None),
        }
