"""A plan drawn: households now and then by their points, or a bar a group; nothing from outside, whole in XML."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from graph.network import Network
from graph.pictures import sited
from graph.questions import site
from graph.rules import load_rules
from tests.casefile.notation import read_network

_RULES = load_rules()
_THREE = """
place 演示社区 community
place 演示社区/1号楼 building households=20 point="120.5,36.800 wgs84"
place 演示社区/2号楼 building households=30 point="120.5,36.803 wgs84"
place 演示社区/3号楼 building households=70 point="120.5,36.820 wgs84"
venue 演示驿站 status=开放 located_at=演示社区 point="120.5,36.801 wgs84"
"""
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def three() -> Network:
    """Three buildings and a venue."""
    tables = read_network(_THREE, _RULES.profiles["suzhoulu"], _RULES.vocabulary("suzhoulu")).tables
    return Network(tables, date(2024, 11, 1))


class TestSited:
    def test_shows_everybody_twice_and_the_new_place_once(self, three: Network) -> None:
        drawn = ET.fromstring(sited(three, _RULES, site(three, _RULES, "venues")))  # noqa: S314 - our own
        dots = drawn.findall(f"{_SVG}circle")
        hollow = [one for one in dots if one.get("fill") == "#fff"]
        assert len([one for one in dots if one.get("r") != "2.4"]) == 6
        assert len(hollow) == 1  # who is not within reach now, and is then
        assert len(drawn.findall(f"{_SVG}polygon")) == 3  # what is there, twice, and the new one
        assert "演示数据" in "".join(drawn.itertext())

    def test_shows_a_bar_a_group_and_what_is_too_many(self, three: Network) -> None:
        drawn = ET.fromstring(sited(three, _RULES, site(three, _RULES, "heads"), lang="en"))  # noqa: S314 - our own
        texts = [one.text or "" for one in drawn.findall(f"{_SVG}text")]
        assert [one for one in texts if one.startswith(("50", "70"))] == [
            "50 households · new",
            "70 households · too many in one",
        ]
