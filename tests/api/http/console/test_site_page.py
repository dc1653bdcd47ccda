"""布点: the fields first, then a plan with its picture, table and files; what cannot be asked is said on the page."""

from __future__ import annotations

from tests.api.http.conftest import TestClient
from tests.api.http.console.test_gaps import opened


class TestSite:
    def test_asks_nothing_before_somebody_does(self, http: TestClient) -> None:
        text = opened(http, "/site")
        assert '<select name="what" required>' in text
        assert "<svg" not in text

    def test_shows_heads_with_picture_and_table(self, http: TestClient) -> None:
        text = opened(http, "/site?what=heads")
        assert "分成" in text
        assert "<svg" in text
        assert "这是最好的方案" in text

    def test_comes_as_a_workbook(self, http: TestClient) -> None:
        response = http.get("/site?what=heads&on=2024-11-01&as=xlsx&lang=zh")
        assert "spreadsheetml" in response.headers["content-type"]

    def test_says_what_is_wrong_with_a_number(self, http: TestClient) -> None:
        response = http.get("/site?what=heads&most=0&lang=zh")
        assert response.status_code == 422
        assert "大于 0 的整数" in response.text

    def test_says_that_nobody_has_a_point(self, http: TestClient) -> None:
        response = http.get("/site?what=venues&on=2024-11-01&lang=zh")
        assert response.status_code == 422
        assert "没有坐标" in response.text
