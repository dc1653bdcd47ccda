"""The fast cobuilding gives what the plain one gives, on neighbourhoods as odd as they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.answers import Answer
from graph.answers.cobuilding_said import in_words
from graph.errors import LinliError
from graph.network import Network
from graph.rules import Rules, load_rules
from graph.tables import Tables
from tests.examples import few, few_in_full
from tests.graph.matching.drawn import PLACES, TODAY, neighbourhoods


def _hurried() -> Rules:
    """The common rules, but that in the profile suzhoulu an ask waits for three days."""
    found = load_rules()
    own = found.profiles["suzhoulu"].model_copy(
        update={"matching": found.matching().model_copy(update={"reply_days": 3})}
    )
    return replace(found, profiles={**found.profiles, "suzhoulu": own})


_RULES = _hurried()


def _asked(question: Callable[..., Answer], network: Network, unit: str | None) -> object:
    """Return everything an answer says, or the code of the error."""
    try:
        return question(network, _RULES, unit=unit).to_dict()
    except LinliError as error:
        return error.code


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(neighbourhoods(), st.sampled_from((None, None, *PLACES)), st.sampled_from((None, None, "organisation-a")))
    def test_of_every_unit_and_of_one(self, tables: Tables, within: str | None, unit: str | None) -> None:
        network = Network(tables, TODAY).within(within)
        assert _asked(questions.cobuilding, network, unit) == _asked(plain.cobuilding, network, unit)


_SEATS = """
- id: {name}
  title: {{zh: 演示, en: demo}}
  sort: local_practice
  cite: {{document: 演示}}
  subject: {{kind: [organisation]}}
  staffed: {{of: {{kind: [post], role: [secretary]}}, among: {among}}}
"""


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """Rules with norms of seats alone: of units that co-build, and of all."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "norms").mkdir()
    said = "".join(_SEATS.format(name=f"n-{among}", among=among) for among in ("cobuilding", "all"))
    (folder / "norms" / "seats.yaml").write_text(said, encoding="utf-8")
    return load_rules(folder).only("seats")


@pytest.mark.thorough
class TestSeats:
    @few
    @given(neighbourhoods(), st.sampled_from((None, *PLACES)))
    def test_are_found_missing_alike(self, seats: Rules, tables: Tables, within: str | None) -> None:
        network = Network(tables, TODAY).within(within)
        said = [question(network, seats, states=None).to_dict() for question in (questions.coverage, plain.coverage)]
        assert [{**one, "options": None} for one in said[:1]] == [{**one, "options": None} for one in said[1:]]


class TestWords:
    @pytest.mark.parametrize(
        ("value", "zh", "en"),
        [
            (
                {"period": "week", "unit": "people", "offers": 2, "capacity": 8, "endless": False, "assumed": 1},
                "每周 7 人，另有 1 项没写数量",
                "7 people a period (week), without an amount: 1",
            ),
            (
                {"period": "day", "unit": None, "offers": 1, "capacity": None, "endless": True, "assumed": 0},
                "每天不限",
                "without bound (day)",
            ),
            (
                {
                    "times": 3,
                    "activities": 0,
                    "person_times": None,
                    "uncounted": 0,
                    "goods": [{"unit": None, "quantity": 2}, {"unit": "copies", "quantity": 1300}],
                },
                "3 次（2、1,300 本）",
                "3 × (2, 1,300 copies)",
            ),
            ({"times": 0, "activities": 0, "person_times": None, "uncounted": 0, "goods": []}, "", ""),
            (
                {"times": 0, "activities": 15, "person_times": 1612, "uncounted": 0, "goods": []},
                "活动 15 次，1,612 人次",
                "activities 15, 1,612 person-times",
            ),
            (
                {
                    "times": 1,
                    "activities": 3,
                    "person_times": 80,
                    "uncounted": 1,
                    "goods": [{"unit": "copies", "quantity": 5}],
                },
                "1 次（5 本）；活动 3 次，至少 80 人次（1 次没写人次）",
                "1 × (5 copies); activities 3, at least 80 person-times (not counted: 1)",
            ),
            (
                {"times": 0, "activities": 2, "person_times": None, "uncounted": 2, "goods": []},
                "活动 2 次，没写人次",
                "activities 2, nobody counted who came",
            ),
            (
                {"id": "agreement-a", "name": "共建", "until": TODAY},
                "共建，2024-11-01起失效",
                "共建, no longer from 2024-11-01",
            ),
            ({"id": "place-a", "name": "甲"}, None, None),
        ],
    )
    def test_of_promises_deliveries_and_ends(self, value: dict[str, object], zh: str | None, en: str | None) -> None:
        called = _RULES.vocabulary().caption
        assert [in_words(value, called, lang) for lang in ("zh", "en")] == [zh, en]
