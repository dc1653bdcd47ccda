"""搜索 and 档案: what is called so is found, and each thing has a page with its fields, ties and history."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.forms import text_of

ON = "on=2024-11-01&lang=zh"
Resolve = Callable[[str], str]


@pytest.fixture
def key(http: TestClient) -> Resolve:
    """Gives the key of what is found first by a text."""

    def first(text: str) -> str:
        found = http.get("/search", params={"q": text, "on": "2024-11-01"}).text
        match = re.search(r'<td data-label="名称"><a href="/things/([a-z]+-[a-z0-9]+)\?', found)
        assert match, text
        return match[1]

    return first


class TestSearch:
    def test_the_place_itself_comes_before_what_is_named_after_it(self, http: TestClient) -> None:
        found = http.get(f"/search?q=hpyssq&{ON}").text
        names = re.findall(r'<td data-label="名称"><a href="/things/[^"]+">([^<]+)</a></td>', found)
        assert names == sorted(names, key=len)
        assert len(names) > 1

    def test_a_kind_alone_lists_all_of_it_by_fifty(self, http: TestClient) -> None:
        found = http.get(f"/search?kind=place&page=2&{ON}").text
        assert found.count("<tr>") == 51
        assert "第 2 页" in found

    def test_what_is_called_nearly_so_is_told_to_be(self, http: TestClient) -> None:
        assert "下面是名称相近的" in http.get(f"/search?q=槐英院&{ON}").text

    def test_several_words_mean_what_has_them_all_on_its_path(self, http: TestClient) -> None:
        address = "/search?" + urlencode({"q": "槐荫院 书记", "on": "2024-11-01", "lang": "zh"})
        (first, *_) = re.findall(r"<tr>.*?</tr>", http.get(address).text.partition("<tbody>")[2], re.DOTALL)
        assert "槐荫院" in first
        assert "书记" in first
        assert "下面是名称相近的" not in http.get(address).text

    @pytest.mark.parametrize("said", ["槐荫院1号楼楼长", "槐荫院1号楼的楼长"])
    def test_words_written_together_mean_the_same(self, http: TestClient, said: str) -> None:
        text = http.get("/search", params={"q": said, "on": "2024-11-01", "lang": "zh"}).text
        assert "槐荫院/1号楼//楼长" in text.partition("<tbody>")[2].partition("</tr>")[0]
        assert "下面是名称相近的" not in text

    @pytest.mark.slow
    def test_what_is_called_so_on_another_day_alone_is_told_with_the_day(
        self, yanshan: Path, tmp_path: Path, behind: Behind
    ) -> None:
        client = behind(Path(shutil.copy(yanshan, tmp_path / "yanshan.db")))
        estate = client.get("/v1/things?q=槐荫院&on=2024-11-01").json()["rows"][0]["key"]
        work = {"kind": "team", "name": "演示摄影队", "at": estate}
        assert client.post("/v1/adjustments/establish?on=2024-11-01", json=work).status_code == 201
        said = {"q": "演示摄影队", "on": "2020-01-01", "lang": "zh"}
        assert "演示摄影队”在 2020-01-01 还没有，2024-11-01 起才有" in client.get("/search", params=said).text
        for narrowed in ({"kind": "place"}, {"within": estate}):  # it might be there and not of this kind, or elsewhere
            assert "起才有" not in client.get("/search", params=said | narrowed).text

    def test_within_a_place_nothing_else_is_found_however_sure_it_is(self, http: TestClient) -> None:
        found = http.get("/search", params={"q": "石榴院", "within": "槐荫院", "on": "2024-11-01", "lang": "zh"}).text
        assert ">石榴院</a></td>" not in found
        assert ">石榴院</a></td>" in http.get(f"/search?q=石榴院&{ON}").text

    def test_a_kind_that_there_is_not_is_refused(self, http: TestClient) -> None:
        assert http.get(f"/search?kind=castle&{ON}").status_code == 422

    def test_a_public_telephone_finds_whose_it_is_however_it_is_typed(self, http: TestClient) -> None:
        assert "演示街道乙党工委" in http.get(f"/search?q=053100000001&{ON}").text

    def test_comes_as_a_workbook(self, http: TestClient) -> None:
        assert "spreadsheetml" in http.get(f"/search?kind=team&as=xlsx&{ON}").headers["content-type"]


class TestThing:
    def test_has_fields_ties_and_a_history(self, http: TestClient, key: Resolve) -> None:
        found = http.get(f"/things/{key('和平演示社区')}?{ON}").text
        assert "范围条件 kind=" not in text_of(found)
        assert "统计口径 count kind=" not in text_of(found)
        for heading in ("基本情况", "关系", "变更记录"):
            assert f"<h2>{heading}</h2>" in found

    def test_ties_of_one_sort_have_a_page_of_their_own(self, http: TestClient, key: Resolve) -> None:
        found = http.get(f"/things/{key('和平演示社区')}?ties=part_of-back&{ON}")
        assert found.status_code == 200
        assert "回到档案" in found.text

    def test_one_that_is_over_still_has_its_page(self, http: TestClient) -> None:
        network = http.app.state.live.newest.network(date(2024, 11, 1))  # type: ignore[attr-defined]
        over = network.rows.keys.filter(~network.view.valid).to_list()
        found = http.get(f"/things/{over[0]}?{ON}")
        assert found.status_code == 200
        assert "2024-11-01 这一天不存在" in found.text

    def test_one_that_never_was_is_told_as_nothing(self, http: TestClient) -> None:
        assert http.get(f"/things/place-aaaaaaaaaaaaaaaa?{ON}").status_code == 404
        assert http.get(f"/things/nonsense?{ON}").status_code == 404

    def test_comes_as_csv(self, http: TestClient, key: Resolve) -> None:
        found = http.get(f"/things/{key('和平演示社区')}?as=csv&{ON}")
        assert found.headers["content-disposition"].startswith("attachment")

    def test_the_ledger_is_listed_by_kind(self, http: TestClient) -> None:
        assert "/search?on=2024-11-01&amp;lang=zh&amp;kind=place" in http.get(f"/things?{ON}").text
