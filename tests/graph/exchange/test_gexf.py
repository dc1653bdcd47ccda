"""GEXF: networkx reads back the things and ties that are in the network, with their fields."""

from __future__ import annotations

import io
import re

import networkx as nx

from graph.exchange import gexf
from graph.rules import Rules
from tests.graph.pictures.conftest import Sample, key_of


class TestGexf:
    def test_it_comes_back_with_keys_kinds_and_labels(self, sample: Sample, rules: Rules) -> None:
        network = sample("yanshan")
        network = network.within(key_of(network, "槐荫院"))
        text = gexf(network, rules)
        back = nx.read_gexf(io.BytesIO(text.encode()))
        key = key_of(network, "槐荫院")
        assert (back.nodes[key]["label"], back.nodes[key]["kind"], back.nodes[key]["level"]) == (
            "槐荫院",
            "place",
            "courtyard",
        )
        assert {one["kind"] for *_, one in back.edges(data=True)} >= {"part_of", "post_in"}
        assert all(one["id"].startswith(f"{one['kind']}-") for *_, one in back.edges(data=True))

    def test_it_says_neither_when_nor_with_what_it_was_made(self, sample: Sample, rules: Rules) -> None:
        network = sample("yanshan")
        text = gexf(network, rules, key=key_of(network, "槐荫院"))
        assert set(re.findall(r"\w+://[^\s\"<]*", text)) == {"http://www.gexf.net/1.2draft"}
        assert "NetworkX" not in text
        assert '<graph defaultedgetype="directed" mode="static">' in text  # as the schema of Gephi has it
        assert text == gexf(network, rules, key=key_of(network, "槐荫院"))
