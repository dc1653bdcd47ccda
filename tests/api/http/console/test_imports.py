"""导入: nothing is written before it is confirmed, what is confirmed is what was checked, and it can be undone."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from fastapi import UploadFile

from api.console.importing.staging import Staged, Staging
from api.errors import NoSuchPage
from graph.errors import BadInput
from tests.api.http.conftest import Behind, TestClient


@pytest.fixture
def writable(behind: Behind, yanshan: Path, tmp_path: Path) -> TestClient:
    """A service over a copy of the sample."""
    return behind(Path(shutil.copy(yanshan, tmp_path / "copy.linli")))


def _book(**cells: str) -> dict[str, tuple[str, bytes]]:
    """Return a workbook with one place, or with other cells, as a form sends it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "区域"
    for row in (("名称", "层级", "上级区域（属地）"), ("演示新社区", "社区", "演示街道乙")):
        sheet.append(row)
    for name, value in cells.items():
        sheet[name] = value
    packed = BytesIO()
    book.save(packed)
    return {"file": ("演示.xlsx", packed.getvalue())}


def _look(client: TestClient, address: str) -> str:
    for _ in range(20):
        found = str(client.get(f"{address}?lang=zh").text)
        if "data-again" not in found:
            return found
    pytest.fail("it is still being read")


def _digest(page: str) -> str:
    found = re.search(r'name="digest" value="(\w+)"', page)
    assert found
    return found[1]


def _agreed(page: str) -> dict[str, str]:
    found = re.search(r'name="agreed" value="(\w+)"', page)
    assert found
    return {"digest": _digest(page), "agreed": found[1]}


def _take_in(client: TestClient, **cells: str) -> None:
    address = client.post("/import", files=_book(**cells)).headers["location"].partition("?")[0]
    client.post(f"{address}/confirm", data=_agreed(_look(client, address)))


class TestOptions:
    @pytest.mark.slow
    def test_a_map_of_words_is_read_with_the_files(self, writable: TestClient) -> None:
        own = "source: workbook\ntables:\n  - columns: {单位: 名称, 层级: 层级, 属于: 上级区域（属地）}\n"
        files = {**_book(A1="单位", C1="属于"), "map": ("演示.yaml", own.encode())}
        address = writable.post("/import", files=files).headers["location"].partition("?")[0]
        assert 'name="agreed"' in _look(writable, address)

    def test_a_map_that_cannot_be_read_is_refused_as_a_page(self, writable: TestClient) -> None:
        response = writable.post("/import?lang=zh", files={**_book(), "map": ("演示.yaml", b"tables: 1")})
        assert response.status_code == 422
        assert "演示.yaml" in response.text

    def test_an_option_without_a_value_is_refused(self, writable: TestClient) -> None:
        response = writable.post("/import?lang=zh", files=_book(), data={"set": "moved"})
        assert (response.status_code, "moved" in response.text) == (422, True)

    def test_an_option_that_the_source_does_not_know_is_told(self, writable: TestClient) -> None:
        sent = writable.post("/import", files=_book(), data={"set": "unheard＝1"})
        assert "unheard" in _look(writable, sent.headers["location"].partition("?")[0])


