"""The place of an account moves, is merged, split or ended, by itself or by a plan: what is seen then (V20, K22)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from api.access import Account, Role
from api.access.arriving import Access
from api.access.file import AccessFile, access_path
from api.access.users import add_user
from graph.rules import load_rules
from graph.stores import open_store
from tests.api.http.conftest import Behind, TestClient
from tests.api.http.personas import client_as
from tests.casefile.notation import Written, read_network
from tests.stores import changes

pytestmark = pytest.mark.slow
LINES = """
place 乙街道 street
place 乙街道/东社区 community
place 乙街道/东社区/东一网格 grid
place 乙街道/东社区/东二网格 grid
place 乙街道/西社区 community
place 乙街道/西社区/西网格 grid
place 丙街道 street
organisation 乙街道办 form=street_office answers_for=乙街道
organisation 丙街道办 form=street_office answers_for=丙街道
organisation 丙派出所 form=unit located_at=丙街道
organisation 东居委 form=residents_committee answers_for=乙街道/东社区
organisation 西居委 form=residents_committee answers_for=乙街道/西社区
organisation 东业委会 form=owners_committee located_at=乙街道/东社区/东一网格
post 东网格员 name=东网格员 role=grid_worker answers_for=乙街道/东社区/东二网格 holder=演示甲
post 西网格员 name=西网格员 role=grid_worker answers_for=乙街道/西社区/西网格 holder=演示乙
need 东要灯 number=7 located_at=乙街道/东社区/东一网格
need 西要桌 number=9 located_at=乙街道/西社区/西网格
"""
EAST = "乙街道/东社区"
_DIGEST = re.compile(r'<input type="hidden" name="digest" value="(\w+)">')
_HEADER = "次序,日期,做什么,对象,调到哪里,并入或分出\n"
#: What is told nowhere: what lies elsewhere, and who sits there.
_FOREIGN = ("西居委", "西网格", "西要桌", "演示乙", "丙派出所")
_ADDRESSES = ("/v1/things", "/v1/needs", "/v1/coverage", "/v1/audit", "/v1/changes")
_PAGES = ("/", "/gaps", "/needs", "/changes", "/search?q=西")


@dataclass(frozen=True)
class Work:
    """What is done to the place of the account, and what its people see from then on.

    Attributes:
        said: As a piece of work.
        line: As a line of a plan, from the work on.
        sees: What there is, by name.
        ended: Whether the place is no more.
    """

    said: dict[str, Any]
    line: str
    sees: set[str]
    ended: bool = False


_GRIDS, _OWN = {"东一网格", "东二网格"}, {"东社区", "东居委", "东业委会", "东要灯"}
_STREET = {"乙街道", "乙街道办"}
WORKS = {
    # all that lies in it comes along, and the streets above are others
    "move": Work(
        {"to": "丙街道"},
        f"调整,{EAST},丙街道,",
        {*_OWN, *_GRIDS, "东网格员", "演示甲", "丙街道", "丙街道办", "乙街道"},
    ),
    # nothing lies in it any more: of what went away there is the name, as of what it became
    "merge": Work(
        {"into": "乙街道/西社区"}, f"合并,{EAST},,乙街道/西社区", {*_GRIDS, *_STREET, "东居委", "西社区"}, ended=True
    ),
    # what lies in the new one is theirs no more
    "split": Work(
        {"into": {"演示北社区": [f"{EAST}/东二网格"]}},
        f"拆分,{EAST},,演示北社区={EAST}/东二网格",
        {*_OWN, *_GRIDS, *_STREET, "演示北社区"},
    ),
    "dissolve": Work({}, f"撤销,{EAST},,", {*_GRIDS, *_STREET, "东居委"}, ended=True),
}


@pytest.fixture(scope="module")
def told() -> Written:
    rules = load_rules()
    return read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))


@pytest.fixture
def office(told: Written, tmp_path: Path, behind: Behind) -> TestClient:
    """Whoever owns the store."""
    path = tmp_path / "linli.db"
    with open_store(path) as store:
        store.commit(changes(told.tables))
    return behind(path)


def app_of(office: TestClient) -> FastAPI:
    """The service that somebody asks."""
    app: FastAPI = office.app  # type: ignore[assignment]
    return app


@pytest.fixture
def theirs(office: TestClient, told: Written) -> Iterator[Account]:
    """An account of the place, kept beside the store."""
    with AccessFile(access_path(app_of(office).state.live.store.where), create=True) as file:
        made = Account("演示东员", Role.STAFF, place=told.names.key(EAST))
        add_user(file, made, None, lambda _: None)
        yield made


def by_piece(office: TestClient, told: Written, work: str) -> None:
    """Do it as one piece of weekly work."""
    said = {"thing": EAST, **WORKS[work].said}
    done = office.post(f"/v1/adjustments/{work}", json={name: _keyed(told, one) for name, one in said.items()})
    assert done.status_code == 201, done.text


def _keyed(told: Written, said: Any) -> Any:
    if isinstance(said, dict):
        return {name: [told.names.key(one) for one in some] for name, some in said.items()}
    return told.names.key(said)


def by_plan(office: TestClient, told: Written, work: str) -> None:  # noqa: ARG001 - a plan says names
    """Do it as the only line of a plan."""
    shown = planned(office, work)
    (digest,) = _DIGEST.findall(shown.text)
    done = office.post(f"{shown.url.path}/apply?lang=zh", data={"digest": digest}, follow_redirects=True)
    assert "已写入 1 行" in done.text


def planned(client: TestClient, work: str) -> Any:
    """Send a plan of one line, and return the page that shows it."""
    files = {"file": ("演示.csv", f"{_HEADER}1,,{WORKS[work].line}".encode(), "text/csv")}
    return client.post("/plans?lang=zh", files=files, follow_redirects=True)


@pytest.mark.parametrize("do", [by_piece, by_plan])
@pytest.mark.parametrize("work", WORKS)
def test_what_is_seen_is_what_is_there_now_and_nothing_else(
    office: TestClient, told: Written, work: str, do: Callable[..., None]
) -> None:
    do(office, told, work)
    with client_as(app_of(office), Account("演示东员", Role.STAFF, place=told.names.key(EAST))) as client:
        assert {row["name"] for row in client.get("/v1/things").json()["rows"]} == WORKS[work].sees
        pages = [client.get(f"{one}{'&' if '?' in one else '?'}lang=zh") for one in _PAGES]
        texts = [client.get(one).text for one in _ADDRESSES] + [one.text for one in pages]
    assert [one for one in _FOREIGN for text in texts if one in text] == []
    assert {one.status_code for one in pages} == {403 if WORKS[work].ended else 200}
    assert all(("这个账号的区域" in one.text) == WORKS[work].ended for one in pages)  # they are told whom to ask


@pytest.mark.parametrize("work", ["move", "merge"])
def test_who_plans_it_is_told_of_the_accounts_of_what_ends(
    office: TestClient, theirs: Account, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    with AccessFile(access_path(app_of(office).state.live.store.where)) as file:
        monkeypatch.setattr(Access, "file", property(lambda _: file))
        with client_as(app_of(office), Account("演示管理", Role.ADMIN)) as client:
            named = planned(client, work).text
        with client_as(app_of(office), Account("演示统筹", Role.PLANNER)) as client:
            counted = planned(client, work).text
    assert ("1 个账号绑定在" in named, theirs.name in named) == (WORKS[work].ended,) * 2
    assert ("1 个账号绑定在" in counted, theirs.name in counted) == (WORKS[work].ended, False)


@pytest.mark.parametrize("compared", [False, True])
def test_who_sees_a_part_is_told_that_a_plan_was_looked_at_there_alone(
    office: TestClient, told: Written, *, compared: bool
) -> None:
    plan = {"lines": [{"work": "vacate", "said": {"seat": "东网格员"}}]}
    address, sent = ("compare", {"first": plan, "second": plan}) if compared else ("look", plan)
    found = []
    for place in (None, told.names.key(EAST)):
        with client_as(app_of(office), Account("演示统筹", Role.PLANNER, place=place)) as client:
            found.append([one["code"] for one in client.post(f"/v1/plans/{address}", json=sent).json()["issues"]])
    assert found == [[], ["foretold_part"]]
