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
