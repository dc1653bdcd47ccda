"""公示: what may be put up, month by month, with nothing for the office alone in it."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from tests.api.http.conftest import TestClient
from tests.api.http.console.test_gaps import opened


class TestBulletin:
    def test_hides_small_counts(self, http: TestClient) -> None:
        text = opened(http, "/bulletin")
        notice = text.partition('<section class="notice">')[2].partition("</section>")[0]
        assert "诉求受理情况公示" in notice
        assert "&lt;5" in notice
        assert "内部工作资料" not in notice

    def test_leads_to_the_month_before_and_after(self, http: TestClient) -> None:
        text = opened(http, "/bulletin?month=2024-09")
        assert "month=2024-08" in text
        assert "month=2024-10" in text
        assert 'rel="next"' not in opened(http, "/bulletin?month=2024-11")

    def test_of_a_month_without_needs_says_so(self, http: TestClient) -> None:
        text = opened(http, "/bulletin?month=2020-01")
        assert "2020-01没有受理诉求" in text
        assert "<table" not in text

    def test_of_another_level_warns_of_subtraction(self, http: TestClient) -> None:
        assert "两张相减" in opened(http, "/bulletin?level=building").partition('<section class="notice">')[0]

    def test_a_part_of_a_community_is_not_called_the_community(self, http: TestClient) -> None:
        text = opened(http, "/bulletin?month=2024-10&within=槐荫院")
        assert "槐荫院（只数这里的，不是整个和平演示社区）" in text

    def test_of_no_month_is_refused(self, http: TestClient) -> None:
        assert http.get("/bulletin?month=soon&lang=zh").status_code == 422

    def test_comes_as_the_notice_and_as_csv_without_a_word_for_the_office(self, http: TestClient) -> None:
        book = openpyxl.load_workbook(BytesIO(http.get("/bulletin?on=2024-11-01&lang=zh&as=xlsx").content))
        cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
        assert "诉求受理情况公示" in cells
        assert not [cell for cell in cells if "内部工作资料" in cell]
        assert "<5" in http.get("/bulletin?on=2024-11-01&lang=zh&as=csv").text
