"""Recency: what its reader refuses, and that both versions say the same of any rules, days and holders."""

from __future__ import annotations

import datetime as dt
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

_RULES = (
    "每月20日",
    "FREQ=WEEKLY;BYDAY=FR,SA",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;INTERVAL=5",
    "FREQ=MONTHLY;COUNT=3",
    "FREQ=DAILY;UNTIL=20241030",
    "FREQ=YEARLY",
    "lunar 09-30",
    "solar-term 霜降",
    "2024-10-30;2024-11-01",
)
_NORM = """
- id: one
  title: {zh: 一, en: one}
  sort: local_practice
  cite: {document: 演示}
  subject: {kind: [team]}
  recency: {rule: 每月20日, within: 365}
"""


def _norm(subject: dict[str, Any], **body: Any) -> Norm:
    said = {"title": {"zh": "演示", "en": "demo"}, "sort": "local_practice", "cite": {"document": "演示"}}
    return Norm.model_validate({"id": "r", **said, "subject": subject, "recency": body, "pack": "norms"})


@st.composite
def norms(draw: Any) -> Norm:
    """Draw a norm: by a routine or a rule, of whom, within how many days and with what tolerance."""
    kind = draw(st.sampled_from(["place", "place", "place", "organisation", "organisation", "post", "team"]))
    subject: dict[str, Any] = {"kind": [kind]}
    if kind == "place":
        subject["level"] = ["community", "estate", "building"]
    by = draw(st.sampled_from(["routine", "rule"]))
    rule = draw(st.sampled_from([one for one in _RULES if "COUNT" not in one]))
    said = {"routine": "甲"} if by == "routine" else {"rule": rule}
    of = draw(st.sampled_from([{"kind": ["activity"]}, {"kind": ["activity"], "category": ["facilities", "safety"]}]))
    whole = by == "rule" and rule.startswith("FREQ") and "BY" not in rule
    tolerance = 0 if whole else draw(st.sampled_from([0, 0, 4, 40]))
    return _norm(subject, of=of, within=draw(st.sampled_from([400, 400, 60, 1])), tolerance=tolerance, **said)


@st.composite
def held(draw: Any) -> Drawn:
    """Draw a network in which routines come by many rules, and activities were held on days around the date."""
    drawn: Drawn = draw(networks())
    frames = dict(drawn.tables.items())

    def one(values: Any) -> Any:
        return draw(st.sampled_from(list(values)))

    def add(kind: str, rows: list[dict[str, Any]]) -> None:
        frames[kind] = pl.concat([frames[kind], pl.DataFrame(rows, schema=frames[kind].schema)])

    subjects = [key for kind in ("place", "organisation", "team", "post") for key in drawn.keys.get(kind, [])]
    routines = [
        {"key": f"routine-z{at}", "name": "甲", "subject": one(subjects), "rule": one([None, *_RULES])}
        for at in range(draw(st.integers(1, 4)))
    ]
    add("routine", [{**row, "since": one([None, *DAYS[:3]]), "sort": one([None, "system"])} for row in routines])
    for at in range(draw(st.integers(3, 12))):
        many = one([0, 1, 2, 3, 5, 11, 12, 40, 300])
        on = one([None, *[dt.date(2024, 11, 1) - dt.timedelta(days=many)] * 5])
        add("activity", [{"key": f"activity-z{at}", "on": on, "routine": one([None, None, *frames["routine"]["key"]])}])
        place, unit = one(drawn.keys["place"]), one(drawn.keys["organisation"])
        kind, target = one([("located_at", place), ("located_at", place), ("held_by", unit)])
        add(kind, [{"key": f"{kind}-z{at}", "source": f"activity-z{at}", "target": target}])
    for at, kind in enumerate(("activity", "routine")):
        if draw(st.booleans()):
            listing = {"selector": f"kind={kind}", "within": drawn.keys["place"][0], "as_of": one(DAYS[:3])}
            add("listing", [{"key": f"listing-z{at}", **listing}])
    return Drawn(Tables(frames), drawn.keys)


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(held(), st.sampled_from(DAYS[2:4]), st.lists(norms(), min_size=3, max_size=3))
    def test_of_any_rule(self, drawn: Drawn, day: dt.date, drawn_norms: list[Norm]) -> None:
        named = tuple(norm.model_copy(update={"id": f"r{at}"}) for at, norm in enumerate(drawn_norms))
        rules = RULEBOOKS["all norms everywhere"]
        rules = type(rules)(rules.profiles, {**rules.packs, "norms": named}, rules.digests).only("norms")
        network = Network(drawn.tables, day)
        fast = questions.coverage(network, rules, states=None, evidence_cap=None).to_dict()
        slow = plain.coverage(network, rules, states=None, evidence_cap=None).to_dict()
        assert fast["totals"] == slow["totals"]
        assert fast["rows"] == slow["rows"]


class TestReader:
    @pytest.mark.parametrize(
        ("instead", "said"),
        [
            ("{within: 365}", "且只写其一"),
            ("{rule: 每月, routine: 例会, within: 365}", "且只写其一"),
            ("{rule: 每月, within: 365, tolerance: 3}", "不能写 tolerance"),
            ("{rule: 每逢佳节, within: 365}", "每逢佳节"),
            ("{rule: FREQ=DAILY;COUNT=3, within: 365}", "COUNT"),
            ("{rule: 每月20日, within: 0}", "不得小于 1"),
            ("{rule: 每月20日, within: 30, tolerance: -1}", "不得小于 0"),
            ("{rule: 每月20日}", "缺少这一项"),
            ("{rule: 每月20日, within: 30, of: {kind: [team]}}", "activity"),
        ],
    )
    def test_refuses_what_contradicts_itself(self, instead: str, said: str) -> None:
        with pytest.raises(BadRules) as caught:
            read_pack(_NORM.replace("{rule: 每月20日, within: 365}", instead), "norms/demo.yaml", "demo")
        message = caught.value.message("zh")
        assert message.startswith("norms/demo.yaml 第 7 行：“one.recency")
        assert said in message

    def test_a_person_is_not_asked(self) -> None:
        with pytest.raises(BadRules, match=r"one.*kind=team"):
            read_pack(_NORM.replace("kind: [team]", "kind: [person]"), "norms/demo.yaml", "demo")
