"""Paper through the pages in a browser, with a script and without: a blank filled and sent back, a notice printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.api.http.console.conftest import running_at

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
ON = "on=2024-11-01&lang=zh"
MAP = "cells: [{cell: B1, label: 区域, field: name}, {cell: B2, label: 楼栋数, measure: 楼栋数}]"


@pytest.fixture(scope="module")
def address(sample_store: Callable[[str], Path]) -> Iterator[str]:
    """The address of a service over suzhoulu; nothing here writes to it."""
    with running_at(sample_store("suzhoulu")) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page of it; nothing goes wrong there, and nothing is asked outside."""
    wrong: list[str] = []
    with chromium.new_context(java_script_enabled=request.param, locale="zh-CN", base_url=address) as context:
        found = context.new_page()
        found.set_default_timeout(20_000)
        found.on("pageerror", lambda error: wrong.append(str(error)))
        found.on("request", lambda one: None if one.url.startswith((address, "data:")) else wrong.append(one.url))
        yield found
    assert wrong == []


def test_a_blank_is_filled_and_what_comes_back_is_compared(page: Page, tmp_path: Path) -> None:
    blank, said, filled = (tmp_path / one for one in ("表.xlsx", "表.yaml", "已填.xlsx"))
    book = openpyxl.Workbook()
    for row in (["区域"], ["楼栋数"]):
        book.worksheets[0].append(row)
    book.save(blank)
    said.write_text(MAP, encoding="utf-8")

    page.goto(f"/import?{ON}&within=苏州路演示社区")
    page.get_by_role("link", name="一表通").click()
    _send(page.locator("form", has=page.get_by_role("button", name="填表")), blank, said)
    with page.expect_download() as sent:
        page.get_by_role("button", name="填表").click()
    sent.value.save_as(filled)
    book = openpyxl.load_workbook(filled)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["B"]] == ["苏州路演示社区", 149]

    sheet["B2"] = 150  # as somebody writes who knows of one more
    book.save(filled)
    _send(page.locator("form", has=page.get_by_role("button", name="比较")), filled, said)
    page.get_by_role("button", name="比较").click()
    expect(page.get_by_role("status")).to_contain_text("2 格里有 1 格不同")
    expect(page.locator(".look")).to_contain_text("改了 B2 楼栋数：当时填 149，现在写 150，台账 149")


def _send(form: Locator, file: Path, said: Path) -> None:
    form.locator("[name=file]").set_input_files(file)
    form.locator("[name=map]").set_input_files(said)


def test_the_notice_of_a_month_is_printed_on_one_page_without_a_word_for_the_office(page: Page) -> None:
    page.goto(f"/bulletin?{ON}&within=苏州路演示社区")
    page.get_by_role("link", name="←").click()
    page.emulate_media(media="print")
    notice = page.locator(".notice")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("诉求受理情况公示")
    shown = page.locator("body").inner_text()
    assert "2024-09" in shown
    assert not [one for one in ("内部工作资料", "菜单", "上个月", "xlsx", "←") if one in shown]
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
