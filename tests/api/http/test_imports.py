"""Files sent to the service: checked, written or refused, with everything that is wrong in one report."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.stores import open_store
from tests.api.http.conftest import Behind, Serve, TestClient
from tests.loaders.hostile import far_corner, nowhere, open_quote
from tests.reading import read_apart, read_here

GOOD = "名称,层级\n演示新区,社区\n".encode()
BAD = "名称,层级\n,社区\n".encode()


@pytest.fixture
def client(yanshan: Path, behind: Behind, tmp_path: Path) -> TestClient:
    """A client of a service over a store of its own."""
    shutil.copy(yanshan, tmp_path / "linli.db")
    return behind(tmp_path / "linli.db")


@pytest.fixture
def asked(http: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A client of the service over the sample, of which nothing is asked that would be written."""
    read_here(monkeypatch)
    return http


class TestImport:
    def test_a_dry_run_reports_and_writes_nothing(self, asked: TestClient) -> None:
        response = asked.post("/v1/imports?dry_run=true", files={"file": ("区域.csv", GOOD)})
        assert (response.status_code, response.json()["added"], response.json()["dry_run"]) == (200, 1, True)
        assert asked.get("/v1/healthz").json()["revision"] == 1

    def test_what_is_said_in_the_form_is_refused_rather_than_not_heard(self, asked: TestClient) -> None:
        sent = {"data": {"dry_run": "true"}, "files": {"file": ("区域.csv", GOOD)}}
        response = asked.post("/v1/imports", **sent)
        assert (response.status_code, response.json()["params"]["parameter"]) == (422, "dry_run")
        assert asked.get("/v1/healthz").json()["revision"] == 1

    def test_it_is_written_and_seen_at_once(self, client: TestClient) -> None:
        response = client.post("/v1/imports?by=演示统筹员", files={"file": ("区域.csv", GOOD)})
        assert (response.status_code, response.json()["revision"]) == (201, 2)
        assert client.get("/v1/things?q=演示新区").json()["rows"][0]["name"] == "演示新区"
        assert client.get("/v1/revisions").json()["rows"][-1]["by"] == "演示统筹员"

    @pytest.mark.slow
    def test_a_mapping_says_what_the_file_calls_things(self, client: TestClient) -> None:
        table = ("表.csv", "片区,类别\n演示新区,社区\n".encode())
        said = ("map.yaml", "source: workbook\ntables: [{as: 区域, columns: {片区: 名称, 类别: 层级}}]".encode())
        response = client.post("/v1/imports", files={"file": table, "map": said})
        assert (response.status_code, response.json()["added"]) == (201, 1)
        bad = client.post("/v1/imports", files={"file": table, "map": ("map.yaml", b"tables: {}")})
        assert (bad.status_code, bad.json()["code"], bad.json()["params"]["file"]) == (422, "map_tables", "map.yaml")

    @pytest.mark.slow
    def test_a_directory_of_services_is_known_by_its_ending(self, client: TestClient) -> None:
        said = '[{"id": "s-1", "name": "演示法律咨询", "organization": {"id": "o-1", "name": "演示法律服务中心"}}]'
        response = client.post("/v1/imports", files={"file": ("services.json", said.encode())})
        assert (response.status_code, response.json()["accepted"]["offer"]) == (201, 1)

    @pytest.mark.slow
    def test_what_is_known_already_makes_no_revision(self, client: TestClient) -> None:
        client.post("/v1/imports", files={"file": ("区域.csv", GOOD)})
        again = client.post("/v1/imports", files={"file": ("区域.csv", GOOD)})
        assert (again.status_code, again.json()["revision"], again.json()["unchanged"]) == (200, 2, 1)

    def test_a_file_with_a_mistake_is_refused_with_the_report(self, client: TestClient, tmp_path: Path) -> None:
        response = client.post("/v1/imports?lang=en", files={"file": ("区域.csv", BAD)})
        issue = response.json()["issues"][0]
        assert (response.status_code, issue["severity"], issue["file"], issue["row"]) == (422, "error", "区域.csv", 2)
        with open_store(tmp_path / "linli.db") as store:
            assert store.revision().number == 1

    @pytest.mark.slow
    @pytest.mark.parametrize("dry_run", [True, False])
    def test_one_prepared_against_an_older_revision_is_refused(self, client: TestClient, *, dry_run: bool) -> None:
        client.post("/v1/imports", files={"file": ("区域.csv", GOOD)})
        sent = {"file": ("区域.csv", "名称,层级\n演示旧区,社区\n".encode())}
        response = client.post(f"/v1/imports?expected=1&dry_run={dry_run}", files=sent)
        assert (response.status_code, response.json()["code"]) == (409, "stale_revision")
        assert response.json()["params"] == {"expected": 1, "found": 2}

    @pytest.mark.slow
    def test_several_files_are_loaded_together(self, client: TestClient) -> None:
        files = [("file", ("区域.csv", GOOD)), ("file", ("组织.csv", "名称,组织形式\n演示党支部,党支部\n".encode()))]
        response = client.post("/v1/imports", files=files)
        assert (response.status_code, response.json()["added"]) == (201, 2)

    def test_options_of_a_source_are_passed_on(self, asked: TestClient) -> None:
        sent = {"file": ("codes.csv", "code,parent,level,name\n37,,1,山东省\n".encode())}
        response = asked.post("/v1/imports?as_of=2023-06-30&set=code_version=2023-06&dry_run=true", files=sent)
        assert response.json()["accepted"]["place"] == 1
        response = asked.post("/v1/imports?set=code_version", files=sent)
        assert (response.status_code, response.json()["params"]["parameter"]) == (422, "set")


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "data", "status", "code"),
        [
            ("a.csv", b"x,y\n1,2\n", 422, "no_source_for"),
            ("a.docx", b"x", 422, "file_sort"),
            ("a.xlsx", b"PK\x03\x04 not a workbook", 422, "file_damaged"),
            ("..", b"x", 422, "http_file_name"),
            ("名" * 200 + ".csv", b"x", 422, "http_file_name"),
        ],
    )
    def test_a_file_that_will_not_do(self, asked: TestClient, name: str, data: bytes, status: int, code: str) -> None:
        response = asked.post("/v1/imports", files={"file": (name, data)})
        assert (response.status_code, response.json()["code"]) == (status, code)

    def test_an_unknown_source(self, asked: TestClient) -> None:
        response = asked.post("/v1/imports?source=workbok", files={"file": ("区域.csv", GOOD)})
        assert (response.status_code, response.json()["code"]) == (422, "no_such_source")

    def test_two_files_of_one_name(self, asked: TestClient) -> None:
        response = asked.post("/v1/imports", files=[("file", ("a.csv", GOOD)), ("file", ("A.csv", GOOD))])
        assert (response.status_code, response.json()["code"]) == (422, "http_file_twice")

    def test_no_file(self, asked: TestClient) -> None:
        response = asked.post("/v1/imports", files={"other": ("a.csv", GOOD)})
        assert (response.status_code, response.json()["params"]) == (422, {"parameter": "file"})

    def test_what_is_not_a_form(self, asked: TestClient) -> None:
        assert asked.post("/v1/imports", content=GOOD).status_code == 415
        assert asked.post("/v1/imports", json={"file": "a.csv"}).status_code == 415

    def test_a_form_that_breaks_off(self, asked: TestClient) -> None:
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        response = asked.post("/v1/imports", content=b"--x\r\nrubbish", headers=headers)
        assert response.status_code in (400, 422)
        assert response.headers["content-type"] == "application/problem+json"

    def test_a_small_workbook_that_hides_a_big_one(self, asked: TestClient, tmp_path: Path) -> None:
        with ZipFile(tmp_path / "a.xlsx", "w", ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2**22)
        sent = {"file": ("a.xlsx", (tmp_path / "a.xlsx").read_bytes())}
        response = asked.post("/v1/imports", files=sent)
        assert (response.status_code, response.json()["code"]) == (422, "file_damaged")

    def test_nothing_is_left_on_the_disk(
        self, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "tmp"
        folder.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        for data in (GOOD, BAD):
            client.post("/v1/imports", files={"file": ("区域.csv", data)})
        assert list(folder.iterdir()) == []

    @pytest.mark.slow
    def test_nothing_is_left_of_hostile_files_either(
        self, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "tmp"
        folder.mkdir()
        read_apart(monkeypatch)
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        for name, make in (("a.xlsx", far_corner), ("b.xlsx", nowhere), ("c.csv", open_quote)):
            response = client.post("/v1/imports", files={"file": (name, make())})
            assert response.status_code == 422
            codes = [response.json().get("code"), *(one["code"] for one in response.json().get("issues", ()))]
            assert any(code in ("sheet_too_large", "cell_nowhere", "quote_swallows") for code in codes), codes
        assert list(folder.iterdir()) == []
        assert client.get("/v1/healthz").status_code == 200

    def test_what_a_killed_service_left_is_removed_by_the_next(
        self, yanshan: Path, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        gone, running = 2**22 + 1, os.getpid()  # no process has a number above 2**22
        for pid in (gone, running):
            (tmp_path / f"linli-upload-{pid}-x").mkdir()
        serve(yanshan)
        assert [one.name for one in tmp_path.glob("linli-upload-*")] == [f"linli-upload-{running}-x"]

    @pytest.mark.slow
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_one_more_than_may_be_at_work_is_told_to_wait(self, yanshan: Path, serve: Serve, lang: str) -> None:
        client = serve(yanshan)
        slots = client.app.state.live.slots  # type: ignore[attr-defined]
        sent = {"file": ("区域.csv", GOOD)}
        with slots.taken():
            assert client.post(f"/v1/imports?dry_run=true&lang={lang}", files=sent).status_code == 200
            with slots.taken():
                response = client.post(f"/v1/imports?dry_run=true&lang={lang}", files=sent)
                assert client.get("/v1/healthz").status_code == 200
        assert (response.status_code, response.json()["code"]) == (503, "http_busy")
        assert response.headers["retry-after"] == "2"
        assert "2" in response.json()["detail"]
        assert client.post("/v1/imports?dry_run=true", files=sent).status_code == 200

    @pytest.mark.slow
    def test_personal_values_of_a_file_are_not_told(self, client: TestClient) -> None:
        data = "姓名,电话\n演示钱一,13800000000x\n".encode()
        response = client.post("/v1/imports?source=workbook", files={"file": ("人员.csv", data)})
        assert "13800000000" not in response.text


@pytest.mark.slow
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), st.sampled_from([".csv", ".xlsx", ".txt", ""]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_sent_is_answered(http: TestClient, data: bytes, ending: str) -> None:
    response = http.post("/v1/imports?dry_run=true", files={"file": (f"a{ending}", data)})
    assert response.status_code in (200, 422)
