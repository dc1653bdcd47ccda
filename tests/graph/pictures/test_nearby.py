"""What lies around a thing as SVG in a page: each box names its thing, and leads to it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from graph.errors import BadInput
from graph.network import Network
from graph.pictures import nearby
from graph.rules import Rules
from graph.viewing import Showing, owner
from tests.graph.pictures.conftest import HOSTILE, Sample, key_of, renamed

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def suzhoulu(sample: Sample) -> Network:
    return sample("suzhoulu")


def drawn(network: Network, rules: Rules, key: str) -> ET.Element:
    showing = Showing(owner("http", "test"), network)
    return ET.fromstring(nearby(network, rules, key, showing, link=lambda one: f"/things/{one}"))  # noqa: S314 - our own


def test_each_box_leads_to_its_thing_but_the_one_in_the_middle(suzhoulu: Network, rules: Rules) -> None:
    key = key_of(suzhoulu, "安和园/7号楼")
    found = {one.get("href") for one in drawn(suzhoulu, rules, key).iter(f"{_SVG}a")}
    assert f"/things/{key}" not in found
    assert f"/things/{key_of(suzhoulu, '安和园/7号楼/1单元')}" in found
    assert len(found) == 7


def test_a_name_stays_text(suzhoulu: Network, rules: Rules) -> None:
    network = renamed(suzhoulu, "安和园/7号楼", HOSTILE)
    texts = "".join(drawn(network, rules, key_of(suzhoulu, "安和园/7号楼")).itertext())
    assert "<img" in texts


def test_more_than_anybody_looks_at_is_refused(suzhoulu: Network, rules: Rules) -> None:
    with pytest.raises(BadInput):
        drawn(suzhoulu, rules, key_of(suzhoulu, "苏州路演示社区"))
