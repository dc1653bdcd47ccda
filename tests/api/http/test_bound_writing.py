"""What somebody bound to a part undoes and adjusts over HTTP: what is elsewhere is missed as what was never made."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from api.access import Role
from graph.changes import ChangeSet
from tests.api.http.personas import client_as
from tests.api.http.test_bound import app_over, of_east, told
from tests.casefile.notation import Written
from tests.stores import changes

__all__ = ["app_over", "told"]
_NEVER = "place-5222ni5m42r262ec"


def noted(app: FastAPI, told: Written, path: str) -> int:
    """Write a note on a place as somebody of the whole, and return the revision."""
    row = told.tables["place"].filter(key=told.names.key(path))
    live = app.state.live
    place = changes(told.tables).frames["place"].filter(key=row["key"][0])
    made = live.store.commit(ChangeSet({"place": place.with_columns(name=row["name"] + "改")}))
    live.refresh()
    return int(made.number)


@pytest.mark.slow
class TestUndo:
    def test_a_revision_elsewhere_is_missed_as_one_that_was_never_made(self, app_over: FastAPI, told: Written) -> None:
        west, east = noted(app_over, told, "乙街道/西社区"), noted(app_over, told, "乙街道/东社区")
        assert east == west + 1
        with client_as(app_over, of_east(told)) as client:
            found, absent = (client.post(f"/v1/revisions/{one}/undo") for one in (west, 77))
            assert found.status_code == absent.status_code == 404
            assert found.text.replace(str(west), "77") == absent.text.replace(str(west), "77")
            assert found.json()["code"] == "no_such_revision_yours"
            assert client.get(f"/changes/{west}").status_code == client.get("/changes/77").status_code == 404

    def test_their_own_behind_one_elsewhere_opens_and_is_undone(self, app_over: FastAPI, told: Written) -> None:
        noted(app_over, told, "乙街道/西社区")
        east = noted(app_over, told, "乙街道/东社区")
        with client_as(app_over, of_east(told)) as client:
            assert "东社区改" in client.get(f"/changes/{east}").text
            assert client.get("/v1/changes").json()["to"] == east
            assert client.post(f"/v1/revisions/{east}/undo").status_code == 201
        assert "东社区改" not in set(app_over.state.live.store.tables(["place"])["place"]["name"])

    def test_of_one_that_is_theirs_in_part_nothing_is_said_of_the_newest(
        self, app_over: FastAPI, told: Written
    ) -> None:
        with client_as(app_over, of_east(told)) as client:
            refused = client.post("/v1/revisions/1/undo").json()  # it made all of the ledger
        assert refused["code"] == "no_such_revision_yours"
        assert "最新" not in refused["detail"]


class TestAdjusting:
    @pytest.mark.slow
    @pytest.mark.parametrize(("work", "part"), [("vacate", "seat"), ("rename", "thing"), ("dissolve", "thing")])
    def test_what_is_elsewhere_is_missed_as_what_was_never_made(
        self, app_over: FastAPI, told: Written, work: str, part: str
    ) -> None:
        foreign = told.names.key("西居委")
        with client_as(app_over, of_east(told)) as client:
            sent = [{part: key, **({"name": "演示新名"} if work == "rename" else {})} for key in (foreign, _NEVER)]
            found, absent = (client.post(f"/v1/adjustments/{work}", json=one) for one in sent)
        assert found.status_code == absent.status_code == 404
        assert found.text.replace(foreign, _NEVER) == absent.text


class TestPlans:
    @pytest.mark.slow
    def test_what_is_elsewhere_is_missed_as_what_was_never_made(self, app_over: FastAPI, told: Written) -> None:
        foreign = told.names.key("西居委")
        with client_as(app_over, of_east(told)) as client:
            sent = [{"lines": [{"work": "dissolve", "said": {"thing": key}}]} for key in (foreign, _NEVER)]
            found, absent = (client.post("/v1/plans/look", json=one) for one in sent)
        assert found.status_code == absent.status_code == 200
        assert found.json()["refused"] == 1
        assert found.text.replace(foreign, _NEVER) == absent.text

    @pytest.mark.slow
    def test_their_own_is_told_by_the_part_and_nothing_of_the_rest_is(self, app_over: FastAPI, told: Written) -> None:
        line = {"work": "rename", "said": {"thing": told.names.key("乙街道/东社区"), "name": "演示新东"}}
        with client_as(app_over, of_east(told)) as client:
            found = client.post("/v1/plans/look", json={"lines": [line]})
        assert found.json()["lines"][0]["state"] == "understood", found.text
        assert "西" not in found.text

    @pytest.mark.slow
    def test_their_own_is_written_line_by_line_until_one_that_they_may_not_write(
        self, app_over: FastAPI, told: Written
    ) -> None:
        unit = told.names.key("演示业委会")
        own = [{"work": "rename", "said": {"thing": unit, "name": "演示新业委会"}}]
        ends = [{"work": "dissolve", "said": {"thing": told.names.key("乙街道/东社区")}}]
        with client_as(app_over, of_east(told)) as client:
            done = client.post("/v1/plans/apply", json={"lines": own})
            assert (done.status_code, done.json()["written"][0]["revision"]) == (201, 2), done.text
            assert len(done.json()["issues"]) == 1
            again = [{"work": "rename", "said": {"thing": unit, "name": "演示又一个"}}]
            stopped = client.post("/v1/plans/apply?lang=en", json={"lines": again + ends})
        assert (stopped.status_code, stopped.json()["code"]) == (422, "plan_stopped")
        assert stopped.json()["params"]["written"] == "1"
        assert app_over.state.live.store.revision().number == 3

    def test_a_reader_or_planner_carries_nothing_out(self, app_over: FastAPI, told: Written) -> None:
        line = {"work": "rename", "said": {"thing": told.names.key("演示业委会"), "name": "演示新业委会"}}
        for role in (Role.READER, Role.PLANNER):
            with client_as(app_over, of_east(told, role)) as client:
                assert client.post("/v1/plans/apply", json={"lines": [line]}).status_code == 403
        assert app_over.state.live.store.revision().number == 1
