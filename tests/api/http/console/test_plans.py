"""推演: a plan is sent and shown line by line, two are compared; confirmed as it was shown, it is carried out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.stores import open_store
from tests.api.http.conftest import Behind, TestClient
from tests.api.test_plans import SMALL
from tests.digests import digests
from tests.graph.adjusting.played import Played
from tests.graph.planning.laid_out import NETWORK
from tests.reading import read_here
from tests.stores import stored

_DIGEST = re.compile(r'<input type="hidden" name="digest" value="(\w+)">')


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A store with a small community."""
    return stored(tmp_path / "linli.db", NETWORK, Played)


@pytest.fixture
def client(where: Path, behind: Behind, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A client of a service over it; files are read here."""
    read_here(monkeypatch)
    return behind(where)


def sent(client: TestClient, *texts: str) -> tuple[str, str]:
    """Send plans; return the address of the page that shows them, and the page."""
    files = [("file", (f"演示{number}.csv", text.encode(), "text/csv")) for number, text in enumerate(texts)]
    response = client.post("/plans?lang=zh", files=files, follow_redirects=True)
    assert response.status_code == 200, response.text
    return str(response.url.path), response.text


def revision(where: Path) -> int:
    """The newest revision of a store."""
    with open_store(where) as store:
        return store.revision().number


class TestLooking:
    @pytest.mark.slow
    def test_each_line_and_what_all_of_it_does_are_shown_and_nothing_is_written(
        self, client: TestClient, where: Path
    ) -> None:
        _, page = sent(client, SMALL)
        assert "第 1 行 2024-11-08 卸任" in page
        assert "演示新 任 甲社区/一网格//网格员（自 2024-11-08 起）" in page
        assert "确认写入 2 行" in page
        assert revision(where) == 1
        assert "演示0.csv" in client.get("/plans?lang=zh").text

    @pytest.mark.slow
    def test_a_line_that_cannot_be_done_is_shown_with_its_cell_and_nothing_can_be_confirmed(
        self, client: TestClient
    ) -> None:
        _, page = sent(client, SMALL + "3,,卸任,甲社区//没有,,\n")
        assert "D4：" in page
        assert "确认写入" not in page

    @pytest.mark.slow
    def test_it_comes_as_a_workbook(self, client: TestClient, tmp_path: Path) -> None:
        path, _ = sent(client, SMALL)
        (tmp_path / "p.xlsx").write_bytes(client.get(f"{path}?lang=zh&as=xlsx").content)
        assert load_workbook(tmp_path / "p.xlsx").sheetnames[0] == "演示0.csv"

    def test_what_is_no_plan_is_told_as_a_page(self, client: TestClient) -> None:
        files = {"file": ("a.csv", "姓名\n演示甲\n".encode(), "text/csv")}
        response = client.post("/plans?lang=zh", files=files, follow_redirects=True)
        assert response.status_code == 422
        assert "没有推演表" in response.text


class TestWhatIsNoPlan:
    """Whoever sent the wrong file is still where one is sent, and has lost no other."""

    @pytest.mark.parametrize(
        ("text", "told"),
        [("列一,列二\n1,2\n", "没有推演表"), ("", "没有推演表"), (SMALL.splitlines()[0], "一行也没有")],
    )
    def test_is_told_beside_where_plans_are_sent_and_is_not_kept(
        self, client: TestClient, text: str, told: str
    ) -> None:
        response = client.post("/plans?lang=zh", files=[("file", ("演示错.csv", text.encode(), "text/csv"))])
        assert response.status_code == 422
        assert told in response.text
        assert '<input type="file" name="file"' in response.text
        assert "演示错.csv</a>" not in client.get("/plans?lang=zh").text

    @pytest.mark.slow
    def test_takes_the_place_of_no_plan_that_was_looked_at(self, client: TestClient) -> None:
        path, _ = sent(client, SMALL)
        for _ in range(3):
            client.post("/plans?lang=zh", files=[("file", ("演示错.csv", b"1,2", "text/csv"))])
        assert client.get(f"{path}?lang=zh").status_code == 200


class TestComparing:
    @pytest.mark.slow
    def test_two_are_laid_beside_each_other(self, client: TestClient) -> None:
        path, page = sent(client, SMALL, "\n".join(SMALL.splitlines()[:2]))
        assert "缺口合计：" in page
        assert "只有 B 会" in page
        assert "确认写入" not in page
        second = client.post(f"{path}/alone?lang=zh", data={"at": "1"}, follow_redirects=True)
        assert "演示1.csv" in second.text
        assert "确认写入 1 行" in second.text
        assert client.post(f"{path}/alone", data={"at": "2"}).status_code == 404

    def test_three_are_refused(self, client: TestClient) -> None:
        files = [("file", (f"{number}.csv", SMALL.encode(), "text/csv")) for number in range(3)]
        assert client.post("/plans", files=files).status_code == 422


class TestConfirming:
    @pytest.mark.slow
    def test_what_was_shown_is_written_line_by_line_and_came_as_foretold(self, client: TestClient, where: Path) -> None:
        path, page = sent(client, SMALL)
        (digest,) = _DIGEST.findall(page)
        done = client.post(f"{path}/apply?lang=zh", data={"digest": digest}, follow_redirects=True)
        assert done.status_code == 200, done.text
        assert "已写入 2 行，是第 2 到第 3 次更新" in done.text
        assert "写入后的结果与推演的一致" in done.text
        assert revision(where) == 3
        assert "各行都已写入" in done.text
        assert "确认写入" not in done.text
        assert client.post(f"{path}/apply", data={"digest": digest}).status_code == 409  # it is written once
        assert revision(where) == 3

    @pytest.mark.slow
    def test_one_line_is_confirmed_at_a_time_and_who_began_with_it_is_known_to_the_next(
        self, client: TestClient, where: Path
    ) -> None:
        path, page = sent(client, SMALL + "3,,任命,甲社区//书记,演示新,补位\n")
        first = client.post(f"{path}/apply?lang=zh", data={"digest": _DIGEST.findall(page)[0], "to": "2"})
        page = client.get(first.headers["location"]).text
        assert "已写入 2 行，是第 2 到第 3 次更新" in page
        assert "第 3 行 2024-11-08 任命" in page
        client.post(f"{path}/apply?lang=zh", data={"digest": _DIGEST.findall(page)[0], "to": "3"})
        with open_store(where) as store:
            holds = store.tables(["holds"])["holds"].filter(since=date(2024, 11, 8))
        assert (revision(where), holds.height, holds["source"].n_unique()) == (4, 2, 1)

    @pytest.mark.slow
    def test_the_last_line_that_was_written_is_undone_and_then_the_one_before(
        self, client: TestClient, where: Path
    ) -> None:
        path, page = sent(client, SMALL)
        with open_store(where) as store:
            before = digests(store.tables(at=1))
        client.post(f"{path}/apply", data={"digest": _DIGEST.findall(page)[0]})
        early = client.post(f"{path}/undo?lang=zh", data={"revision": "2"})
        assert (early.status_code, "不是这份推演最后写入的一行" in early.text) == (422, True)
        undone = client.post(f"{path}/undo?lang=zh", data={"revision": "3"}, follow_redirects=True).text
        assert "已撤销第 2 行，是第 4 次更新" in undone
        assert "确认写入 1 行" in undone
        client.post(f"{path}/undo", data={"revision": "2"})
        with open_store(where) as store:
            assert (store.revision().number, digests(store.tables())) == (5, before)

    @pytest.mark.slow
    def test_of_a_plan_of_which_a_line_cannot_be_done_those_before_it_can_be_confirmed(
        self, client: TestClient, where: Path
    ) -> None:
        path, page = sent(client, SMALL + "3,,卸任,甲社区//没有,,\n")
        assert "确认写到第 2 行为止" in page
        digest = _DIGEST.findall(page)[0]
        refused = client.post(f"{path}/apply?lang=zh", data={"digest": digest})
        assert (refused.status_code, revision(where)) == (422, 1)
        client.post(f"{path}/apply", data={"digest": digest, "to": "2"})
        assert revision(where) == 3

    @pytest.mark.slow
    def test_what_would_do_otherwise_than_was_shown_is_shown_again(self, client: TestClient, where: Path) -> None:
        path, _ = sent(client, SMALL)
        again = client.post(f"{path}/apply?lang=zh", data={"digest": "0000"})
        assert again.status_code == 409
        assert "请再看一次再确认" in again.text
        assert revision(where) == 1

    @pytest.mark.slow
    def test_what_was_sent_can_be_removed(self, client: TestClient, where: Path) -> None:
        path, _ = sent(client, SMALL)
        assert "已删去，没有写入" in client.post(f"{path}/discard?lang=zh", follow_redirects=True).text
        assert (client.get(path).status_code, revision(where)) == (404, 1)

    def test_the_empty_plan_can_be_had(self, client: TestClient) -> None:
        assert client.get("/plans/template?lang=zh").content[:2] == b"PK"
