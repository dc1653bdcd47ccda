"""标准: which norms are asked here, who says so, and where they are waived."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.test_gaps import opened


class TestNorms:
    def test_stand_by_pack_with_sort_and_citation(self, http: TestClient) -> None:
        text = opened(http, "/rules")
        assert "全国的规定和指标" in text
        assert "中国共产党支部工作条例（试行）" in text
        for sort in ("规定", "规划指标", "本地做法"):
            assert f">{sort}</td>" in text

    def test_of_one_sort_alone(self, http: TestClient) -> None:
        text = opened(http, "/rules?sort=rule")
        assert set(re.findall(r'data-label="性质">(\S+?)</td>', text)) == {"规定"}

    def test_before_they_are_in_force_are_left_out_or_say_so(self, http: TestClient) -> None:
        early = "/rules?on=2017-01-01&lang=zh"
        assert "支部工作条例" not in http.get(early).text
        every = http.get(f"{early}&every=1").text
        assert "支部工作条例" in every
        assert "所问日期不在施行期" in every

    def test_that_no_place_here_follows_say_so(self, http: TestClient) -> None:
        assert "这里的区域没有采用" in opened(http, "/rules?every=1")

    def test_one_norm_alone(self, http: TestClient) -> None:
        norm = re.search(r"/gaps\?[^\"]*norm=([\w-]+)", opened(http, "/rules"))
        assert norm is not None
        assert opened(http, f"/rules?norm={norm[1]}").count('data-label="性质"') == 1

    def test_that_there_is_not_says_what_to_do(self, http: TestClient) -> None:
        assert 'class="empty"' in opened(http, "/rules?norm=nothing")

    @pytest.mark.parametrize("form", ["xlsx", "csv"])
    def test_come_as_a_file(self, http: TestClient, form: str) -> None:
        assert http.get(f"/rules?on=2024-11-01&as={form}").headers["content-disposition"].startswith("attachment")


def test_chains_of_profiles_are_drawn(http: TestClient) -> None:
    text = opened(http, "/rules")
    assert "燕山庭院党群之家" in text.partition("架构模板</h2>")[2]
    assert text.count("<svg") == 5


@pytest.mark.slow
def test_exceptions_tell_their_last_day(sample_store: Callable[[str], Path], behind: Behind) -> None:
    text = opened(behind(sample_store("suzhoulu")), "/rules")
    row = text.partition("演示商场网格")[2].partition("</tr>")[0]
    assert "商场自有安保和客服" in row
    assert "至2025-12-31" in row
