"""What a ledger holds, or a form sends, is text on every page, whatever somebody wrote into it."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import gettempdir

import polars as pl
import pytest

from api.console.register import PAGES
from graph.answers.register import QUESTIONS
from graph.changes import ChangeSet, whole_rows
from graph.kinds import things, ties
from graph.stores import open_store
from graph.tables import Tables
from tests.api.http.conftest import Behind, TestClient

_SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\r\nX-Evil: 1"
_MARKS = ("<script>alert", "<img src=x")
ON = "on=2024-11-01&lang=zh"
#: So many things of each kind are spoiled, each with its page.
_EACH = 3


def _spoiled(tables: Tables) -> ChangeSet:
    """Return a change that puts a script into every text of some things of each kind, and of some ties."""
    frames = {}
    for kind in (*things(), *ties()):
        free = [one.name for one in kind.fields if one.type == "text" and not one.vocabulary]
        if free and tables[kind.kind].height:
            some = whole_rows(tables, kind.kind).head(_EACH)
            frames[kind.kind] = some.with_columns(pl.lit(_SCRIPT).alias(name) for name in free)
    return ChangeSet(frames, by=_SCRIPT, source=_SCRIPT)


@pytest.mark.slow
def test_a_script_in_any_field_of_a_ledger_is_a_text(yanshan: Path, tmp_path: Path, behind: Behind) -> None:
    path = Path(shutil.copy(yanshan, tmp_path / "copy.linli"))
    with open_store(path) as store:
        changes = _spoiled(store.tables())
        store.commit(changes)
    http = behind(path)
    keys = [key for frame in changes.frames.values() if "source" not in frame.columns for key in frame["key"]]
    seat = next(key for key in keys if key.startswith("organisation-"))
    paths = [
        *(page.path for page in PAGES),
        *(f"/questions/{one}?seat={seat}&ref={seat}" for one in QUESTIONS),
        *(f"/{'needs' if one.startswith('need-') else 'things'}/{one}" for one in keys),
        *("/changes/2", "/changes/2?undo=1", "/needs?as_list=1", "/match/claims", f"/?seat={seat}", "/search?q=script"),
    ]
    seen = 0
    for one in paths:
        response = http.get(f"{one}{'&' if '?' in one else '?'}{ON}")
        assert [mark for mark in _MARKS if mark in response.text] == [], one
        seen += "&lt;script&gt;" in response.text
    assert seen > len(keys), "what was put in is shown"
    files = (
        f"/v1/lists/partners/{seat}",
        "/v1/lists/claims",
        "/v1/exports/csv",
        *(f"{one}?as=csv" for one in paths[:9]),
    )
    for one in files:
        told = http.get(f"{one}{'&' if '?' in one else '?'}{ON}").headers
        assert "x-evil" not in told, one
        assert [value for value in told.values() if "\r" in value or "\n" in value] == [], one


class TestUpload:
    @pytest.mark.parametrize(
        "name", ["../../outside.xlsx", "..\\outside.xlsx", "/etc/outside.xlsx", "C:\\outside.xlsx"]
    )
    def test_a_name_with_a_way_in_it_writes_nowhere_else(self, http: TestClient, name: str) -> None:
        http.post("/import?lang=zh", files={"file": (name, b"PK")})
        assert list(Path(gettempdir()).glob("outside.xlsx")) == []
        assert not Path("outside.xlsx").exists()

    @pytest.mark.parametrize(
        "name",
        ["a" * 5000 + ".xlsx", "..", "x\u202excod.xlsx", '"><img src=x onerror=alert(2)>.xlsx', "\r\nX-Evil: 1.xlsx"],
    )
    def test_a_name_that_none_should_have_is_refused_or_a_text(self, http: TestClient, name: str) -> None:
        sent = http.post("/import?lang=zh", files={"file": (name, b"PK")})
        told = http.get(sent.headers["location"]) if sent.status_code == 303 else sent
        assert sent.status_code == 303 or 400 <= sent.status_code < 500
        assert told.headers["content-type"].startswith("text/html")
        assert [mark for mark in (*_MARKS, "\u202e") if mark in told.text] == []
        assert {"x-evil"}.isdisjoint({*sent.headers, *told.headers})

    def test_more_files_than_any_form_has_are_refused_in_words(self, http: TestClient) -> None:
        sent = http.post("/import?lang=zh", files=[("file", (f"{number}.xlsx", b"PK")) for number in range(1001)])
        assert sent.status_code == 400
        assert "发来的表单读不懂" in sent.text

    def test_a_page_sent_as_a_workbook_is_never_a_page(self, http: TestClient) -> None:
        sent = http.post("/import?lang=zh", files={"file": (f"{_SCRIPT[:25]}.html", _SCRIPT.encode())})
        told = http.get(sent.headers["location"]) if sent.status_code == 303 else sent
        assert [mark for mark in _MARKS if mark in told.text] == []
        assert told.headers["x-content-type-options"] == "nosniff"

    def test_a_file_where_a_form_has_none_is_refused(self, http: TestClient) -> None:
        response = http.post("/needs/new?lang=zh", files={"name": ("a.xlsx", b"PK")})
        assert 400 <= response.status_code < 500
