"""换人与调整: each piece of weekly work has a form, tells what it would do, and is written when that is confirmed."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from graph.adjusting.register import ADJUSTMENTS
from tests.api.http.conftest import Behind, TestClient

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


@pytest.mark.slow
class TestLooking:
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
