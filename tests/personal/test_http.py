"""Every address: none tells a personal value, nothing personal stays in memory, what is asked for is written down."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import FrameType, FunctionType, ModuleType
from typing import Any
from urllib.parse import quote

import polars as pl
import pytest

from api.access import Account, Role
from api.app import create_app
from api.routes.graphs import GRAPHS
from api.settings import Settings
from graph.adjusting.register import ADJUSTMENTS
from tests.api.conftest import ON
from tests.api.http.conftest import TestClient, client_of
from tests.api.http.personas import client_as
from tests.personal.conftest import Filled

#: By path of the API's description, what is asked of it.
_EVERY = "limit=10000"


def addresses(filled: Filled) -> Iterator[tuple[str, str]]:
    """Yield every path of the API that is read, and addresses of it."""
    home, unit = filled.homes[min(filled.homes)], filled.tables["member_of"].sort("key")["target"][0]
    yield "/v1/coverage", f"/v1/coverage?on={ON}&state=all&load=true&{_EVERY}"
    yield "/v1/coverage", f"/v1/coverage?on={ON}&state=all&load=true&limit=3"
    yield "/v1/reconcile", f"/v1/reconcile?on={ON}&{_EVERY}"
    yield "/v1/audit", f"/v1/audit?on={ON}&{_EVERY}"
    yield "/v1/match", f"/v1/match?on={ON}&{_EVERY}"
    yield "/v1/match", f"/v1/match?on={ON}&plan=true&{_EVERY}"
    yield "/v1/cobuilding", f"/v1/cobuilding?on={ON}&{_EVERY}"
    yield "/v1/needs", f"/v1/needs?on={ON}&all=true&{_EVERY}"
    yield "/v1/monthly", f"/v1/monthly?on={ON}&{_EVERY}"
    yield "/v1/bulletin", f"/v1/bulletin?on={ON}&{_EVERY}"
    yield "/v1/orders", f"/v1/orders?on={ON}&{_EVERY}"
    yield "/v1/terms", f"/v1/terms?on={ON}&months=60&{_EVERY}"
    yield "/v1/site", f"/v1/site?what=heads&on={ON}&{_EVERY}"
    yield "/v1/duplicates", f"/v1/duplicates?on={ON}&{_EVERY}"
    yield "/v1/orders", f"/v1/orders?on={ON}&{_EVERY}"
    for key in (*filled.some(), home, unit):
        yield "/v1/escalate", f"/v1/escalate?start={key}&on={ON}"
        yield "/v1/served", f"/v1/served?whom={key}&on={ON}&{_EVERY}"
        yield "/v1/todo", f"/v1/todo?seat={key}&on={ON}&{_EVERY}"
        yield "/v1/things/{id}", f"/v1/things/{key}?on={ON}"
        yield "/v1/things/{id}", f"/v1/things/{key}?revision=1"
        yield "/v1/things/{id}/history", f"/v1/things/{key}/history"
    for need in filled.tables["need"].sort("key")["key"].to_list()[:2]:
        yield "/v1/needs/{id}/steps", f"/v1/needs/{need}/steps?on={ON}"
    yield "/v1/things", f"/v1/things?{_EVERY}"
    yield "/v1/things", f"/v1/things?q={quote('演示')}&kind=person&{_EVERY}"
    yield "/v1/things", f"/v1/things?within={home}&on={ON}"
    yield "/v1/kinds", "/v1/kinds"
    yield "/v1/rules", "/v1/rules"
    yield "/v1/revisions", "/v1/revisions"
    yield "/v1/changes", f"/v1/changes?{_EVERY}"
    yield "/v1/doctor", "/v1/doctor"
    yield "/v1/log", f"/v1/log?{_EVERY}"
    yield "/v1/healthz", "/v1/healthz"
    yield "/v1/metrics", "/v1/metrics"
    for name in GRAPHS:
        yield "", f"/v1/exports/{name}?on={ON}"
    yield "", "/openapi.json"
    yield "", "/v1/things/person-aaaaaaaaaaaaaaaa"
    yield "", f"/v1/escalate?start={quote(filled.names_by_key[filled.some()[0]])}"


#: Written, or workbooks: what they say is searched in `test_terminal` (the bytes are the same).
NOT_HERE = {"/v1/imports", "/v1/needs/resolve", "/v1/match/steps", "/v1/match/accept"}
NOT_HERE |= {"/v1/revisions/{number}/undo", *(f"/v1/adjustments/{name}" for name in ADJUSTMENTS)}
NOT_HERE |= {"/v1/lists", "/v1/lists/claims", "/v1/lists/partners/{id}", "/v1/exports/{form}"}
NOT_HERE |= {"/v1/plans/look", "/v1/plans/compare", "/v1/plans/apply", "/v1/fill", "/v1/fill/back"}
NOT_HERE |= {"/v1/fill/record", "/v1/jobs/{job}", "/v1/jobs/{job}/result"}  # the same form, and what exports begin


@pytest.fixture(scope="module")
def client(filled: Filled) -> Iterator[TestClient]:
    with client_of(create_app(Settings(store=str(filled.path)))) as made:
        yield made


class TestEveryAddress:
    @pytest.mark.slow
    def test_is_among_those_that_are_searched(self, client: TestClient, filled: Filled) -> None:
        described = set(client.get("/openapi.json").json()["paths"])
        assert {path for path, _ in addresses(filled) if path} | NOT_HERE == described

    @pytest.mark.slow
    def test_tells_nothing_personal(self, client: TestClient, filled: Filled) -> None:
        before = filled.log()
        for _, address in addresses(filled):
            response = client.get(address)
            assert (address, filled.told(response.text)) == (address, set())
            assert (address, filled.told(str(response.headers))) == (address, set())
        assert filled.log() == before

    @pytest.mark.slow
    def test_of_any_person_and_any_home(self, client: TestClient, filled: Filled) -> None:
        shown: dict[str, str] = {}
        for key in {*filled.names_by_key, *filled.homes, *filled.homes.values()}:
            shown[key] = client.get(f"/v1/things/{key}").text
            assert (key, filled.told(shown[key])) == (key, set())
            assert (key, filled.told(client.get(f"/v1/things/{key}/history").text)) == (key, set())
        for person, home in filled.homes.items():
            assert person not in shown[home]
            assert home not in shown[person]

    def test_where_somebody_lives_is_told_from_neither_end(self, client: TestClient, filled: Filled) -> None:
        person = filled.residents[0]
        home = filled.homes[person]
        assert home not in client.get(f"/v1/things/{person}").text
        assert person not in client.get(f"/v1/things/{home}").text
        assert person not in client.get(f"/v1/things?within={home}&on={ON}").text
        assert client.get(f"/v1/escalate?start={person}&on={ON}").json()["code"] == "start_lives_there"

    def test_what_is_left_out_is_counted(self, client: TestClient, filled: Filled) -> None:
        found = client.get(f"/v1/things/{filled.residents[0]}?on={ON}").json()
        assert found["hidden"] >= 3  # birth year, telephone, home


class TestWhoMaySeeNoNames:
    """A reader, of all or of a part, who knows the name of somebody that only the office may see."""

    @pytest.mark.slow
    @pytest.mark.parametrize("part", [False, True])
    def test_finds_nobody_by_it(self, client: TestClient, filled: Filled, part: bool) -> None:  # noqa: FBT001
        community = min(filled.tables["place"].filter(level="community")["key"])
        account = Account("演示账号", Role.READER, place=community if part else None)
        others = sorted(filled.names_by_key.keys() - filled.public)[:3]
        names = {key: filled.names_by_key[key] for key in others}
        with client_as(client.app, account) as reader:  # type: ignore[arg-type]
            for key, name in names.items():
                for address in (f"/v1/things?q={quote(name)}", f"/search?q={quote(name)}"):
                    assert key not in reader.get(address).text
                assert key not in reader.get(f"/v1/escalate?start={quote(name)}").text
                assert name not in reader.get(f"/v1/things/{key}").text


class TestWithPersonal:
    @pytest.mark.slow
    @pytest.mark.parametrize("address", ["/v1/things/{key}?personal=true", "/v1/things/{key}/history?personal=true"])
    def test_it_is_told_and_written_down(self, client: TestClient, filled: Filled, address: str) -> None:
        person = filled.residents[0]
        before = len(filled.log())
        response = client.get(address.format(key=person))
        row = filled.tables["person_personal"].row(by_predicate=pl.col("key") == person, named=True)
        assert {row["phone"], str(row["birth_year"])} <= filled.told(response.text)
        assert response.headers["cache-control"] == "no-store"
        lines = filled.log()[before:]
        assert {key for one in lines for key in one["keys"]} == {person}
        assert {(one["where"], one["what"]) for one in lines} == {
            ("http", f"GET {address.partition('?')[0].format(key=person)}")
        }

    def test_so_is_the_path_up_from_a_home(self, client: TestClient, filled: Filled) -> None:
        person = filled.residents[0]
        response = client.get(f"/v1/escalate?start={person}&on={ON}&personal=true")
        assert response.status_code == 200
        assert filled.log()[-1]["keys"] == [person]

    def test_what_cannot_be_written_down_is_not_shown(
        self, client: TestClient, filled: Filled, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("graph.viewing.log.os.write", lambda *_: 0)
        response = client.get(f"/v1/things/{filled.residents[0]}?personal=true")
        assert (response.status_code, response.json()["code"]) == (503, "not_logged")
        assert filled.told(response.text) == set()


@pytest.mark.slow
class TestMemory:
    def test_no_name_and_nothing_personal_stays_in_the_service(self, client: TestClient, filled: Filled) -> None:
        for _, address in addresses(filled):
            client.get(address)
        client.get(f"/v1/things/{filled.residents[0]}?personal=true")
        found = "\n".join(_texts(client.app.state.live))  # type: ignore[attr-defined]
        assert "苏州路演示社区" in found or "和平演示社区" in found  # it looks where things are kept
        values = {value for value in filled.told(found) if not value.startswith(("lives_in", "演示"))}
        assert values == set()  # codes of members are counted there, and ties lead home
        assert filled.named(found) == set()


def _texts(start: object) -> Iterator[str]:
    """Yield every text that an object leads to, in tables too."""
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, ModuleType | type | FrameType):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            yield one
        elif isinstance(one, pl.DataFrame | pl.Series):
            yield str(one.to_dict(as_series=False) if isinstance(one, pl.DataFrame) else one.to_list())
        elif isinstance(one, FunctionType):
            waiting += [one.__closure__, one.__defaults__]
        else:
            waiting += _led_to(one)


def _led_to(one: object) -> list[Any]:
    return [other for other in gc.get_referents(one) if not isinstance(other, ModuleType | type)]
