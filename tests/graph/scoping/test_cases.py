"""What who is bound to a place has, in cases that a planner could review."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.kinds import things
from graph.network import Network
from graph.parsing import parsed
from graph.plain.facts.world import World
from graph.rules import Rules, load_rules
from graph.scoping import Scope, cut
from graph.scoping.cut import HOW
from graph.scoping.standing import AROUND, INSIDE, STUB
from graph.tables import Tables
from tests.casefile.notation import Written, read_network

DAY = dt.date(2024, 11, 1)
CASES: list[dict[str, Any]] = parsed(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def written(case: dict[str, Any], rules: Rules) -> Written:
    return read_network(case["network"], rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))


def scope(case: dict[str, Any], told: Written) -> Scope:
    place, partner = case.get("place"), case.get("partner")
    key = told.names.key
    return Scope(None if place is None else key(place), None if partner is None else key(partner, ("organisation",)))


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_each_thing_stands_as_it_is_told_and_nothing_that_is_gone_is_in_any_table(
    case: dict[str, Any], rules: Rules
) -> None:
    told = read_network(case["network"], rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
    network = Network(told.tables, DAY)
    found = cut(network, rules, scope(case, told))
    how = dict(row for kind in things() for row in found.kept[kind.kind].select("key", HOW).iter_rows())
    said = {"inside": INSIDE, "around": AROUND, "named": STUB, "gone": None}
    stands = {label: how.get(told.names.key(label)) for name in said for label in case[name]}
    assert stands == {label: value for name, value in said.items() for label in case[name]}
    seen = found.of(network.tables(), 1)
    gone = [told.names.key(label) for label in case["gone"]]
    if "place" in case:
        again = cut(Network(seen, DAY), rules, scope(case, told))
        assert set(found.inside) - set(again.inside) == set()
    words = [label.rpartition("/")[2] for label in (*case["gone"], *case.get("hidden", [])) if " " not in label]
    assert [one for one in (*gone, *words) if one in _text(seen)] == []


@pytest.mark.parametrize("case", [one for one in CASES if "place" in one], ids=lambda case: case["title"])
def test_in_the_part_lies_what_is_inside_and_nothing_else(case: dict[str, Any], rules: Rules) -> None:
    told = written(case, rules)
    place = told.names.key(case["place"])
    found = cut(Network(told.tables, DAY), rules, Scope(place))
    part = Network(found.of(told.tables, 1), DAY)
    lies = {part.key(row) for row in np.flatnonzero(part.view.inside(part.rows.row(place) or 0)).tolist()}
    assert lies <= set(found.inside)
    assert set(World(part.to_networkx(every_date=True), DAY, None, rules).places.inside(place)) == lies


def test_a_partner_which_sees_no_steps_is_told_the_day_to_which_they_extended_a_need(rules: Rules) -> None:
    case = next(case for case in CASES if case["title"].startswith("A claim that is over"))
    extended = """
    step 受理 need=要书 at="2024-10-08 09:00" state=已受理
    step 延期 need=要书 at="2024-10-18 09:00" state=已受理 on=2024-12-15
    """
    told = written({**case, "network": case["network"] + extended}, rules)
    seen = cut(Network(told.tables, DAY), rules, scope(case, told)).of(told.tables, 1)
    assert seen["step"].height == 0
    assert dict(seen["need"].select("key", "due").iter_rows()) == {
        told.names.key("要书"): dt.date(2024, 12, 15),
        told.names.key("要画册"): None,
    }


def _text(tables: Tables) -> str:
    return "\n".join(str(frame.rows()) for frame in tables.values())
