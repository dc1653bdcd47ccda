"""`linli site venues --among` repeated: a venue may be in any of the places said; over HTTP and on a page the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.rules import load_rules
from graph.stores import open_store
from tests.api.conftest import Linli
from tests.api.http.conftest import Behind
from tests.casefile.notation import Written, read_network
from tests.stores import changes

LINES = """
place 甲社区 community
place 甲社区/甲院 estate
place 甲社区/甲院/1号楼 building households=20 point="120.5,36.800 wgs84"
place 甲社区/乙院 estate
place 甲社区/乙院/1号楼 building households=30 point="120.5,36.820 wgs84"
place 甲社区/丙院 estate
place 甲社区/丙院/1号楼 building households=90 point="120.5,36.840 wgs84"
"""


@pytest.fixture
def told() -> Written:
    rules = load_rules()
    return read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))


@pytest.fixture
def where(told: Written, tmp_path: Path) -> Path:
    with open_store(tmp_path / "linli.db") as store:
        store.commit(changes(told.tables))
    return tmp_path / "linli.db"


@pytest.mark.slow
def test_the_same_in_a_terminal_over_http_and_on_a_page(
    linli: Linli, told: Written, where: Path, behind: Behind
) -> None:
    two = ["甲社区/甲院", "甲社区/乙院"]
    said = [part for one in two for part in ("--among", one)]
    found = linli("site", "venues", *said, "--count", "3", "--store", str(where), "--on", "2024-11-01", "--json")
    assert found.code == 0, found.err
    assert (found.json["totals"]["candidates"], found.json["totals"]["households"]["new"]) == (2, 2)
    client, keys = behind(where), [told.names.key(one) for one in two]
    asked = {"what": "venues", "count": "3", "among": keys, "on": "2024-11-01"}
    assert client.get("/v1/site", params=asked).json() == found.json
    page = client.get("/site", params={**asked, "among": "、".join(two), "lang": "zh"}).text
    assert 'value="甲社区/甲院、甲社区/乙院"' in page
    assert "甲社区/丙院/1号楼" not in page.partition("<table")[2].partition("</table")[0]


def test_one_place_alone_is_told_as_it_was(linli: Linli, told: Written, where: Path) -> None:
    said = ("--among", "甲社区/甲院", "--among", "甲社区/甲院", "--on", "2024-11-01")
    found = linli("site", "venues", *said, "--store", str(where), "--json")
    assert found.json["options"]["among"] == told.names.key("甲社区/甲院")
