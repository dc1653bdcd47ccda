"""Commits of a small neighbourhood, each with what it moves: nothing that hangs on it is taken over."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from graph.changes import ChangeSet, apply
from graph.network import Network
from graph.tables import Tables
from tests.graph.network.test_moved import said
from tests.graph.network.test_patching import said as numbered

ON, BEFORE, ENDED = date(2024, 11, 1), date(2024, 6, 1), date(2024, 10, 1)


def tie(kind: str, source: str, target: str, **fields: Any) -> dict[str, Any]:
    return {"key": f"{kind}-{source}-{target}", "source": source, "target": target, **fields}


LEDGER: dict[str, list[dict[str, Any]]] = {
    "place": [
        {"key": "place-a", "name": "甲社区", "level": "community"},
        {"key": "place-b", "name": "乙社区", "level": "community"},
        {"key": "place-c", "name": "2号楼", "level": "building"},
        {"key": "place-d", "name": "10号楼", "level": "building"},
        {"key": "place-e", "name": "101", "level": "home"},
    ],
    "part_of": [
        tie("part_of", "place-c", "place-a"),
        tie("part_of", "place-d", "place-a"),
        tie("part_of", "place-e", "place-d"),
    ],
    "organisation": [
        {"key": "organisation-a", "name": "演示支部", "form": "branch"},
        {"key": "organisation-b", "name": "演示物业", "form": "property_company"},
    ],
    "located_at": [tie("located_at", "organisation-a", "place-a")],
    "post": [
        {"key": "post-a", "role": "secretary"},
        {"key": "post-b", "role": "building_head"},
        {"key": "post-c", "role": "building_head"},
    ],
    "post_in": [tie("post_in", "post-a", "organisation-a")],
    "answers_for": [
        tie("answers_for", "post-b", "place-c"),
        tie("answers_for", "post-c", "place-d"),
        tie("answers_for", "organisation-b", "place-c"),
        tie("answers_for", "organisation-b", "place-d"),
    ],
    "person": [{"key": "person-a", "name": "演示甲"}, {"key": "person-b", "name": "演示乙"}],
    "holds": [
        {**tie("holds", "person-a", "post-a"), "key": "holds-1"},
        {**tie("holds", "person-a", "post-a", until=BEFORE), "key": "holds-3"},
        tie("holds", "person-b", "post-b"),
    ],
    "lives_in": [tie("lives_in", "person-a", "place-e")],
    "listing": [
        {"key": "listing-a", "selector": "kind=post", "within": "place-a", "as_of": ON},
        {"key": "listing-b", "selector": "kind=post", "within": "place-z", "as_of": ON},
    ],
}


def row(kind: str, number: int, **fields: Any) -> dict[str, list[dict[str, Any]]]:
    """One row of the ledger, otherwise."""
    return {kind: [{**LEDGER[kind][number], **fields}]}


COMMITS: dict[str, dict[str, list[dict[str, Any]]]] = {
    "a remark moves nothing": row("place", 0, note="演示"),
    "a building is moved": {"part_of": [tie("part_of", "place-c", "place-b") | {"key": LEDGER["part_of"][0]["key"]}]},
    "a building ends": row("place", 3, until=ENDED),
    "a building ended when something else did": row("place", 3, until=BEFORE),
    "a building became another": row("place", 3, until=ENDED)
    | {"became": [tie("became", "place-d", "place-c", since=ENDED)]},
    "a building is called otherwise and stands elsewhere": row("place", 3, name="1号楼"),
    "a building is put first": row("place", 3, display_order=1),
    "a home is added": {
        "place": [{"key": "place-d2", "name": "102", "level": "home"}],
        "part_of": [tie("part_of", "place-d2", "place-d")],
    },
    "a home is removed with its ties": row("place", 4, op="remove")
    | row("part_of", 2, op="remove")
    | row("lives_in", 0, op="remove"),
    "a place is added before all": {"place": [{"key": "place-0", "name": "丙社区", "level": "community"}]},
    "a building is renamed as another one comes before it": {
        "place": [{**LEDGER["place"][3], "name": "1号楼"}, {"key": "place-b2", "name": "3号楼", "level": "building"}]
    },
    "two buildings are called as one that is there": {
        "place": [{"key": f"place-{key}", "name": "2号楼", "level": "building"} for key in ("b2", "c2")]
    },
    "a unit was elsewhere all along": row("located_at", 0, target="place-b"),
    "a list is of another place": row("listing", 0, within="place-b"),
    "a unit goes elsewhere": {
        "located_at": [{**LEDGER["located_at"][0], "until": ENDED}, tie("located_at", "organisation-a", "place-b")]
    },
    "somebody else holds a post": {
        "holds": [{**LEDGER["holds"][0], "until": ENDED}, tie("holds", "person-b", "post-a", since=ENDED)]
    },
    "somebody holds a post again, by a key between others": {"holds": [{**LEDGER["holds"][0], "key": "holds-2"}]},
    "somebody is no longer there": row("person", 0, until=ENDED),
    "somebody was gone when something else ended": row("person", 0, until=BEFORE),
    "somebody moves": row("lives_in", 0, target="place-c"),
    "somebody moves out, and nobody else lives anywhere": row("lives_in", 0, op="remove"),
    "a post has a role that no other had": row("post", 2, role="grid_worker"),
    "nobody has a role any more": row("post", 0, role="building_head"),
    "a list is removed, and another one put where it stood": {
        "listing": [{**LEDGER["listing"][0], "op": "remove"}, {**LEDGER["listing"][0], "key": "listing-0", "op": "put"}]
    },
    "two homes are added, one of them in another": {
        "place": [{"key": f"place-{key}", "name": "103", "level": "home"} for key in ("d3", "f")],
        "part_of": [tie("part_of", "place-d3", "place-d"), tie("part_of", "place-f", "place-d3")],
    },
    "homes are added at the end of all, in an ended building, and nowhere": {
        "place": [
            {"key": "place-b7", "name": "7", "level": "home"},
            {"key": "place-b8", "name": "8", "level": "home"},
            {"key": "place-b9", "name": "9", "level": "home", "until": ENDED},
            {"key": "place-f0", "name": "0", "level": "home"},
        ],
        "part_of": [tie("part_of", f"place-{key}", "place-d") for key in ("b7", "b9", "f0")],
    },
    "a list was of a place before that was there": {
        "place": [{"key": "place-z", "name": "丙社区", "level": "community"}]
    },
    "a person comes between two": {"person": [{"key": "person-a5", "name": "演示丙"}]},
    "a post is removed, and another one put before all": {
        **row("answers_for", 1, op="remove"),
        "post": [{**LEDGER["post"][2], "op": "remove"}, {"key": "post-0", "role": "secretary", "op": "put"}],
    },
}


def changes(frames: dict[str, list[dict[str, Any]]]) -> ChangeSet:
    return ChangeSet({kind: pl.DataFrame(rows, infer_schema_length=None) for kind, rows in frames.items()})


@pytest.mark.parametrize("commit", COMMITS)
def test_the_network_says_what_one_made_anew_says(commit: str) -> None:
    network = Network(apply(Tables({}), changes(LEDGER)), ON)
    days = [network.on(day) for day in (BEFORE, ENDED, ON)]
    numbered(network._rows)  # noqa: SLF001 - what there is to be taken over
    assert [said(one.view)["one"] for one in days] == [True, True, True]
    more = changes(COMMITS[commit])
    moved, anew = network.moved(more, 2, None), Network(apply(network.tables(), more), ON)
    assert numbered(moved._rows) == numbered(anew._rows)  # noqa: SLF001 - as above
    assert {*anew.rows.edges} <= {*moved.rows.edges} <= {*anew.rows.edges, *network.rows.edges}
    for day in (BEFORE, ENDED, ON):
        assert said(moved.on(day).view) == said(anew.on(day).view)


def test_a_remark_takes_everything_over() -> None:
    network = Network(apply(Tables({}), changes(LEDGER)), ON)
    before = network.view
    forest, anchors, holders = before.territory, before.anchor, before.into("holds")
    after = network.moved(changes(COMMITS["a remark moves nothing"]), 2, None).view
    assert after.territory is forest
    assert after.anchor is anchors
    assert after.into("holds") is holders


def test_a_new_person_takes_over_where_places_lie() -> None:
    network = Network(apply(Tables({}), changes(LEDGER)), ON)
    forest = network.view.territory
    assert network.moved(changes(COMMITS["a person comes between two"]), 2, None).view.territory is forest
