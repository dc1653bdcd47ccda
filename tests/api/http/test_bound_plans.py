"""A plan accepted by somebody bound to a part: made of the whole, written and told of the part (SEMANTICS V25)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from api.access import Account, Role
from graph.rules import load_rules
from tests.api.http.conftest import Behind
from tests.api.http.personas import client_as
from tests.casefile.notation import Written, read_network
from tests.stores import stored

ON = "2026-01-05"
LINES = """
place 乙街道 street
place 乙街道/东社区 community
place 乙街道/西社区 community
organisation 东居委 form=residents_committee answers_for=乙街道/东社区
organisation 演示图书馆 form=unit located_at=乙街道/西社区
offer 借书 given_by=演示图书馆 serves=乙街道 categories=books capacity=300 unit=本 period=month
offer 西邻的饭 given_by=演示图书馆 serves=乙街道/西社区 categories=meals capacity=9
offer 没写地方的饭 given_by=演示图书馆 categories=meals capacity=9
need 要书 number=7 category=books located_at=乙街道/东社区 quantity=300 unit=本 divisible=true due=2026-01-31
need 要饭 number=8 category=meals located_at=乙街道/东社区
need 西要书 number=9 category=books located_at=乙街道/西社区 quantity=250 unit=本 divisible=true
meets 借书 西要书 state=claimed quantity=250 on=2026-01-06
"""


@pytest.fixture(scope="module")
def told() -> Written:
    rules = load_rules()
    return read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))


@pytest.fixture
def app(tmp_path: Path, behind: Behind) -> FastAPI:
    found: FastAPI = behind(stored(tmp_path / "linli.db", LINES)).app  # type: ignore[assignment]
    return found


def of_east(told: Written) -> Account:
    return Account("演示账号", Role.STAFF, place=told.names.key("乙街道/东社区"))


def accept(app: FastAPI, told: Written, **more: str) -> Any:
    with client_as(app, of_east(told)) as client:
        return client.post("/v1/match/accept", params={"on": ON, **more})


@pytest.mark.slow
def test_what_a_neighbour_took_of_a_shared_offer_is_not_proposed_again(app: FastAPI, told: Written) -> None:
    with client_as(app, of_east(told)) as client:
        plan = client.get("/v1/match", params={"plan": "true", "on": ON}).json()
    assert [(row["demand"]["name"], row["quantity"]) for row in plan["rows"]] == [("要书", 300)]
    made = accept(app, told).json()
    assert [(one["demand"]["name"], one["quantity"]) for one in made["proposed"]] == [("要书", 50)]
    ties = app.state.live.store.tables(["meets"])["meets"].filter(state="proposed")
    assert ties["quantity"].to_list() == [50]


@pytest.mark.slow
def test_asked_about_the_street_it_is_the_plan_of_ones_own(app: FastAPI, told: Written) -> None:
    made = accept(app, told, within=told.names.key("乙街道")).json()
    assert [one["demand"]["name"] for one in made["proposed"]] == ["要书"]


def test_a_place_elsewhere_is_missed_as_one_that_was_never_made(app: FastAPI, told: Written) -> None:
    foreign, never = told.names.key("乙街道/西社区"), "place-5222ni5m42r262ec"
    found, absent = accept(app, told, within=foreign), accept(app, told, within=never)
    assert found.status_code == absent.status_code == 404
    assert found.text.replace(foreign, never) == absent.text


@pytest.mark.slow
def test_tried_it_writes_nothing(app: FastAPI, told: Written) -> None:
    made = accept(app, told, dry_run="true").json()
    assert (len(made["proposed"]), made["revision"], app.state.live.store.revision().number) == (1, None, 1)
