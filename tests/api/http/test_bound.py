"""What somebody who has a part of the ledger may do over HTTP, and what they are told of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.access import Account, Role
from graph.errors import NotFound, NotOffered, StepRefused
from graph.life.mirrored import taken_in_life
from graph.rules import load_rules
from graph.steps.asked import Asked, Taken
from loaders import load
from tests.api.http.conftest import Behind
from tests.api.http.personas import client_as
from tests.casefile.notation import Written, read_network
from tests.stores import changes, stored

LINES = """
place 乙街道 street
place 乙街道/东社区 community
place 乙街道/西社区 community
organisation 东居委 form=residents_committee answers_for=乙街道/东社区
organisation 西居委 form=residents_committee answers_for=乙街道/西社区
post 主任 name=东主任 in=东居委 holder=演示甲
organisation 演示物业 form=property_company answers_for=乙街道/东社区
organisation 演示业委会 form=owners_committee located_at=乙街道/东社区
organisation 演示图书馆 form=unit located_at=乙街道/西社区
offer 借书 given_by=演示图书馆 serves=乙街道 categories=books capacity=300 unit=本 period=month
need 要书 number=7 category=books located_at=乙街道/东社区 quantity=300 unit=本
need 电梯坏了 category=facilities located_at=乙街道/东社区 about=演示物业
raises 演示业委会 电梯坏了
meets 借书 要书 state=asked asked_on=2026-01-05
need 西要灯 number=9 located_at=乙街道/西社区
"""


@pytest.fixture(scope="module")
def told() -> Written:
    rules = load_rules()
    return read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))


@pytest.fixture
def app_over(tmp_path: Path, behind: Behind) -> FastAPI:
    app: FastAPI = behind(stored(tmp_path / "linli.db", LINES)).app  # type: ignore[assignment]
    return app


def of_east(told: Written, role: Role = Role.STAFF, **more: str) -> Account:
    return Account("演示账号", role, place=told.names.key("乙街道/东社区"), **more)


@pytest.mark.slow
class TestStaff:
    def test_write_a_need_whose_number_somebody_elsewhere_has(self, app_over: FastAPI, told: Written) -> None:
        sent = {"name": "要桌", "place": told.names.key("乙街道/东社区"), "channel": "door_knock", "number": "9"}
        with client_as(app_over, of_east(told)) as client:
            made = client.post("/v1/needs", json=sent)
            assert made.status_code == 201
            assert client.get(f"/v1/things/{made.json()['need']['id']}").json()["fields"]["name"] == "要桌"
        assert "西要灯" in set(app_over.state.live.store.tables(["need"])["need"]["name"])

    def test_an_id_elsewhere_is_missed_as_one_that_was_never_made(self, app_over: FastAPI, told: Written) -> None:
        with client_as(app_over, of_east(told)) as client:
            for key in (told.names.key("乙街道/西社区"), "place-5222ni5m42r262ec"):
                sent = {"name": "要桌", "place": key, "channel": "door_knock"}
                refused = client.post("/v1/needs", json=sent)
                assert (refused.status_code, refused.json()["code"]) == (404, "no_such_thing")

    @pytest.mark.parametrize(("place", "code"), [("西", "no_such_thing"), ("东", "other_kind")])
    def test_of_which_kind_an_id_is_nobody_learns_who_does_not_see_it(
        self, app_over: FastAPI, told: Written, place: str, code: str
    ) -> None:
        key = told.names.key(f"乙街道/{place}社区")
        with client_as(app_over, of_east(told)) as client:
            answers = [
                client.post("/v1/adjustments/appoint?dry_run=true", json={"seat": key, "name": "演示甲"}),
                client.post(f"/v1/needs/{key}/steps?dry_run=true", json={"step": "accept"}),
                client.get(f"/v1/needs/{key}/steps"),
                client.get(f"/v1/match?need={key}"),
            ]
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(404, code)] * 4

    def test_a_commit_elsewhere_changes_no_tag(self, app_over: FastAPI, told: Written) -> None:
        live = app_over.state.live
        with client_as(app_over, of_east(told)) as client:
            tags = {path: client.get(path).headers["etag"] for path in ("/v1/things", "/v1/coverage")}
            other = told.tables["place"].filter(key=told.names.key("乙街道/西社区"))
            with_note = other.with_columns(note=other["name"] + "改")
            live.store.commit(type(changes(told.tables))({"place": with_note}))
            live.refresh()
            assert {path: client.get(path).headers["etag"] for path in tags} == tags


class TestSeatOfAUnitComplainedOf:
    @pytest.mark.slow
    @pytest.mark.parametrize(("seat", "knows"), [("演示物业", False), ("东主任", True)])
    def test_never_learns_which_unit_raised_it(
        self, app_over: FastAPI, told: Written, seat: str, *, knows: bool
    ) -> None:
        key, raiser = told.names.key("电梯坏了"), told.names.key("演示业委会")
        with client_as(app_over, of_east(told, seat=told.names.key(seat))) as client:
            paths = (f"/v1/things/{key}", f"/v1/things/{key}/history", f"/v1/things/{raiser}")
            raised = ["raises" in client.get(path).text for path in paths]
        assert raised == [knows] * 3


class TestPartner:
    def partner(self, told: Written) -> Account:
        return Account("演示图书馆", Role.STAFF, partner=told.names.key("演示图书馆"))

    def step(self, app: FastAPI, told: Written, step: str, source: str) -> Taken:
        """Take a step as the pages of a partner do."""
        key, seen = told.names.key, app.state.live.seen_by(self.partner(told))
        said = {"step": step, "demand": key("要书"), "source": key(source)}
        asked = Asked(step, said["demand"], said["source"], quantity=300 if step == "claim" else None)
        made: Taken
        made, _, number = seen.carried_out(
            date(2026, 1, 6),
            lambda network, rules: taken_in_life(network, rules, asked),
            said,
            expected=None,
            dry_run=False,
        )
        assert number == 2
        return made

    @pytest.mark.slow
    def test_claims_what_it_was_asked(self, app_over: FastAPI, told: Written) -> None:
        assert self.step(app_over, told, "claim", "借书").tie["state"] == "claimed"

    @pytest.mark.slow
    def test_does_nothing_else(self, app_over: FastAPI, told: Written) -> None:
        with pytest.raises(StepRefused):
            self.step(app_over, told, "ask", "借书")
        with pytest.raises(NotFound):
            self.step(app_over, told, "claim", "东居委")
        with pytest.raises(NotOffered):
            app_over.state.live.seen_by(self.partner(told)).store.commit(changes(told.tables))

    @pytest.mark.slow
    def test_sees_no_demand_that_is_not_for_it(self, app_over: FastAPI, told: Written) -> None:
        seen = app_over.state.live.seen_by(self.partner(told)).newest.network(date(2026, 1, 6)).tables()
        assert set(seen["need"]["key"]) == {told.names.key("要书")}

    def test_reads_no_list_of_what_there_is(self, app_over: FastAPI, told: Written) -> None:
        with client_as(app_over, self.partner(told)) as client:
            answered = [
                client.get(path) for path in ("/v1/things", "/v1/coverage", f"/v1/things/{told.names.key('西要灯')}")
            ]
        assert [one.json()["code"] for one in answered] == ["http_not_allowed"] * 3


class TestImport:
    @pytest.mark.slow
    def test_what_lies_elsewhere_is_refused_before_it_is_confirmed(
        self, app_over: FastAPI, told: Written, tmp_path: Path
    ) -> None:
        path = tmp_path / "区域.csv"
        path.write_text("名称,层级,上级区域（属地）\n演示新社区,社区,乙街道\n", encoding="utf-8")
        store = app_over.state.live.seen_by(of_east(told)).store
        report = load("workbook", [path], store, by="演示", dry_run=True, rules=load_rules())
        assert [one.code for one in report.issues if one.severity == "error"] == ["change_outside"]
