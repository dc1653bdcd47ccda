"""What cannot stand in a document that is sent: the answer says what was found, and what is expected instead."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.http.conftest import TestClient

NEED = {"name": "灯坏了", "place": "place-x", "channel": "12345"}
SENT = {"Content-Type": "application/json"}


class TestDocument:
    @pytest.mark.parametrize(
        ("address", "sent", "detail", "hint"),
        [
            ("needs", NEED | {"name": 13812345678}, "参数 `name` 的值不能是数字", "应为：文字"),
            (
                "needs",
                NEED | {"name": "演" * 1001},
                "参数 `name` 的值不能是1001 个字的文字",
                "应为：文字，最多 1000 个字",
            ),
            (
                "needs",
                NEED | {"name": "\ud800"},
                "参数 `name` 的值不能是1 个字的文字",
                "应为：文字，不带残缺的字符（如单独的 \\ud800）",
            ),
            ("needs", NEED | {"place": None}, "参数 `place` 的值不能是空（null）", "应为：文字"),
            ("needs", NEED | {"place": ""}, "缺少参数 `place`", None),
            ("needs", None, "发来的内容不能是空（null）", '应为：JSON 对象，如 {"name": …}'),
            ("needs", [], "发来的内容不能是0 项的列表", '应为：JSON 对象，如 {"name": …}'),
            ("needs", NEED | {"quantity": -1}, "参数 `quantity` 的值看不懂：`-1`", "可以是：不小于 1 的整数"),
            ("needs", NEED | {"quantity": 1.5}, "参数 `quantity` 的值看不懂：`1.5`", "可以是：整数，如 40"),
            ("needs", NEED | {"quantity": "3"}, '参数 `quantity` 的值看不懂：`"3"`', "可以是：整数，如 40"),
            ("needs", NEED | {"quantity": ["3"]}, "参数 `quantity` 的值不能是1 项的列表", "应为：整数，如 40"),
            (
                "needs/resolve",
                {"needs": [], "decided": "修"},
                "参数 `needs` 的值不能是0 项的列表",
                "应为：列表，至少 1 项",
            ),
            ("needs/resolve", {"needs": ["a", 1], "decided": "修"}, "参数 `needs[1]` 的值不能是数字", "应为：文字"),
            (
                "adjustments/appoint",
                {"seat": "x", "acting": "是"},
                '参数 `acting` 的值看不懂：`"是"`',
                "可以是：是或否",
            ),
            (
                "adjustments/appoint",
                {"seat": "x", "acting": "13812345678"},
                '参数 `acting` 的值看不懂：`"138****5678"`',
                "可以是：是或否",
            ),
            (
                "match/steps",
                {"step": "给", "demand": "x", "source": "y"},
                '参数 `step` 的值看不懂：`"给"`',
                "可以是：询问 `ask`、认领 `claim`、婉拒 `decline`、退回 `release`、完成 `done`、记未办成 `fail`、指定 `pin`、取消指定 `unpin`",  # noqa: E501
            ),
        ],
    )
    def test_what_was_found_and_what_is_expected_is_said(
        self, http: TestClient, address: str, sent: Any, detail: str, hint: str | None
    ) -> None:
        response = http.post(f"/v1/{address}?dry_run=true", content=json.dumps(sent), headers=SENT)
        assert (response.status_code, response.json()["detail"], response.json()["hint"]) == (422, detail, hint)

    @pytest.mark.parametrize("sent", ["[" * 100_000, '{"quantity": ' + "9" * 5000 + "}", b'{"name": "\xff"}'])
    def test_what_cannot_be_read_is_told_of_the_document_and_not_of_its_address(
        self, http: TestClient, sent: str
    ) -> None:
        response = http.post("/v1/needs?dry_run=true&lang=en", content=sent, headers=SENT)
        assert (response.status_code, response.json()["code"]) == (400, "http_no_document")
        assert "JSON object in UTF-8" in response.json()["hint"]


class TestNothingIsIgnored:
    """A request of which a part would be passed over is refused: whoever sent it thinks that it was heard."""

    @pytest.mark.parametrize("sent", ['{"name": "灯", "name": "锁"}', '{"name": [{"name": 1, "name": 1}]}'])
    def test_a_document_that_says_a_name_twice(self, http: TestClient, sent: str) -> None:
        response = http.post("/v1/needs?dry_run=true", content=sent, headers=SENT)
        assert (response.status_code, response.json()["code"]) == (422, "http_twice")
        assert response.json()["detail"] == "参数 `name` 只能给一次"

    @pytest.mark.parametrize("address", ["revisions/1/undo", "match/accept"])
    def test_a_document_where_none_is_read(self, http: TestClient, address: str) -> None:
        response = http.post(f"/v1/{address}", json={"dry_run": True})
        assert (response.status_code, response.json()["code"]) == (400, "http_no_body")
        assert response.json()["hint"] == "参数写在地址里，如 ?dry_run=true；正文留空"

    def test_a_condition_on_what_is_written(self, http: TestClient) -> None:
        response = http.post("/v1/needs?dry_run=true", json=NEED, headers={"If-Match": '"0-x"'})
        assert (response.status_code, response.json()["code"]) == (400, "http_if_match")

    @pytest.mark.parametrize("address", ["fill", "fill/back", "fill/record", "imports"])
    def test_a_form_that_cannot_be_read_is_told_as_a_form(self, http: TestClient, address: str) -> None:
        broken = http.post(f"/v1/{address}", content="x", headers={"Content-Type": "multipart/form-data; boundary=b"})
        assert (broken.status_code, broken.json()["code"]) == (400, "http_no_form")
        other = http.post(f"/v1/{address}", json={})
        assert (other.status_code, other.json()["detail"]) == (415, "送来的内容类型不对，应为 multipart/form-data")


class TestIds:
    @pytest.mark.parametrize(
        ("address", "sent", "named"),
        [
            ("needs", NEED | {"place": " "}, "place"),
            ("needs", NEED | {"raiser": ""}, None),
            ("needs/resolve", {"needs": ["need-a", ""], "decided": "修"}, "needs[1]"),
            ("adjustments/absent", {"person": "person-a", "seats": [" "]}, "seats[0]"),
        ],
    )
    def test_one_that_is_empty_is_told_as_such(
        self, http: TestClient, address: str, sent: Any, named: str | None
    ) -> None:
        response = http.post(f"/v1/{address}?dry_run=true", json=sent)
        expected = "缺少参数 `raiser`" if named is None else f"参数 `{named}` 是空的"
        assert (response.status_code, response.json()["detail"]) == (422, expected)


def test_a_step_is_taken_by_the_word_that_staff_say(http: TestClient) -> None:
    for address, sent in (
        ("needs/need-a/steps", {"step": "受理"}),
        ("match/steps", {"step": "认领", "demand": "need-a", "source": "offer-a"}),
    ):
        response = http.post(f"/v1/{address}?dry_run=true", json=sent)
        assert (response.status_code, response.json()["code"]) == (404, "no_such_thing")


def test_what_is_sent_as_another_type_is_shown_how_a_document_is_sent(http: TestClient) -> None:
    told = http.post("/v1/needs", data={"name": "灯坏了"}).json()
    assert (told["detail"], told["hint"]) == (
        "送来的内容类型不对，应为 application/json",
        "例如：curl -H 'Content-Type: application/json' -d @a.json 地址",
    )


def test_all_methods_of_an_address_are_listed(http: TestClient) -> None:
    response = http.delete("/v1/needs")
    assert (response.status_code, response.headers["allow"], response.json()["hint"]) == (
        405,
        "GET, POST",
        "可以用：GET, POST",
    )
