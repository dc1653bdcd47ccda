"""What ends a place that accounts are bound to: who does it is told of them, and nobody ends their own (V24, K22)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from api.access import Account, Role
from api.access.arriving import Access
from api.access.file import AccessFile, access_path
from api.access.users import add_user
from tests.api.http.personas import client_as
from tests.api.http.test_bound import app_over, of_east, told
from tests.casefile.notation import Written

__all__ = ["app_over", "told"]
_CODES = ("foretold_part", "accounts_bound", "accounts_named")


@pytest.fixture
def account(app_over: FastAPI, told: Written, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """An account of the eastern community, kept beside the store."""
    where = app_over.state.live.store.where
    made = Account("演示东员", Role.STAFF, place=told.names.key("乙街道/东社区"))
    with AccessFile(access_path(where), create=True) as file:
        add_user(file, made, None, lambda _: None)
        monkeypatch.setattr(Access, "file", property(lambda _: file))
        yield made


@pytest.mark.parametrize(("work", "more"), [("dissolve", {}), ("merge", {"into": "乙街道/西社区"})])
def test_nobody_ends_the_place_that_they_are_bound_to(
    app_over: FastAPI, told: Written, work: str, more: dict[str, str]
) -> None:
    sent = {"thing": told.names.key("乙街道/东社区"), **{name: told.names.key(one) for name, one in more.items()}}
    with client_as(app_over, of_east(told)) as client:
        refused = client.post(f"/v1/adjustments/{work}", json=sent)
    assert refused.status_code in {404, 422}
    if work == "dissolve":
        assert refused.json()["code"] == "change_own_place"
    assert app_over.state.live.store.revision().number == 1


@pytest.mark.slow
def test_of_ones_own_they_end_what_they_like(app_over: FastAPI, told: Written) -> None:
    with client_as(app_over, of_east(told)) as client:
        done = client.post("/v1/adjustments/dissolve", json={"thing": told.names.key("演示业委会")})
    assert (done.status_code, [one["code"] for one in done.json()["issues"]]) == (201, ["foretold_part"])


@pytest.mark.slow
@pytest.mark.parametrize(("role", "place", "code"), [(Role.STAFF, "乙街道", "bound"), (Role.ADMIN, None, "named")])
def test_accounts_of_what_ends_are_counted_and_named_to_who_keeps_them(
    app_over: FastAPI, told: Written, account: Account, role: Role, place: str | None, code: str
) -> None:
    who = Account("演示街道", role, place=None if place is None else told.names.key(place))
    sent = {"thing": told.names.key("乙街道/东社区"), "into": told.names.key("乙街道/西社区")}
    with client_as(app_over, who) as client:
        issues = client.post("/v1/adjustments/merge?dry_run=true", json=sent).json()["issues"]
    found = [one for one in issues if one["code"] in _CODES and one["code"] != "foretold_part"]
    assert [one["code"] for one in found] == [f"accounts_{code}"]
    assert (account.name in found[0]["message"]) == (role is Role.ADMIN)


@pytest.mark.slow
@pytest.mark.parametrize(("place", "names"), [("乙街道", False), (None, True)])
def test_a_line_of_a_plan_tells_of_the_accounts_that_it_touches(
    app_over: FastAPI, told: Written, account: Account, place: str | None, *, names: bool
) -> None:
    who = Account("演示街道", Role.ADMIN, place=None if place is None else told.names.key(place))
    said = {"thing": told.names.key("乙街道/东社区"), "into": told.names.key("乙街道/西社区")}
    with client_as(app_over, who) as client:
        line = client.post("/v1/plans/look", json={"lines": [{"work": "merge", "said": said}]}).json()["lines"][0]
    assert any("1 个账号绑定" in one and (account.name in one) == names for one in line["noted"]), line["noted"]
