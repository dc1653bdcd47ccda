"""Coverage beside an earlier date and by a level: both versions say the same, and ``verify`` holds an answer to it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.network import Network
from graph.rules import load_rules
from graph.stores import open_store
from graph.verify import verify
from tests.casefile.notation import read_network
from tests.examples import few_in_full
from tests.networks import DAYS, Drawn, networks
from tests.rulebooks import RULEBOOKS, rulebooks

_NETWORK = """
place 演示社区 community
place 演示社区/一网格 grid
place 演示社区/一网格/1号楼 building homes=2
place 演示社区/一网格/2号楼 building homes=2 since=2024-08-01
post 楼长 answers_for=演示社区/一网格/1号楼 holder=演示甲 holder_until=2024-09-01
listing post within=演示社区 as_of=2024-01-01
"""
_LEVELS = ("street", "community", "estate", "grid", "building")


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), st.sampled_from(DAYS[2:]), st.sampled_from(DAYS[:2]), st.integers(0, 8), rulebooks(), st.data())
    def test_of_two_dates_and_any_level(
        self, drawn: Drawn, day: dt.date, earlier: dt.date, place: int, rules: str, data: st.DataObject
    ) -> None:
        network = Network(drawn.tables, day)
        there = [key for key in drawn.keys["place"] if network.view.valid[network.rows.row(key) or 0]]
        network = network.within(there[place]) if place < len(there) else network
        by, axis = (data.draw(st.sampled_from(one)) for one in (_LEVELS, ("territory", "property")))
        options: dict[str, Any] = {"states": (), "compare": earlier, "by": by, "axis": axis}
        fast = questions.coverage(network, RULEBOOKS[rules], **options).to_dict()
        slow = plain.coverage(network, RULEBOOKS[rules], **options).to_dict()
        assert {name: fast[name] for name in ("compared", "by", "totals")} == {
            name: slow[name] for name in ("compared", "by", "totals")
        }


class TestVerify:
    @pytest.mark.slow
    def test_works_both_out_again(self) -> None:
        rules = load_rules()
        tables = read_network(_NETWORK, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).tables
        with open_store(":memory:") as store:
            store.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}, by="test"))
            network = Network(store.tables(), dt.date(2024, 11, 1))
            asked = questions.coverage(network, rules, compare="2024-06-01", by="grid", axis="territory")
            answer = json.loads(asked.to_json())
            assert answer["compared"]
            assert answer["by"]
            assert verify(answer, store, rules) == []
            answer["compared"][0]["change"] = "closed"
            answer["by"][0]["gap_count"] += 1
            assert [one.path for one in verify(answer, store, rules)] == ["compared[0].change", "by[0].gap_count"]
