"""A ledger that writes every parent on territory reads as one that writes both: below its community, in its order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

import graph
from graph.changes import ChangeSet
from graph.forms.asked import Asked
from graph.forms.paper import Paper
from graph.forms.register import function_of
from graph.rules import load_rules
from graph.stores import open_store
from graph.viewing import Showing, outsider
from tests.casefile.notation import read_network
from tests.graph.forms.conftest import lines
from tests.stores import changes

LINES = """
place 甲社区 community
place 甲社区/丙小区 estate
place 甲社区/乙小区 estate
place 甲社区/乙小区/10号楼 building
place 甲社区/乙小区/9号楼 building
organisation 居委会 name=演示居委 answers_for=甲社区
post 楼长 name=十号楼长 answers_for=甲社区/乙小区/10号楼 public=是 holder=演示甲
post 楼长 name=九号楼长 answers_for=甲社区/乙小区/9号楼 public=是 holder=演示乙
post 主任 in=演示居委 public=是 holder=演示丙
"""


def _wall(folder: Path, said: str) -> Paper:
    rules, looks = load_rules(), outsider("test")
    written = changes(read_network(said, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).tables)
    parents = written.frames["part_of"].with_columns(axis=pl.lit("territory"))
    with open_store(folder / "linli.db") as store:
        store.commit(ChangeSet({**written.frames, "part_of": parents}))
    network = graph.open(folder / "linli.db", on=date(2024, 11, 1)).told(looks)
    return function_of("wall")(network, rules, Showing(looks, network), Asked("wall", "演示统筹员"))


def test_it_stands_below_its_community_and_in_its_order(tmp_path: Path) -> None:
    paper = _wall(tmp_path, LINES)
    assert paper.sheets[0].above == ("甲社区",)
    assert [line.partition(" | ")[0] for line in lines(paper)] == ["甲社区", "乙小区/9号楼", "乙小区/10号楼"]


def test_the_door_of_a_post_in_a_home_does_not_hang_on_the_wall(tmp_path: Path) -> None:
    home = "甲社区/乙小区/10号楼/101室"
    more = f"place {home} home\npost 党员中心户 in={home} public=是 holder=演示丁\n"
    paper = _wall(tmp_path, LINES + more)
    assert "乙小区/10号楼 |  | 党员中心户 | 演示丁 | " in lines(paper)
    assert "101室" not in str(paper)
