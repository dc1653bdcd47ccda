"""Steps between offers and needs over HTTP: written, only shown, refused, and too late."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from graph.stores import open_store
from tests.api.conftest import Linli
from tests.api.http.conftest import Behind, Serve, TestClient
from tests.api.http.test_description import CHECKS
from tests.stores import stored

LINES = """
    place 甲社区 community key=p
    organisation 企业 name=一
    organisation 企业 name=二
    offer 甲 key=a given_by=一 serves=甲社区 categories=理发 capacity=9
    offer 乙 key=b given_by=二 serves=甲社区 categories=理发 capacity=9
    need 剪发 key=n category=理发 located_at=甲社区
"""
ASK: dict[str, Any] = {"step": "ask", "demand": "need-n", "source": "offer-a"}
CLAIM, ON = ASK | {"step": "claim"}, "on=2024-11-01"
STEPS = "/v1/match/steps"


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A store with a need and two offers."""
    return stored(tmp_path / "linli.db", LINES)


@pytest.fixture
def client(where: Path, behind: Behind) -> TestClient:
    """A client of a service over it."""
    return behind(where)


def revision(where: Path) -> int:
    """The newest revision of a store."""
    with open_store(where) as store:
        return store.revision().number


class TestReferences:
    @pytest.mark.parametrize("dry", ["", "&dry_run=true"])
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"liaison": "post-x"}, "no_such_thing"),
            ({"liaison": "need-n"}, "other_kind"),
            ({"project": "新", "agreement": "offer-b"}, "other_kind"),
        ],
    )
    def test_what_is_no_post_or_agreement_is_refused_though_nothing_is_written(
        self, client: TestClient, said: dict[str, str], code: str, dry: str
    ) -> None:
        response = client.post(f"{STEPS}?{ON}{dry}", json=CLAIM | said)
        assert (response.status_code, response.json()["code"]) == (404, code)

    @pytest.mark.parametrize(
        ("said", "code"),
        [("giver=need-n", "other_kind"), ("need=offer-a", "other_kind"), ("giver=place-x", "no_such_thing")],
    )
    def test_a_question_about_what_it_cannot_be_about_is_refused(
        self, client: TestClient, said: str, code: str
    ) -> None:
        response = client.get(f"/v1/match?{ON}&{said}")
        assert (response.status_code, response.json()["code"]) == (404, code)

    def test_what_is_of_another_kind_is_told_as_what_it_is(self, client: TestClient) -> None:
        said = [client.get(f"/v1/match?{ON}&need=offer-a{lang}").json()["detail"] for lang in ("", "&lang=en")]
        assert said == [
            "offer-a 是资源 `offer`，这里要需求 `need`、项目 `project`",
            "offer-a is of kind `offer`; what is asked for here is of kind `need` `project`",
        ]

    def test_an_id_that_is_left_empty_is_refused(self, client: TestClient) -> None:
        response = client.get(f"/v1/escalate?{ON}&start=")
        assert (response.status_code, response.json()["detail"]) == (422, "参数 `start` 的值是空的")


class TestStep:
    def test_it_is_written_with_who_and_when_and_seen_at_once(self, client: TestClient) -> None:
        response = client.post(f"{STEPS}?{ON}&by=演示统筹员", json=ASK)
        found = response.json()
        assert (response.status_code, found["revision"], found["by"], found["state"]) == (201, 2, "演示统筹员", "asked")
        assert (found["on"], found["reply_by"], found["left"]) == ("2024-11-01", "2024-11-08", 1)
        made = client.get("/v1/revisions").json()["rows"][-1]
        assert (made["by"], made["source"]) == ("演示统筹员", "linli match ask")
        rows = client.get(f"/v1/match?need=need-n&{ON}").json()["rows"]
        assert {row["offer"]["id"]: row["asked"] for row in rows} == {"offer-a": 1, "offer-b": 0}

    def test_who_was_asked_beside_has_to_be_told(self, client: TestClient) -> None:
        client.post(f"{STEPS}?{ON}", json=ASK | {"source": "offer-b"})
        found = client.post(f"{STEPS}?{ON}&lang=en", json=CLAIM).json()
        (told,) = found["inform"]
        assert (told["source"]["name"], told["giver"]["name"], told["state"]) == ("乙", "二", "asked")
        assert told["message"] == "Tell “二//乙” that nobody waits for their answer any more (asked for 1)"

    def test_a_dry_run_shows_it_and_writes_nothing(self, client: TestClient, where: Path) -> None:
        response = client.post(f"{STEPS}?{ON}&dry_run=true", json=CLAIM)
        found = response.json()
        assert (response.status_code, found["dry_run"], found["revision"], found["left"]) == (200, True, None, 0)
        assert revision(where) == 1

    def test_the_terminal_prints_the_same(self, client: TestClient, where: Path, linli: Linli) -> None:
        ran = linli(*f"match claim 剪发 甲 --on 2024-11-01 --dry-run --by 演示 --json --store {where}".split())
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == client.post(f"{STEPS}?{ON}&dry_run=true&by=演示", json=CLAIM).text


