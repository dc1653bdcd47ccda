"""Reach: what its reader refuses, and that both versions say the same of any points."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.errors import BadRules
from graph.network import Network
from graph.rules import Norm, read_pack
from graph.tables import Tables
from tests.examples import few_in_full
from tests.networks import DAYS, Drawn, networks
from tests.rulebooks import RULEBOOKS

_POINTS = [None, "120.5,36.8", "120.5,36.801", "120.5,36.803", "120.504,36.8", "120.5,36.9", "120.50，36.8"]
_NORM = """
- id: one
  title: {zh: 一, en: one}
  sort: local_practice
  cite: {document: 演示}
  subject: {kind: [place], level: [社区]}
  reach: {metres: 500}
"""


@st.composite
def located(draw: Any) -> Drawn:
    """Draw a network in which places and venues have points, mostly of one system."""
    drawn: Drawn = draw(networks())
    frames = dict(drawn.tables.items())
    systems = draw(st.sampled_from([["wgs84"], ["wgs84"], ["wgs84", "cgcs2000"], ["gcj02"], ["wgs84", "gcj02"]]))

    def point() -> str | None:
        found: str | None = draw(st.sampled_from(_POINTS))
        return found and f"{found} {draw(st.sampled_from(systems))}"

    def one(values: Any) -> Any:
        return draw(st.sampled_from(list(values)))

    def add(kind: str, rows: list[dict[str, Any]]) -> None:
        frames[kind] = pl.concat([frames[kind], pl.DataFrame(rows, schema=frames[kind].schema)])

    frames["place"] = frames["place"].with_columns(
        pl.Series("point", [point() for _ in range(frames["place"].height)], dtype=pl.String)
    )
    for at in range(draw(st.integers(0, 3))):
        add(
            "venue",
            [{"key": f"venue-z{at}", "name": "甲", "status": one(["open", "open", "planned"]), "point": point()}],
        )
        target = one(drawn.keys["place"])
        add("located_at", [{"key": f"located_at-z{at}", "source": f"venue-z{at}", "target": target}])
    for at, selector in enumerate(("kind=venue", "kind=place level=home")):
        if draw(st.booleans()):
            listing = {"selector": selector, "within": drawn.keys["place"][0], "as_of": DAYS[0]}
            add("listing", [{"key": f"listing-z{at}", **listing}])
    return Drawn(Tables(frames), drawn.keys)


@st.composite
def norms(draw: Any) -> Norm:
    """Draw a norm of how far it may be, from where, and to what."""
    said = {"title": {"zh": "演示", "en": "demo"}, "sort": "local_practice", "cite": {"document": "演示"}}
    of = draw(st.sampled_from([{"kind": ["venue"]}, {"kind": ["venue"], "status": ["open", "planned"]}]))
    body = {
        "of": of,
        "metres": draw(st.sampled_from([100, 500, 20_000])),
        "factor": draw(st.sampled_from([1, 1.3])),
        "from": draw(st.sampled_from(["home", "building"])),
    }
    levels = ["street", "community", "estate", "grid", "building"]
    return Norm.model_validate(
        {"id": "r", **said, "subject": {"kind": ["place"], "level": levels}, "reach": body, "pack": "norms"}
    )


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(located(), st.sampled_from(DAYS[1:4]), norms())
    def test_of_any_points(self, drawn: Drawn, day: dt.date, norm: Norm) -> None:
        rules = RULEBOOKS["all norms everywhere"]
        rules = replace(rules, packs={**rules.packs, "norms": (norm,)}).only("norms")
        network = Network(drawn.tables, day)
        fast = questions.coverage(network, rules, states=None, evidence_cap=None).to_dict()
        slow = plain.coverage(network, rules, states=None, evidence_cap=None).to_dict()
        assert fast["rows"] == slow["rows"]


class TestReader:
    @pytest.mark.parametrize(
        ("instead", "said"),
        [
            ("{}", "缺少这一项"),
            ("{metres: 0}", "不得小于 0"),
            ("{metres: 500, factor: 0.9}", "不得小于 1"),
            ("{metres: 500, from: door}", "building, home"),
            ("{metres: 500, of: {kind: [team]}}", "venue"),
            ("{metres: 500, count: 3}", "没有这一项"),
        ],
    )
    def test_refuses_what_contradicts_itself(self, instead: str, said: str) -> None:
        with pytest.raises(BadRules) as caught:
            read_pack(_NORM.replace("{metres: 500}", instead), "norms/demo.yaml", "demo")
        message = caught.value.message("zh")
        assert message.startswith("norms/demo.yaml 第 7 行：“one.reach")
        assert said in message

    @pytest.mark.parametrize("level", ["楼栋", "户室", "网格"])
    def test_may_be_asked_of_places_of_any_level(self, level: str) -> None:
        text = _NORM.replace("社区", level).replace("500}", "500, from: home}")
        (norm,) = read_pack(
            text,
            "norms/demo.yaml",
            "demo",
            words={"level": dict.fromkeys(["grid", "building", "entrance", "home"], "")},
        )
        assert norm.body.levels == ("home", "entrance", "building")

    def test_open_goes_without_saying(self) -> None:
        (norm,) = read_pack(_NORM, "norms/demo.yaml", "demo")
        assert norm.body.told() == {"of": "kind=venue status=open", "metres": 500, "factor": 1.3, "from": "building"}
