"""Siting is what the plain version finds by trying every plan, on small ledgers; a checker holds the others."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import graph
from graph.answers.site import AIMS
from graph.changes import ChangeSet, whole_rows
from graph.errors import LinliError, TooLong
from graph.kinds import all_kinds
from graph.network import Network
from graph.plain.site import checked
from graph.plain.site import site as plainly
from graph.plain.siting import venues as plain_venues
from graph.questions import site
from graph.rules import load_rules
from graph.stores import open_store
from graph.tables import Tables
from graph.verify import verify
from tests.casefile.notation import read_network
from tests.examples import EXAMPLES, few_in_full
from tests.networks import Drawn, days, networks

_RULES = load_rules()
_ON = date(2024, 11, 1)


def _tables(text: str) -> Tables:
    return read_network(text, _RULES.profiles["suzhoulu"], _RULES.vocabulary("suzhoulu")).tables


def _small(seed: int) -> tuple[Network, dict[str, Any]]:
    """Return a ledger of a few buildings on a grid of points, venues and heads, and what is asked of it."""
    draw = random.Random(seed)

    def point() -> str:
        return f'point="120.{500 + draw.randrange(6)},36.{800 + draw.randrange(9)} wgs84"'

    lines = ["place 甲社区 community", "place 甲社区/院 estate"]
    for number in range(1, draw.randint(2, 7)):
        where = f"甲社区/{draw.choice(['', '院/'])}{number}号楼"
        located = point() if draw.random() < 0.9 else ""
        lines.append(
            f"place {where} building {located} {draw.choice(['homes=3', f'households={draw.randint(0, 50)}', ''])}"
        )
        entrances = [f"{where}/{one}单元 entrance" for one in range(draw.randint(0, 2))]
        lines += [f"place {one} {draw.choice(['homes=2', 'households=30'])}" for one in entrances]
        if draw.random() < 0.3:
            lines.append(f"post 楼长 key=p{number} answers_for={where} holder=演示甲{number}")
    lines += [
        f"venue 站{one} name=站{one} status=开放 located_at=甲社区 {point()}" for one in range(draw.randint(0, 2))
    ]
    if seed % 4 == 3:
        return Network(_tables("\n".join(lines)), _ON), {"what": "heads", "most": draw.choice([None, 6, 40])}
    asked = {
        "what": "venues",
        "aim": draw.choice(AIMS),
        "count": draw.randint(1, 3),
        "reach": draw.choice([None, 200, 900]),
    }
    return Network(_tables("\n".join(lines)), _ON), asked


_THREE = """
place 甲社区 community
place 甲社区/1号楼 building households=20 point="120.5,36.800 wgs84"
place 甲社区/2号楼 building households=30 point="120.5,36.803 wgs84"
place 甲社区/3号楼 building households=10 point="120.5,36.820 wgs84"
"""


@pytest.fixture
def three() -> Network:
    """Three buildings, of which one is far from the others."""
    return Network(_tables(_THREE), _ON)


def _told(ask: Any, network: Network, asked: dict[str, Any]) -> Any:
    try:
        return ask(network, _RULES, **asked).to_dict()
    except LinliError as error:
        return error.code


class TestFastIsPlain:
    @pytest.mark.parametrize(
        "seeds",
        [range(4), pytest.param(range(4, 4 + max(36, EXAMPLES)), marks=[pytest.mark.slow, pytest.mark.thorough])],
        ids=["4", "more"],
    )
    def test_of_small_ledgers(self, seeds: range) -> None:
        for seed in seeds:
            network, asked = _small(seed)
            assert (seed, _told(site, network, asked)) == (seed, _told(plainly, network, asked))

    @pytest.mark.slow
    @pytest.mark.thorough
    @few_in_full
    @given(networks(), days())
    def test_of_any_network(self, drawn: Drawn, day: date) -> None:
        network = Network(drawn.tables, day)
        for asked in ({"what": "venues"}, {"what": "heads", "most": 3}):
            expected = _told(plainly, network, asked)
            assert expected == "site_too_long" or _told(site, network, asked) == expected


class TestOrder:
    @pytest.mark.slow
    def test_rows_that_come_otherwise_change_nothing(self) -> None:
        for seed in range(4):
            network, asked = _small(seed)
            tables = Tables({kind: frame.reverse() for kind, frame in network.tables().items()})
            assert _told(site, Network(tables, _ON), asked) == _told(site, network, asked)


class TestChecked:
    """What holds a plan that is too long to be enumerated."""

    def test_holds_what_is_so_and_finds_what_is_not(
        self, three: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(plain_venues, "MOST", 0)
        with pytest.raises(TooLong):
            plainly(three, _RULES, "venues")
        tables = three.tables()
        with open_store(tmp_path / "linli.db") as store:
            store.commit(ChangeSet({kind.kind: whole_rows(tables, kind.kind) for kind in all_kinds()}, by="test"))
            answer = json.loads(site(graph.open(tmp_path / "linli.db", on=_ON), _RULES, "venues").to_json())
            assert verify(answer, store, _RULES) == []
            answer["rows"][0]["covered"] += 1
            assert [(one.path, one.found) for one in verify(answer, store, _RULES)] == [("rows", "site_not_so")]

    def test_refuses_a_bound_that_is_above_the_value(self, three: Network) -> None:
        answer = site(three, _RULES, "venues").to_dict()
        answer["totals"]["plan"]["bound"] = answer["totals"]["plan"]["value"] + 1
        assert ("totals.plan.bound", "site_bound") in set(checked(three, _RULES, answer))

    def test_refuses_a_plan_of_more_than_were_asked_for(self, three: Network) -> None:
        answer = site(three, _RULES, "venues", count=2).to_dict()
        answer["options"]["count"] = 1
        assert list(checked(three, _RULES, answer)) == [("rows", "site_not_allowed")]

    def test_refuses_groups_that_do_not_hang_together(self, three: Network) -> None:
        answer = site(three, _RULES, "heads").to_dict()
        first, *others = answer["rows"]
        first["places"] = first["places"][:1] * 2
        assert list(checked(three, _RULES, {**answer, "rows": [first, *others]})) == [("rows", "site_not_allowed")]
