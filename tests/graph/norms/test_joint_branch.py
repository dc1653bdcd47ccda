"""Three units in one joint branch, people leaving and joining: right all the time, full and probationary told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from graph import plain, questions
from graph.network import Network
from graph.rules import Norm, Rules, load_rules
from tests.casefile.notation import read_network

_JOINT = "演示联合支部"
#: Who belongs to which unit, as what, from when until when; and with it to the joint branch.
_SPELLS = [
    ("演示甲", "演示一厂", "正式", None, None),
    ("演示乙", "演示一厂", "预备", None, date(2024, 6, 30)),
    ("演示乙", "演示一厂", "正式", date(2024, 6, 30), None),
    ("演示丙", "演示二厂", "正式", None, date(2024, 3, 1)),
    ("演示丁", "演示二厂", "正式", date(2024, 2, 15), date(2024, 11, 20)),
    ("演示戊", "演示三厂", "正式", None, date(2024, 5, 10)),
    ("演示己", "演示三厂", "预备", date(2024, 9, 1), None),
    ("演示丙", "演示三厂", "正式", date(2024, 10, 1), None),
]
_UNITS = ("演示一厂", "演示二厂", "演示三厂")
_FULL = {"of": {"kind": ["person"], "stage": ["full"]}}
_NORMS = [
    {"id": "joint", "subject": {"form": ["joint_branch"]}, "size": {**_FULL, "between": [3, 50]}},
    {"id": "own", "subject": {"form": ["enterprise"]}, "size": {**_FULL, "between": [1, 2]}},
    {
        "id": "alone",
        "subject": {"form": ["enterprise"]},
        "when": {**_FULL, "at_least": 2},
        "size": {"of": {"kind": ["organisation"]}, "between": [0, 0]},
    },
    {
        "id": "units",
        "subject": {"form": ["joint_branch"]},
        "size": {"of": {"kind": ["organisation"]}, "between": [1, 5]},
    },
]
_LOOKED_AT = ("norm", "subject", "state", "has")
_YEAR = [date(2024, 1, 1) + timedelta(days=days) for days in range(366)]
_CHANGES = sorted({day for spell in _SPELLS for day in spell[3:] if day})
_BESIDE = sorted({near for day in _CHANGES for near in (day - timedelta(days=1), day)})
#: Around each change every date; between two, where nothing differs, each twelfth.
_DAYS = sorted({*_YEAR[::12], *_BESIDE})

Answers = dict[date, dict[tuple[str, str], dict[str, Any]]]


def _lines() -> Iterator[str]:
    yield "place 演示社区 community"
    yield f"organisation 联合党支部 name={_JOINT} answers_for=演示社区"
    for unit in _UNITS:
        yield f"organisation 企业 name={unit} located_at=演示社区"
        yield f"member_of {unit} {_JOINT}"
    for person in dict.fromkeys(spell[0] for spell in _SPELLS):
        yield f"person {person}"
    for person, unit, stage, since, until in _SPELLS:
        days = "".join(f" {name}={day}" for name, day in (("since", since), ("until", until)) if day)
        yield f"member_of {person} {unit} stage={stage}{days}"
        yield f"member_of {person} {_JOINT} stage={stage}{days}"
    yield "listing person within=演示社区 as_of=2024-01-01"
    yield "listing organisation within=演示社区 as_of=2024-01-01"


@pytest.fixture(scope="module")
def rules() -> Rules:
    said = {
        "title": {"zh": "演示", "en": "demo"},
        "sort": "local_practice",
        "cite": {"document": "演示"},
        "pack": "own",
    }
    norms = [
        Norm.model_validate({**said, **one, "subject": {"kind": ["organisation"], **one["subject"]}})  # type: ignore[dict-item]
        for one in _NORMS
    ]
    known = load_rules()
    return Rules(known.profiles, {"own": tuple(norms)}, {}, ("own",))


@pytest.fixture(scope="module")
def network() -> Network:
    known = load_rules()
    written = read_network("\n".join(_lines()), known.profiles["suzhoulu"], known.vocabulary("suzhoulu"))
    return Network(written.tables, _DAYS[0])


def full(day: date, unit: str | None = None) -> int:
    """Count, by the list above alone, who is a full member of a unit, or of all of them together, on a day."""
    return len(
        {
            person
            for person, of, stage, since, until in _SPELLS
            if stage == "正式" and unit in (None, of) and (not since or since <= day) and (not until or day < until)
        }
    )


@pytest.fixture(scope="module")
def answers(network: Network, rules: Rules) -> Answers:
    """The rows of the dates of the year, by norm and name of the subject."""
    found: Answers = {}
    for day in _DAYS:
        rows = questions.coverage(network.on(day), rules, states=None).rows.select(*_LOOKED_AT).to_dicts()
        found[day] = {(one["norm"], one["subject"]["name"]): one for one in rows}
    return found


@pytest.mark.slow
class TestOverAYear:
    def test_the_joint_branch_has_its_full_members_through_the_year(self, answers: Answers) -> None:
        for day, of in answers.items():
            joint = of["joint", _JOINT]
            assert (day, joint["has"]) == (day, {"low": full(day), "high": full(day)})
            assert (day, joint["state"]) == (day, "met" if full(day) >= 3 else "gap")
            assert of["units", _JOINT]["has"] == {"low": 3, "high": 3}

    def test_so_has_each_unit_and_where_it_has_two_it_need_not_have_joined(self, answers: Answers) -> None:
        for day, of in answers.items():
            for unit in _UNITS:
                count = full(day, unit)
                assert (day, of["own", unit]["has"]) == (day, {"low": count, "high": count})
                assert (day, of["own", unit]["state"]) == (day, "met" if 1 <= count <= 2 else "gap")
                assert (day, of["alone", unit]["state"]) == (day, "met" if count >= 2 else "not_applicable")

    def test_it_is_too_small_from_the_day_on_which_the_third_leaves_until_one_is_full(self, answers: Answers) -> None:
        gaps = [day for day, of in answers.items() if of["joint", _JOINT]["state"] == "gap"]
        assert gaps == [day for day in _DAYS if date(2024, 5, 10) <= day < date(2024, 6, 30)]

    def test_both_versions_agree_around_each_change(self, network: Network, rules: Rules) -> None:
        for day in _BESIDE:
            fast = questions.coverage(network.on(day), rules, states=None, evidence_cap=None).to_dict()
            assert (
                fast["rows"] == plain.coverage(network.on(day), rules, states=None, evidence_cap=None).to_dict()["rows"]
            )
