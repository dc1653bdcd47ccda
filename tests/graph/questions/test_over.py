"""How norms stood over time: exact on a small network, as the plain version says on any, and drawn."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.network import Network
from graph.pictures import over as drawn_over
from graph.plain.over import over as plainly
from graph.rules import load_rules, read_pack
from tests.casefile.notation import read_network
from tests.examples import few_in_full
from tests.networks import DAYS, Drawn, networks
from tests.rulebooks import RULEBOOKS

_NETWORK = """
place 演示社区 community
place 演示社区/1号楼 building
place 演示社区/2号楼 building since=2024-08-01
post 楼长 name=一 answers_for=演示社区/1号楼 holder=演示甲 holder_until=2024-09-01
listing post role=楼长 within=演示社区 as_of=2024-04-01
"""
_PACK = """
- id: head
  title: {zh: 应有楼长, en: a head}
  sort: local_practice
  cite: {document: 演示}
  subject: {kind: [place], level: [building]}
  presence: {of: {kind: [post], role: [楼长]}}
"""
_DATES = [dt.date(2024, month, 1) for month in (10, 1, 6)]


@pytest.fixture
def network() -> Network:
    known = load_rules()
    tables = read_network(_NETWORK, known.profiles["suzhoulu"], known.vocabulary("suzhoulu")).tables
    return Network(tables, dt.date(2024, 11, 1))


@pytest.fixture
def rules() -> graph.rules.Rules:
    known = load_rules()
    packs = {**known.packs, "own": read_pack(_PACK, "norms/own.yaml", "own")}
    return type(known)(known.profiles, packs, known.digests).only("own")


class TestFrame:
    def test_has_a_row_a_norm_subject_and_date(self, network: Network, rules: graph.rules.Rules) -> None:
        found = graph.over(network, rules, _DATES)
        names = {network.rows.keys[row]: network.name(row) for row in range(network.view.places)}
        assert [(row["on"].month, names[row["subject"]], row["state"]) for row in found.to_dicts()] == [
            (1, "1号楼", "met"),
            (6, "1号楼", "met"),
            (10, "1号楼", "gap"),
            (10, "2号楼", "gap"),
        ]

    def test_within_a_place_has_its_own_rows_once_it_is_there(self, network: Network, rules: graph.rules.Rules) -> None:
        (key,) = (network.key(row) for row in range(network.view.places) if network.name(row) == "2号楼")
        found = graph.over(network.within(key), rules, _DATES)
        assert found.select("subject", "on", "state").rows() == [(key, dt.date(2024, 10, 1), "gap")]
        assert found.to_dicts() == plainly(network.within(key), rules, _DATES)

    @pytest.mark.slow
    @pytest.mark.thorough
    @few_in_full
    @given(networks(), st.lists(st.sampled_from(DAYS), max_size=3))
    def test_is_what_the_plain_version_says(self, drawn: Drawn, days: list[dt.date]) -> None:
        network, book = Network(drawn.tables, DAYS[2]), RULEBOOKS["all norms everywhere"]
        assert graph.over(network, book, days).to_dicts() == plainly(network, book, days)


class TestPicture:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_has_a_strip_a_norm_with_a_line_a_state(
        self, network: Network, rules: graph.rules.Rules, lang: str
    ) -> None:
        svg = drawn_over(network, rules, graph.over(network, rules, _DATES), lang=lang)
        root = ET.fromstring(svg)  # noqa: S314 - our own
        lines = list(root.iter("{http://www.w3.org/2000/svg}polyline"))
        assert len(lines) == 3 + 2  # of the legend, and of the norm, of which nothing is unknown
        assert {"zh": "应有楼长", "en": "a head"}[lang] in svg
        assert "2024-01-01" in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
