"""What a page says to do can be done on a page: no command, option or address of the terminal or of programs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.errors import NotAskable
from graph.words import words
from loaders.report import Issue
from tests.api.http.conftest import Behind
from tests.api.http.console.forms import text_of

ON = "on=2024-11-01&lang=zh"
#: A command, an option of one, an address of the API, a setting of the machine.
_ELSEWHERE = re.compile(r"\blinli [a-z]|--[a-z{]|/v1|HTTP|LINLI_|curl")
#: Hints of errors that no page raises, by how their codes begin.
_NEVER = (
    "cli_",  # a command that was written wrongly
    "serve_",  # a service that does not start
    "cypher_", "no_text_of_norms",  # questions as Cypher are asked in the terminal
    "city_", "compact_", "copy_", "backup_", "restore_", "forget_", "finding.", "parts_", "spark_",  # done there alone
    "answer_",  # an answer that is verified there
    "export_", "load_without_code_by",  # written and taken in there alone
    "lists_one", "font_missing",
    "http_in_form",
    "http_no_form",
    "http_media",  # told to programs: no form of a page is sent so
    "store_", "network_drive", "shared_folder", "foreign_", "access_foreign",  # for who runs the machine
)  # fmt: skip


#: What is told beside a step that was taken, on a page too.
_NOTES = ("made.", "followed.", "doubt.", "taken.inform")
#: Of those what is told in a terminal alone.
_TERMINAL = ("made.no_number",)


@pytest.mark.parametrize("lang", ["zh", "en"])
class TestWords:
    def test_each_hint_that_names_a_command_has_one_for_pages(self, lang: str) -> None:
        known = words(lang)
        of_terminal = [
            code.removeprefix("hint.")
            for code, text in known.items()
            if code.startswith("hint.") and _ELSEWHERE.search(text)
        ]
        assert len(of_terminal) > 100
        assert [one for one in of_terminal if not one.startswith(_NEVER) and f"page.hint.{one}" not in known] == []

    def test_so_has_each_error_whose_own_sentence_does(self, lang: str) -> None:
        known = words(lang)
        of_terminal = [  # in English what is said of linli itself looks like a command
            code.removeprefix("error.")
            for code, text in words("zh").items()
            if code.startswith("error.") and _ELSEWHERE.search(text)
        ]
        assert len(of_terminal) > 10
        assert [one for one in of_terminal if not one.startswith(_NEVER) and f"page.error.{one}" not in known] == []

    def test_so_has_each_note_beside_a_step(self, lang: str) -> None:
        known = words(lang)
        notes = {code for code, text in known.items() if code.startswith(_NOTES) and _ELSEWHERE.search(text)}
        assert {one for one in notes - {*_TERMINAL} if f"page.{one}" not in known} == set()

    def test_no_hint_for_pages_names_a_command(self, lang: str) -> None:
        said = {
            code: text
            for code, text in words(lang).items()
            if code.startswith(("page.hint.", "page.error.", "page.made.", "page.followed."))
        }
        assert {code for code, text in said.items() if _ELSEWHERE.search(text)} == set()

    def test_each_hint_for_pages_is_of_a_hint(self, lang: str) -> None:
        known = words(lang)
        codes = [code.removeprefix("page.") for code in known if code.startswith(("page.hint.", "page.error."))]
        assert [code for code in codes if code not in known] == []


class TestWhereItIsSaid:
    def test_an_error_says_it_for_a_page_only_there(self) -> None:
        error = NotAskable("no_longer", name="甲园", until="2024-06-01")
        assert "--on" in str(error.suggestion("zh"))
        assert error.suggestion("zh", page=True) == "请把上面的日期改到 2024-06-01 以前"

    def test_so_does_an_issue_of_a_file(self) -> None:
        issue = Issue("error", "sheet_unknown", hint="hint.sheet_unknown", params={"sheet": "甲", "expected": "区域"})
        assert "--set" in str(issue.suggestion("zh"))
        assert "其他选项" in str(issue.suggestion("zh", page=True))
        assert Issue("note", "sheet_unknown").suggestion("zh", page=True) is None

    @pytest.mark.parametrize(
        "path",
        [
            "/needs/nothing",
            "/?seat=没有这个岗位",
            "/match?need=place-2222222222222222",
            "/path?start=没有这里",
            "/questions/terms?months=999999",
            "/gaps/list?norm=没有这条",
            "/things/place-2222222222222222",
            "/things/nothing",
            "/forms/certificate",
            "/forms/roster?whom=演示甲",
        ],
    )
    def test_what_is_not_found_on_a_page_is_looked_for_there(self, http: TestClient, path: str) -> None:
        said = text_of(http.get(f"{path}{'&' if '?' in path else '?'}{ON}").text)
        assert _ELSEWHERE.findall(said) == []

    def test_a_form_that_names_nothing_says_what_to_do_here(self, http: TestClient) -> None:
        sent = {"name": "灯不亮", "place": "place-2222222222222222", "channel": "wish_wall"}
        found = http.post(f"/needs/new?{ON}", data=sent, headers={"Origin": str(http.base_url)})
        said = text_of(found.text)
        assert "没有编号为" in said
        assert "也可以按名称搜索" in said
        assert _ELSEWHERE.findall(said) == []

    def test_a_field_that_was_left_empty_is_called_as_the_form_calls_it(self, spare: TestClient) -> None:
        """A browser lets blanks pass as something written, and a list from which nothing was chosen."""
        own = {"Origin": str(spare.base_url)}
        wish = {"name": "灯不亮", "place": "石榴院/1号楼", "channel": "wish_wall"}
        for left, called in (("name", "需要什么"), ("place", "在哪里"), ("channel", "从哪里来的")):
            found = spare.post(f"/needs/new?{ON}", data=wish | {left: " "}, headers=own)
            assert found.status_code == 422
            assert f"“{called}”要填" in text_of(found.text)
        dispatch = {"step": "dispatch", "seat": "-", "to": ""}
        page = spare.get(f"/needs/XY-001?{ON}").url.path
        assert "“派给谁”要填" in text_of(spare.post(f"{page}?{ON}", data=dispatch, headers=own).text)

    def test_a_need_that_was_written_down_twice_says_how_they_become_one_here(
        self, store: Path, behind: Behind
    ) -> None:
        http = behind(store)
        wish = {"name": "灯又不亮", "place": "石榴院/1号楼", "channel": "wish_wall"}
        own = {"Origin": str(http.base_url)}
        sent = [http.post(f"/needs/new?{ON}", data=wish, headers=own) for _ in range(2)]
        first, second = (http.get(one.headers["location"]) for one in sent)
        assert "同名" not in text_of(first.text)
        assert "如果是同一件，请在下面办“并案”" in text_of(second.text)
        assert _ELSEWHERE.findall(text_of(second.text)) == []