class TestImport:
    @pytest.mark.slow
    def test_is_checked_confirmed_and_undone(self, writable: TestClient) -> None:
        sent = writable.post("/import", files=_book())
        assert sent.status_code == 303
        address = sent.headers["location"].partition("?")[0]
        page = _look(writable, address)
        assert "还没有写入" in page
        assert writable.app.state.live.store.revision().number == 1  # type: ignore[attr-defined]
        done = writable.post(f"{address}/confirm", data={"digest": _digest(page)})
        assert done.headers["location"].startswith("/changes/2")
        assert "演示新社区" in writable.get("/changes/2?lang=zh").text
        assert "确认撤销第 2 次更新" in writable.get("/changes/2?undo=1&lang=zh").text
        assert writable.post("/changes/2/undo", data={}).headers["location"].startswith("/changes/3")
        assert writable.post(f"{address}/confirm", data={"digest": _digest(page)}).status_code == 404

    @pytest.mark.slow
    def test_what_is_wrong_stands_in_its_sheet(self, writable: TestClient) -> None:
        sent = writable.post("/import", files=_book(B2="城堡", C2="没有的街道"))
        page = _look(writable, sent.headers["location"].partition("?")[0])
        assert "<mark>没有的街道</mark>" in page
        assert "C2" in page
        assert "/confirm" not in page

    @pytest.mark.slow
    def test_what_others_wrote_meanwhile_stops_nothing_where_the_changes_are_the_same(
        self, writable: TestClient
    ) -> None:
        address = writable.post("/import", files=_book()).headers["location"].partition("?")[0]
        page = _look(writable, address)
        _take_in(writable, A2="演示别的社区")
        done = writable.post(f"{address}/confirm", data=_agreed(page))
        assert done.headers["location"].startswith("/changes/3")

    @pytest.mark.slow
    def test_is_checked_again_where_it_would_change_something_else(self, writable: TestClient) -> None:
        address = writable.post("/import", files=_book()).headers["location"].partition("?")[0]
        page = _look(writable, address)
        _take_in(writable)
        again = writable.post(f"{address}/confirm", data=_agreed(page))
        assert again.headers["location"].startswith(address)
        shown = writable.get(again.headers["location"]).text
        assert "别人更新了台账" in shown
        assert "现在没有了：" in shown

    @pytest.mark.slow
    def test_changes_are_counted_once(self, writable: TestClient) -> None:
        address = writable.post("/import", files=_book()).headers["location"].partition("?")[0]
        page = _look(writable, address)
        counted = re.search(r"确认写入 (\d+) 项变化", page)
        assert counted
        assert f"变化 {counted[1]} 项" in page
        assert "新增 " not in page
        assert "<h2>新" in page, "where nothing is wrong, the changes are shown at once"

    @pytest.mark.slow
    def test_a_line_that_was_left_out_is_not_said_to_be_known(self, writable: TestClient) -> None:
        book = openpyxl.load_workbook(BytesIO(writable.get("/v1/lists/claims?on=2024-11-01").content))
        sheet = book.worksheets[0]
        heads = next(row for row in sheet.iter_rows() if "认领" in [one.value for one in row])
        for one in heads:
            if one.value in {"认领", "不认领"}:
                sheet.cell(one.row + 1, one.column).value = "√"
        packed = BytesIO()
        book.save(packed)
        sent = writable.post("/import", files={"file": ("认领表.xlsx", packed.getvalue())})
        page = _look(writable, sent.headers["location"].partition("?")[0])
        assert "又认领又不认领，这一行没有写" in page
        assert "另有 1 行或列没有读入" in page
        assert "文件里的内容台账上都有了" not in page

    def test_other_files_than_those_that_were_checked_are_refused(self, writable: TestClient) -> None:
        address = writable.post("/import", files=_book()).headers["location"].partition("?")[0]
        assert writable.post(f"{address}/confirm", data={"digest": "0"}).status_code == 422

    def test_without_a_file_it_says_so(self, writable: TestClient) -> None:
        assert writable.post("/import", data={"source": "workbook"}).status_code == 422

    def test_is_not_read_where_there_is_no_room(self, spare: TestClient) -> None:
        slots = spare.app.state.live.slots  # type: ignore[attr-defined]
        with slots.taken(), slots.taken():
            assert spare.post("/import", files=_book()).status_code == 503

    @pytest.mark.slow
    def test_the_empty_workbook_and_the_ledger_are_there_to_download(self, http: TestClient) -> None:
        assert "spreadsheetml" in http.get("/import/template").headers["content-type"]

    @pytest.mark.slow
    def test_the_ledger_says_of_where_it_is_by_whom_and_what_it_leaves_out(self, http: TestClient) -> None:
        page = http.get("/import?on=2024-11-01&lang=zh").text
        assert "已结束的和个人信息不写在里面" in page
        found = http.get("/import/ledger?on=2024-11-01&lang=zh")
        first = openpyxl.load_workbook(BytesIO(found.content))["#说明"]
        said = [str(row[0]) for row in first.iter_rows(values_only=True)]
        assert said[0].startswith("内部工作资料 · 全部区域 · 2024-11-01 · 第 ")
        assert "制作" in said[0]
        assert said[1].startswith("到 2024-11-01 已结束的没有写出，读回时不动它们（整个台账有：")
        assert said[2].endswith("项个人信息，读回时不动它们")


def _staged(staging: Staging, account: str) -> Staged:
    return staging.take_in(account, [UploadFile(BytesIO(b"x"), filename="甲.csv")], 1, {})


class TestStaging:
    def test_files_are_of_one_account_and_taken_once(self) -> None:
        staging = Staging()
        staged = _staged(staging, "甲")
        with pytest.raises(NoSuchPage):
            staging.of("乙", staged.id)
        with pytest.raises(NoSuchPage):
            staging.discard("乙", staged.id)
        staging.claim("甲", staged.id, staged.digest)
        with pytest.raises(NoSuchPage):
            staging.claim("甲", staged.id, staged.digest)

    def test_files_that_changed_on_the_disk_are_refused(self) -> None:
        staging = Staging()
        staged = _staged(staging, "甲")
        staged.paths[0].write_bytes(b"other")
        with pytest.raises(BadInput):
            staging.claim("甲", staged.id, staged.digest)
        staging.close()
        assert not staged.paths[0].exists()

    def test_what_nobody_confirms_is_removed(self) -> None:
        staging = Staging(keep=-1)
        staged = _staged(staging, "甲")
        with pytest.raises(NoSuchPage):
            staging.of("甲", staged.id)
        assert not staged.paths[0].exists()

    def test_who_sends_a_fourth_loses_the_first(self) -> None:
        staging = Staging()
        first, *_ = [_staged(staging, "甲") for _ in range(4)]
        with pytest.raises(NoSuchPage):
            staging.of("甲", first.id)
        assert len(staging.all_of("甲")) == 3
        staging.close()