class TestAccept:
    @pytest.mark.slow
    def test_the_plan_is_written_and_the_terminal_says_the_same(
        self, client: TestClient, where: Path, linli: Linli
    ) -> None:
        ran = linli(*f"match accept --on 2024-11-01 --dry-run --by 演示 --json --store {where}".split())
        assert (ran.code, ran.err) == (0, "")
        shown = client.post(f"/v1/match/accept?{ON}&dry_run=true&by=演示")
        assert (shown.status_code, shown.text) == (200, ran.out)
        found = client.post(f"/v1/match/accept?{ON}&expected=1")
        assert (found.status_code, found.json()["revision"], len(found.json()["proposed"])) == (201, 2, 1)
        again = client.post(f"/v1/match/accept?{ON}")
        assert (again.status_code, again.json()["revision"], again.json()["kept"]) == (200, None, 1)
        assert client.post(f"/v1/match/accept?{ON}&expected=1").status_code == 409


class TestRefused:
    def test_what_is_not_possible_now_says_what_is(self, client: TestClient, where: Path) -> None:
        response = client.post(f"{STEPS}?{ON}", json=ASK | {"step": "done"})
        found = response.json()
        assert (response.status_code, found["code"], found["title"]) == (409, "step_not_possible", "现在不能这样办")
        assert found["hint"] == "现在可以：`ask` `claim` `decline` `pin`"
        assert revision(where) == 1

    @pytest.mark.parametrize("dry_run", [True, False])
    def test_one_prepared_against_an_older_revision_is_too_late(self, client: TestClient, *, dry_run: bool) -> None:
        client.post(f"{STEPS}?{ON}", json=ASK | {"source": "offer-b"})
        response = client.post(f"{STEPS}?{ON}&expected=1&dry_run={dry_run}", json=CLAIM)
        assert (response.status_code, response.json()["code"]) == (409, "stale_revision")
        assert response.json()["params"] == {"expected": 1, "found": 2}

    @pytest.mark.parametrize(
        ("sent", "status", "code", "parameter"),
        [
            (ASK | {"step": "assign"}, 422, "http_value", "step"),
            ({"step": "ask", "demand": "need-n"}, 422, "http_missing", "source"),
            (ASK | {"demand": ""}, 422, "http_missing", "demand"),
            (ASK | {"quantity": "3"}, 422, "http_value", "quantity"),
            (ASK | {"quantity": 0}, 422, "http_value", "quantity"),
            (ASK | {"reply_by": "soon"}, 422, "http_value", "reply_by"),
            (ASK | {"quantiy": 3}, 422, "http_unknown", "quantiy"),
            (ASK | {"reason": "演示"}, 422, "step_takes_not", None),
            (ASK | {"step": "decline", "reason": "370102195703121234"}, 422, "step_identity", None),
            (ASK | {"source": "offer-zzz"}, 404, "no_such_thing", None),
            (ASK | {"source": "甲"}, 404, "no_such_thing", None),
            (ASK | {"demand": "offer-a"}, 404, "other_kind", None),
        ],
    )
    def test_what_cannot_be(
        self, client: TestClient, where: Path, sent: dict[str, Any], status: int, code: str, parameter: str | None
    ) -> None:
        response = client.post(f"{STEPS}?{ON}", json=sent)
        assert (response.status_code, response.json()["code"]) == (status, code)
        assert response.json()["params"].get("parameter") == parameter
        assert "370102195703121234" not in response.text
        assert revision(where) == 1

    def test_what_is_no_document(self, client: TestClient) -> None:
        assert client.post(STEPS, data={"step": "ask"}).status_code == 415
        bad = client.post(STEPS, content="{", headers={"Content-Type": "application/json"})
        assert (bad.status_code, bad.json()["code"]) == (400, "http_no_json")
        assert client.post(f"{STEPS}?step=ask", json=ASK).json()["code"] == "http_unknown"
        assert client.get(STEPS).status_code == 405

    def test_a_page_of_another_site_may_not(self, client: TestClient, where: Path) -> None:
        response = client.post(STEPS, json=ASK, headers={"Sec-Fetch-Site": "cross-site"})
        assert (response.status_code, response.json()["code"]) == (403, "http_origin")
        assert revision(where) == 1

    def test_more_than_may_be_sent(self, where: Path, serve: Serve) -> None:
        response = serve(where, upload=100).post(STEPS, json=ASK | {"reason": "演" * 100})
        assert (response.status_code, response.json()["code"]) == (413, "http_too_large")


