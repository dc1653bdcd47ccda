"""缺口: the matrix, its lines one by one, and one line down to what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.api.http.conftest import Behind, TestClient

_ON = "on=2024-11-01&lang=zh"


def opened(http: TestClient, path: str) -> str:
    response = http.get(f"{path}{'&' if '?' in path else '?'}{_ON}")
    assert response.status_code == 200, response.text
    text: str = response.text
    return text


def first_link(text: str, path: str) -> str:
    found = re.search(rf'href="({re.escape(path)}\?[^"]*)"', text)
    assert found is not None
    return unescape(found[1])


class TestMatrix:
    @pytest.mark.slow
    def test_counts_what_is_missing_and_what_is_not_known_in_words(self, http: TestClient) -> None:
        text = opened(http, "/gaps")
        assert '<table class="matrix">' in text
        assert re.search(r"缺口 \d+</span></a>", text)
        assert re.search(r"不明 \d+</span></a>", text)

    def test_a_cell_leads_to_its_lines(self, http: TestClient) -> None:
        text = opened(http, "/gaps?state=gap&level=courtyard")
        cells = re.findall(r'href="(/gaps/list\?[^"]*norm=[^"]*)">\s*<span class="state state-gap">缺口 (\d+)', text)
        assert cells
        for link, count in cells:
            lines = opened(http, unescape(link).replace("on=2024-11-01&lang=zh&", ""))
            assert lines.count("/gaps/one?") == int(count)

    @pytest.mark.slow
    def test_a_place_leads_down_and_the_crumbs_up_again(self, http: TestClient) -> None:
        text = opened(http, "/gaps?level=courtyard")
        down = first_link(text[text.index('<table class="matrix">') :], "/gaps")
        assert "within=place-" in down
        inner = http.get(down).text
        assert '<option value="courtyard"' not in inner
        assert '<option value="building"' in inner
        crumbs = inner.partition('class="crumbs"')[2]
        assert 'aria-current="page"' in crumbs
        assert "within=" not in first_link(crumbs, "/gaps")

    @pytest.mark.parametrize("form", ["xlsx", "csv"])
    def test_comes_as_a_file(self, http: TestClient, form: str) -> None:
        response = http.get(f"/gaps?{_ON}&as={form}")
        assert response.headers["content-disposition"].startswith("attachment")
        assert http.get(f"/gaps/list?{_ON}&as={form}").status_code == 200

    @pytest.mark.parametrize(
        "page", ["/gaps/list?", pytest.param("/gaps/changes?compare=2024-01-01&", marks=pytest.mark.slow)]
    )
    def test_a_csv_has_whole_paths(self, http: TestClient, page: str) -> None:
        said = http.get(f"{page}{_ON}&within=和平演示社区&as=csv").content.decode("utf-8-sig")
        assert "演示街道乙/和平演示社区/海棠院/2号楼" in said

    def test_so_has_each_table_of_an_answer(self, http: TestClient) -> None:
        asked = f"/questions/coverage?{_ON}&norm=应有楼长&compare=2024-01-01&as=csv"
        with ZipFile(BytesIO(http.get(asked).content)) as packed:
            tables = [packed.read(f"{name}.csv").decode("utf-8-sig") for name in ("rows", "compared")]
        assert all("演示街道乙/和平演示社区/海棠院/2号楼" in one for one in tables)

    def test_one_norm_alone(self, http: TestClient) -> None:
        norm = re.search(r"norm=([\w-]+)", opened(http, "/gaps"))
        assert norm is not None
        table = opened(http, f"/gaps?norm={norm[1]}")
        assert set(re.findall(r"/gaps/list\?[^\"]*norm=([\w-]+)", table)) == {norm[1]}

    def test_where_nothing_is_asked_it_says_what_to_do(self, http: TestClient) -> None:
        assert 'class="empty"' in opened(http, "/gaps?norm=nothing")


class TestLines:
    def test_stand_by_state_and_norm_with_their_citation(self, http: TestClient) -> None:
        text = opened(http, "/gaps/list")
        states = re.findall(r'<span class="state state-(\w+)">', text)
        assert states == sorted(states)
        assert "本地做法" in text

    def test_go_across_norms_in_another_order(self, http: TestClient) -> None:
        text = opened(http, "/gaps/list?order=households&state=gap")
        assert text.count("<table") == 1


class TestLine:
    def test_is_explained_down_to_whom_to_turn_to(self, http: TestClient) -> None:
        link = first_link(opened(http, "/gaps/list?state=gap"), "/gaps/one")
        text = http.get(link).text
        for heading in ("数到的", "所据的完整台账", "标准与出处", "可以找谁"):
            assert heading in text
        assert "/rules?" in text
        assert "/path?" in text

    def test_that_nobody_asked_for_says_where_to_begin(self, http: TestClient) -> None:
        assert 'class="empty"' in opened(http, "/gaps/one")

    def test_that_is_not_asked_is_not_found(self, http: TestClient) -> None:
        subject = re.search(r"subject=(place-\w+)", opened(http, "/gaps/list"))
        assert subject is not None
        response = http.get(f"/gaps/one?{_ON}&norm=nothing&subject={subject[1]}")
        assert response.status_code == 404

    def test_a_line_that_nobody_can_tell_says_on_which_sheet_a_list_is_declared(self, http: TestClient) -> None:
        link = first_link(opened(http, "/gaps/list?state=unknown&norm=workers-per-10000-residents"), "/gaps/one")
        assert "声明台账完整：在工作簿的“职务”表" in http.get(link).text

    @pytest.mark.slow
    def test_above_every_chain_names_nobody_to_turn_to(
        self, sample_store: Callable[[str], Path], behind: Behind
    ) -> None:
        http = behind(sample_store("longhailu"))
        link = first_link(opened(http, "/gaps/list?norm=workers-per-10000-residents"), "/gaps/one")
        assert "从这里起的诉求流转路径" not in http.get(link).text


class TestChanges:
    @pytest.mark.slow
    def test_are_those_since_an_earlier_day(self, http: TestClient) -> None:
        assert "<table" not in opened(http, "/gaps/changes")
        text = opened(http, "/gaps/changes?compare=2024-01-01")
        assert "与 2024-01-01 相比" in text
        assert http.get(f"/gaps/changes?{_ON}&compare=2024-01-01&as=csv").status_code == 200

    def test_a_later_day_is_refused(self, http: TestClient) -> None:
        response = http.get(f"/gaps/changes?{_ON}&compare=2025-01-01")
        assert response.status_code == 422
        assert "应早于所问日期" in response.text


class TestFigures:
    def test_stand_beside_what_the_ledger_counts(self, http: TestClient) -> None:
        text = opened(http, "/figures")
        assert "台账" in text
        assert "<table" in text

    def test_are_narrowed_to_a_verdict(self, http: TestClient) -> None:
        assert "相符" not in opened(http, "/figures?verdict=differs").partition("<tbody")[2].partition("</tbody")[0]
