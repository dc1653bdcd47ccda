"""换人与调整: each piece of weekly work has a form, tells what it would do, and is written when that is confirmed."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from graph.adjusting.register import ADJUSTMENTS, LASTING
from graph.kinds import kind_of
from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.forms import text_of

ON = "on=2024-11-01&lang=zh"
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def writable(behind: Behind, yanshan: Path, tmp_path: Path) -> TestClient:
    """A service over a copy of the sample."""
    return behind(Path(shutil.copy(yanshan, tmp_path / "copy.linli")))


def _held(client: TestClient) -> str:
    """Return the key of a post that somebody holds."""
    network = client.app.state.live.newest.network(date(2024, 11, 1))  # type: ignore[attr-defined]
    first, last = network.rows.block["post"]
    held = network.view.into("holds")
    return str(next(network.key(row) for row in range(first, last) if network.view.valid[row] and held.of(row).size))


def _confirming(page: str) -> dict[str, str]:
    """Return the fields of the form that confirms."""
    first = page.index('class="look"')
    form = page[first : page.index("<details", first)]
    return dict(_HIDDEN.findall(form))


class TestForms:
    @pytest.mark.parametrize("work", ADJUSTMENTS)
    def test_each_piece_of_work_has_one(self, http: TestClient, work: str) -> None:
        found = http.get(f"/adjust/{work}?{ON}").text
        for part in ADJUSTMENTS[work].options:
            named = part.name == "person" and ADJUSTMENTS[work].part("name")
            assert named or f'name="{part.name}"' in found

    def test_what_can_be_done_with_a_thing_is_listed(self, http: TestClient) -> None:
        found = http.get(f"/adjust?thing={_held(http)}&{ON}").text
        assert "/adjust/appoint?" in found
        assert "/adjust/absent?" not in found

    def test_a_piece_of_work_that_there_is_not_is_told_as_a_page(self, http: TestClient) -> None:
        assert http.get(f"/adjust/promote?{ON}").status_code == 404

    def test_a_name_that_may_mean_several_is_offered_as_a_choice(self, http: TestClient) -> None:
        response = http.post(f"/adjust/dissolve?{ON}", data={"thing": "1号楼", "day": "2024-11-01"})
        assert response.status_code == 422
        assert response.text.count('type="radio"') > 1

    def test_a_name_written_together_is_offered_as_what_it_may_mean(self, http: TestClient) -> None:
        response = http.post(f"/adjust/dissolve?{ON}", data={"thing": "石榴院1号楼", "day": "2024-11-01"})
        assert response.status_code == 422
        assert re.search(r'type="radio" name="thing" value="place-\w+"> [^<]*石榴院/1号楼', response.text)

    def test_a_search_keeps_the_day_and_says_how_much_more_there_is(self, http: TestClient) -> None:
        text = http.get(f"/adjust?q=号楼&{ON}").text
        assert text.count('<input type="hidden" name="on" value="2024-11-01">') == 2, "of the page and of its head"
        assert re.search(r"另有 \d+ 处没有列出", text)


class TestWhatIsWrittenWrongly:
    """Each is told on the form, in its own words, and nothing that was written is lost."""

    def _told(self, http: TestClient, work: str, **said: str) -> str:
        response = http.post(f"/adjust/{work}?{ON}", data={"day": "2024-11-01"} | said)
        assert response.status_code == 422
        return text_of(response.text.partition('role="alert">')[2].partition("</div>")[0])

    def test_a_new_place_that_is_named_twice_loses_no_line(self, http: TestClient) -> None:
        into = "东院=石榴院/1号楼\n东院=石榴院/2号楼"
        assert "分出的新区域里“东院”写了两次" in self._told(http, "split", thing="石榴院", into=into)

    def test_so_does_a_field(self, http: TestClient) -> None:
        said = {"kind": "place", "name": "东院", "at": "槐荫院"}
        assert "写了两次" in self._told(http, "establish", **said, fields="层级=楼栋\n层级=单元")
        assert "写了两次" in self._told(http, "establish", **said, fields="层级=楼栋\nlevel=单元")

    def test_what_is_lacking_is_called_as_people_do(self, http: TestClient) -> None:
        told = self._told(http, "establish", kind="place")
        assert "还要写明：名称、层级" in told
        assert "`" not in told

    def test_a_day_in_another_century_is_that_of_the_form(self, http: TestClient) -> None:
        assert "“从哪一天起”看不懂：1824-11-01" in self._told(http, "dissolve", thing="石榴院", day="1824-11-01")

    def test_what_is_of_another_kind_is_told_so(self, http: TestClient) -> None:
        told = self._told(http, "absent", person="演示鲁一", seats="石榴院/1号楼")
        assert "“石榴院/1号楼” 是区域，这里要职务" in told

    def test_whom_something_cannot_be_tied_to_is_no_key(self, http: TestClient) -> None:
        told = self._told(http, "move", thing="石榴院/1号楼", to="演示鲁一")
        assert "“1号楼”和“人员”之间没有这种联系" in told

    def test_what_has_to_be_said_stands_in_front(self, http: TestClient) -> None:
        for work, names in {"establish": ("name", "at", "fields"), "absent": ("until", "stands_in")}.items():
            front = http.get(f"/adjust/{work}?{ON}").text.partition("不常用")[0]
            assert all(f'name="{one}"' in front for one in names)

    def test_the_help_of_the_fields_names_all_that_must_be_said(self, http: TestClient) -> None:
        help_ = http.get(f"/adjust/establish?{ON}").text
        lacking = [one.zh for kind in LASTING for one in kind_of(kind).fields if one.required and one.name != "name"]
        assert len(lacking) > 2
        assert [one for one in lacking if f"{one}=" not in help_] == []


@pytest.mark.slow
class TestLooking:
    def _look(self, http: TestClient, work: str, **said: str) -> str:
        return text_of(http.post(f"/adjust/{work}?{ON}", data={"day": "2024-11-01"} | said).text)

    def test_until_when_somebody_is_away_and_who_stands_in_is_seen_before(self, http: TestClient) -> None:
        found = self._look(http, "absent", person="演示鲁一", stands_in="演示葛二", until="2024-12-01")
        assert "缺位 演示鲁一（自 2024-11-01 起）；代岗人：演示葛二；截止日期：2024-11-30" in found

    def test_what_is_written_of_something_new_is_seen_before(self, http: TestClient) -> None:
        said = {"kind": "place", "name": "88号楼", "at": "石榴院", "fields": "层级=楼栋\n户数=40"}
        assert "；层级：居民楼；户数：40" in self._look(http, "establish", **said)

    def test_that_something_personal_is_written_is_told(self, http: TestClient) -> None:
        found = self._look(http, "move", thing="演示鲁一", to="石榴院/1号楼")
        assert re.search(r"写入什么.*另有 \d 项是个人信息，一并写入，这里不显示", found)

    def test_what_goes_to_a_new_place_is_named_as_in_the_old_one(self, http: TestClient) -> None:
        found = self._look(http, "split", thing="石榴院", into="东院=1号楼")
        assert "东院/1号楼 的隶属区域" in found
        assert "从 演示街道乙/和平演示社区/石榴院 分出 演示街道乙/和平演示社区/东院" in found
        assert "变更为" not in found

    def test_a_day_years_away_is_told(self, http: TestClient) -> None:
        assert "相差 18 年，请核对年份" in self._look(http, "dissolve", thing="石榴院/1号楼", day="2042-11-01")
        assert "请核对年份" not in self._look(http, "dissolve", thing="石榴院/1号楼", day="2024-01-01")

    @pytest.mark.parametrize(
        ("work", "said"),
        [
            ("rename", {"thing": "石榴院/1号楼", "name": "石榴院/88号楼"}),
            ("split", {"thing": "石榴院", "into": "石榴院/东院=1号楼"}),
            ("establish", {"kind": "place", "name": "石榴院/88号楼", "at": "石榴院", "fields": "层级=楼栋"}),
        ],
    )
    def test_a_path_written_as_a_name_is_told(self, http: TestClient, work: str, said: dict[str, str]) -> None:
        assert "里有“/”：整个记作一个名称" in self._look(http, work, **said)

    def test_who_is_new_is_said_to_be_new(self, http: TestClient) -> None:
        said = {"seat": _held(http), "name": "演示新人甲", "day": "2024-11-01"}
        page = http.post(f"/adjust/appoint?{ON}", data=said).text
        assert "新增：人员 演示新人甲" in page
        assert "台账里有同名的人" not in page

    def test_whoever_is_called_so_already_is_offered(self, http: TestClient) -> None:
        network = http.app.state.live.newest.network(date(2024, 11, 1))  # type: ignore[attr-defined]
        first, last = network.rows.block["post"]
        into = network.view.into("holds")
        seats = [row for row in range(first, last) if network.view.valid[row] and into.of(row).size]
        person = network.key(int(into.of(seats[-1])[0]))
        name = network.people.of("person", [person])[person]["name"]
        page = http.post(f"/adjust/appoint?{ON}", data={"seat": _held(http), "name": name, "day": "2024-11-01"}).text
        assert "台账里有同名的人" in page
        assert re.search(rf'<a href="/adjust/appoint\?[^"]*person={person}', page)


class TestTwice:
    """A button pressed twice, or a page that was gone back to; and two tabs, of which the other was faster."""

    RENAME: ClassVar = {"thing": "石榴院/1号楼", "name": "一号楼", "day": "2024-11-01"}

    @pytest.mark.slow
    def test_what_was_written_is_told_and_not_written_again(self, writable: TestClient) -> None:
        form = _confirming(writable.post(f"/adjust/rename?{ON}", data=self.RENAME).text)
        first, second = (writable.post(f"/adjust/rename?{ON}", data=form) for _ in range(2))
        assert [one.status_code for one in (first, second)] == [303, 303]
        assert "是第 2 次更新。写错了" in writable.get(first.headers["location"]).text
        assert "已经写入过了，是第 2 次更新" in writable.get(second.headers["location"]).text
        assert writable.app.state.live.store.revision().number == 2  # type: ignore[attr-defined]

    @pytest.mark.slow
    def test_what_was_undone_meanwhile_is_looked_at_anew(self, writable: TestClient) -> None:
        form = _confirming(writable.post(f"/adjust/rename?{ON}", data=self.RENAME).text)
        assert writable.post(f"/adjust/rename?{ON}", data=form).status_code == 303
        assert writable.post(f"/changes/2/undo?{ON}").status_code == 303
        again = writable.post(f"/adjust/rename?{ON}", data=form, follow_redirects=True)
        assert "已经写入过了" not in again.text

    @pytest.mark.slow
    def test_what_the_other_tab_ended_is_named_as_people_call_it(self, writable: TestClient) -> None:
        thing = {"thing": "石榴院/1号楼", "day": "2024-11-01"}
        renaming = _confirming(writable.post(f"/adjust/rename?{ON}", data=self.RENAME).text)
        ending = _confirming(writable.post(f"/adjust/dissolve?{ON}", data=thing).text)
        assert writable.post(f"/adjust/dissolve?{ON}", data=ending).status_code == 303
        page = writable.post(f"/adjust/rename?{ON}", data=renaming)
        told = text_of(page.text.partition('role="alert">')[2].partition("</div>")[0])
        assert page.status_code == 422
        assert "石榴院/1号楼”在 2024-11-01 已经没有了" in told
        assert "place-" not in told


class TestAppointing:
    @pytest.mark.slow
    def test_is_shown_first_then_written_then_told(self, writable: TestClient) -> None:
        said = {"seat": _held(writable), "name": "演示新人甲", "day": "2024-11-01", "reason": "换届"}
        page = writable.post(f"/adjust/appoint?{ON}", data=said).text
        assert "演示新人甲 任" in page
        store = writable.app.state.live.store  # type: ignore[attr-defined]
        assert store.revision().number == 1
        done = writable.post(f"/adjust/appoint?{ON}", data=_confirming(page))
        assert done.status_code == 303
        assert store.revision().number == 2
        told = writable.get(done.headers["location"]).text
        assert "演示新人甲 任" in told
        assert "换届" in told

    @pytest.mark.slow
    def test_is_shown_again_where_something_else_comes_of_it_by_now(self, writable: TestClient) -> None:
        said = {"seat": _held(writable), "name": "演示新人甲", "day": "2024-11-01", "digest": "0" * 16}
        again = writable.post(f"/adjust/appoint?{ON}", data=said)
        assert again.status_code == 409
        assert "请再看一次再确认" in again.text
        assert writable.app.state.live.store.revision().number == 1  # type: ignore[attr-defined]

    @pytest.mark.slow
    def test_the_second_is_shown_what_the_first_did(self, writable: TestClient) -> None:
        said = {"seat": _held(writable), "day": "2024-11-01"}
        first, second = (
            _confirming(writable.post(f"/adjust/appoint?{ON}", data={**said, "name": name}).text)
            for name in ("演示新人甲", "演示新人乙")
        )
        assert writable.post(f"/adjust/appoint?{ON}", data=first).status_code == 303
        shown = writable.post(f"/adjust/appoint?{ON}", data=second)
        assert shown.status_code == 409
        assert "演示新人甲 任" in shown.text
        again = _confirming(shown.text)
        assert writable.post(f"/adjust/appoint?{ON}", data=again).status_code == 303

    def test_without_a_name_says_what_is_missing(self, http: TestClient) -> None:
        response = http.post(f"/adjust/appoint?{ON}", data={"seat": _held(http), "day": "2024-11-01"})
        assert response.status_code == 422
        assert 'role="alert"' in response.text


@pytest.mark.parametrize("work", ["appoint", "move", "merge", "split", "establish", "absent"])
def test_a_field_that_must_be_filled_in_says_so(http: TestClient, work: str) -> None:
    page = http.get(f"/adjust/{work}?on=2024-11-01&lang=zh").text
    labels = re.findall(r"<label>.*?</label>", page, re.DOTALL)
    must = [one for one in labels if " required" in one and 'type="date"' not in one]
    assert must
    assert [one for one in must if "必填" not in one] == []
    assert [one for one in labels if "必填" in one and " required" not in one] == []


def test_a_field_that_cannot_be_read_is_called_as_the_form_calls_it(http: TestClient) -> None:
    own = {"Origin": str(http.base_url)}
    sent = {"thing": "和平演示社区", "into": "胡写", "day": "2024-11-01"}
    page = http.post("/adjust/split?on=2024-11-01&lang=zh", data=sent, headers=own).text
    assert "胡写" in page
    assert "参数 `into`" not in page
