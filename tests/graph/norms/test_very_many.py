"""Rows of very many subjects are made as columns, not line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from graph import questions
from graph.network import Network
from graph.rules import Rules, load_rules, read_pack
from tests.casefile.notation import read_network

_HOMES = "".join(f"\nplace 甲社区/{building}号楼 building homes=40" for building in range(25))
_NORM = """
- id: one
  title: {zh: 一, en: one}
  sort: local_practice
  cite: {document: 演示}
  subject: {kind: [place], level: [户室]}
  BODY
"""


def rules(body: str) -> Rules:
    """Return rules of one norm."""
    found = load_rules()
    packs = {**found.packs, "demo": read_pack(_NORM.replace("BODY", body), "demo.yaml", "demo")}
    return Rules(found.profiles, packs, found.digests).only("demo")


@pytest.mark.parametrize("body", ["exactly_one: {level: 楼栋}", "exactly_one: {level: 网格}"])
def test_rows_are_not_made_one_by_one(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = rules(body)
    words = asked.vocabulary("suzhoulu")
    tables = read_network("place 甲社区 community" + _HOMES, asked.profiles["suzhoulu"], words).tables
    network = Network(tables, date(2024, 11, 1))
    made, series = [0], pl.Series.__init__

    def counting(self: pl.Series, *args: Any, **kwargs: Any) -> None:
        made[0] += 1
        series(self, *args, **kwargs)

    monkeypatch.setattr(pl.Series, "__init__", counting)
    answer = questions.coverage(network, asked, states=None)
    assert answer.rows.height == 1000
    assert made[0] < 1000
