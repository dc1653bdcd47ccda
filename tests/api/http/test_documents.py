"""What is not a question: the terminal's ``--json`` and HTTP give the same bytes too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.api.conftest import Linli
from tests.api.http.conftest import Serve, TestClient

ON = "2024-11-01"


@pytest.fixture
def key(http: TestClient) -> str:
    """A post that somebody holds."""
    found: str = http.get(f"/v1/things?kind=post&on={ON}&limit=1").json()["rows"][0]["key"]
    return found


@pytest.mark.parametrize(
    ("args", "path"),
    [
        (["find", "heping"], "/v1/things?q=heping"),
        (["find", "演示"], "/v1/things?q=演示"),
        (["find", "zzzz"], "/v1/things?q=zzzz"),
        (["find", "--kind", "post", "--on", ON], f"/v1/things?kind=post&on={ON}"),
        (["find"], "/v1/things?limit=10000"),
        (["find", "1", "--kind", "place"], "/v1/things?q=1&kind=place"),
        (["history"], "/v1/revisions"),
    ],
)
def test_a_list_is_the_same(linli: Linli, http: TestClient, yanshan: Path, args: list[str], path: str) -> None:
    ran = linli(*args, "--store", str(yanshan), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == http.get(path).text


@pytest.mark.parametrize(
    ("args", "path"),
    [
        (["show", "{key}"], "/v1/things/{key}"),
        (["show", "{key}", "--on", ON, "--revision", "1"], f"/v1/things/{{key}}?on={ON}&revision=1"),
        (["history", "{key}"], "/v1/things/{key}/history"),
        (["history", "{key}", "--personal"], "/v1/things/{key}/history?personal=true"),
    ],
)
def test_a_thing_is_the_same(
    linli: Linli, http: TestClient, yanshan: Path, key: str, args: list[str], path: str
) -> None:
    ran = linli(*(arg.format(key=key) for arg in args), "--store", str(yanshan), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == http.get(path.format(key=key)).text


@pytest.mark.parametrize(
    ("args", "path"),
    [
        (["kinds"], "/v1/kinds"),
        (["kinds", "place"], "/v1/kinds?kind=place"),
        (["rules"], "/v1/rules"),
        (["rules", "--pack", "national"], "/v1/rules?pack=national"),
        (["rules", "--profile", "yanshan"], "/v1/rules?profile=yanshan"),
    ],
)
def test_what_it_rests_on_is_the_same(linli: Linli, http: TestClient, args: list[str], path: str) -> None:
    assert linli(*args, "--json").out == http.get(path).text


@pytest.mark.slow
def test_every_thing_can_be_shown(http: TestClient) -> None:
    for one in http.get("/v1/things?limit=10000").json()["rows"][::25]:
        assert http.get(f"/v1/things/{one['key']}").status_code == 200
        assert http.get(f"/v1/things/{one['key']}/history").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_of_a_load_is_the_same(linli: Linli, yanshan: Path, serve: Serve, tmp_path: Path, lang: str) -> None:
    workbook = yanshan.with_name("yanshan.xlsx")
    stores = [tmp_path / name for name in ("terminal.db", "http.db")]
    for store in stores:
        shutil.copy(yanshan, store)
    table = tmp_path / "区域.csv"
    table.write_text("名称,层级,户数\n演示新区,社区,很多\n", encoding="utf-8")
    client = serve(stores[1])
    for file in (workbook, table) if lang == "zh" else (table,):
        for dry_run in (True, False):
            said = ["--dry-run"] if dry_run else []
            ran = linli("load", str(file), *said, "--store", str(stores[0]), "--lang", lang, "--json")
            sent = {"file": (file.name, file.read_bytes())}
            response = client.post(f"/v1/imports?dry_run={dry_run}&lang={lang}", files=sent)
            assert response.text == ran.out
            assert (response.status_code in (200, 201)) == (ran.code == 0 or dry_run)