@pytest.mark.slow
def test_whatever_is_sent_is_answered_as_described(client: TestClient) -> None:
    operation = schemathesis.openapi.from_dict(client.app.openapi())[STEPS]["POST"]  # type: ignore[attr-defined]

    @given(operation.as_strategy())
    @settings(
        max_examples=20,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    def send(case: schemathesis.Case[Any]) -> None:
        sent = case.as_transport_kwargs(base_url="http://localhost")
        response = client.post(sent["url"], params=sent["params"], headers=sent["headers"], json=sent.get("json"))
        case.validate_response(response, checks=CHECKS)

    send()


class TestNeeds:
    @pytest.mark.parametrize(
        "said", [{"place": "need-n"}, {"raiser": "place-p"}, {"about": "need-n"}, {"seat": "offer-a"}]
    )
    def test_what_cannot_be_meant_is_told_as_what_it_is(self, client: TestClient, said: dict[str, str]) -> None:
        sent = {"name": "灯", "place": "place-p", "channel": "12345", "at": "2024-11-01 10:00"} | said
        response = client.post("/v1/needs?dry_run=true", json=sent)
        assert (response.status_code, response.json()["code"]) == (404, "other_kind")

    @pytest.mark.parametrize(
        ("first", "status", "code"), [("2024-12-20", 409, "need_due_before_from"), ("明年", 422, "http_value")]
    )
    def test_a_first_day_that_cannot_be_is_refused(
        self, client: TestClient, first: str, status: int, code: str
    ) -> None:
        sent = {"name": "灯", "place": "place-p", "channel": "12345", "from": first, "due": "2024-12-01"}
        response = client.post("/v1/needs?dry_run=true", json={**sent, "at": "2024-11-01 10:00"})
        assert (response.status_code, response.json()["code"]) == (status, code)

    def test_nobody_learns_who_raised_it_by_trying_one_after_another(self, tmp_path: Path, behind: Behind) -> None:
        lines = "person 丙 key=raiser\nperson 丁 key=other\nneed 灯坏了 key=m located_at=甲社区 raised_by=丙\n"
        path = stored(tmp_path / "asked.db", LINES + lines)
        client = behind(path)
        told = [
            client.post(
                "/v1/needs/need-m/steps?dry_run=true", json={"step": "urge", "at": "2024-11-01 10:00", "seat": who}
            )
            for who in ("person-raiser", "person-other")
        ]
        assert [(one.status_code, one.json()["code"]) for one in told] == [(409, "need_may_not")] * 2

    def test_each_way_of_asking_an_address_has_its_own_parameters(self, client: TestClient) -> None:
        address, sent = "/v1/needs/need-n/steps", {"step": "accept", "at": "2024-11-01 10:00"}
        assert client.get(f"{address}?{ON}").status_code == 200
        assert client.post(f"{address}?dry_run=true", json=sent).status_code == 200
        assert client.get(f"{address}?{ON}").status_code == 200

    def test_a_step_that_is_yet_to_come_is_refused(self, client: TestClient) -> None:
        sent = {"step": "accept", "at": "2199-01-01 10:00"}
        response = client.post("/v1/needs/need-n/steps?dry_run=true", json=sent)
        assert (response.status_code, response.json()["code"]) == (409, "need_ahead")

    @pytest.mark.parametrize(
        ("sent", "code", "parameter"),
        [
            ({"step": "accept", "quantity": 27721}, "http_value", "quantity"),
            ({"step": "zap"}, "http_value", "step"),
            ({"step": "accept", "reson": "x"}, "http_unknown", "reson"),
        ],
    )
    def test_a_document_that_is_wrong_names_what_is(
        self, client: TestClient, sent: dict[str, Any], code: str, parameter: str
    ) -> None:
        response = client.post("/v1/needs/need-n/steps", json=sent)
        found = response.json()
        assert (response.status_code, found["code"], found["params"]["parameter"]) == (422, code, parameter)
        assert parameter != "reson" or "`reason`" in found["hint"]
