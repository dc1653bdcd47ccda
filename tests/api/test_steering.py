"""Control characters that an older store may hold: no surface lets one through."""

from __future__ import annotations

import json
import re
from pathlib import Path

import networkx as nx
import polars as pl
import pytest

import graph
from api.rendering import rendered
from graph.changes import PUT, ChangeSet
from graph.exchange.graphml import graphml
from graph.rules import load_rules
from graph.stores import open_store
from graph.tables import row_schema
from graph.values.controls import control_in
from tests.api.conftest import Linli

_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NAME = "演示\x1b[31m甲\u202e街\x0b道\x9b"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with such a name in it, as no load makes one any more."""
    schema = row_schema("place")
    row = dict.fromkeys(schema) | {"key": "place-aaaaaaaaaaaaaaaa", "name": NAME, "level": "street"}
    frame = pl.DataFrame([row], schema=schema).with_columns(op=pl.lit(PUT))
    with open_store(tmp_path / "old.db") as made:
        made.commit(ChangeSet({"place": frame}, by="测试"))
    return tmp_path / "old.db"


class TestAnOlderStore:
    @pytest.mark.parametrize(
        "command",
        [["find", "演示"], ["find", "演示", "--json"], ["show", "place-aaaaaaaaaaaaaaaa"], ["show", "演示\x1b"]],
    )
    def test_steers_no_terminal(self, store: Path, linli: Linli, command: list[str]) -> None:
        ran = linli(*command, "--store", str(store))
        assert "演示" in ran.out + ran.err
        assert not _RAW.search(ran.out + ran.err)

    def test_is_written_as_graphml_that_others_read(self, store: Path) -> None:
        text = graphml(graph.open(store), load_rules())
        assert not _RAW.search(text)
        assert [one["label"] for _, one in nx.parse_graphml(text).nodes(data=True)] == [
            "演示\\x1b[31m甲\\u202e街\\x0b道\\x9b"
        ]


def test_a_document_says_the_same_with_them_written_out() -> None:
    text = rendered({"name": NAME})
    assert not control_in(text)
    assert json.loads(text) == {"name": NAME}
