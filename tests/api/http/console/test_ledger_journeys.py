"""Somebody at a browser keeps the ledger: a workbook is mended, confirmed and undone; a post is handed on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.http.console.conftest import Running

_PATIENCE = 60_000.0
_PLACE = "和平演示社区"
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@dataclass
class Sat:
    """Somebody at a browser.

    Attributes:
        page: What they see.
        address: The service.
        scripted: Whether their browser runs scripts.
        folder: Where they keep files.
    """

    page: Page
    address: str
    scripted: bool
    folder: Path

    def opens(self, path: str) -> None:
        """Open a page of the service."""
        self.page.goto(f"{self.address}{path}{'&' if '?' in path else '?'}on=2024-11-01&lang=zh")

    def waits(self) -> None:
        """Wait until nothing is at work any more; without a script by looking again."""
        running = self.page.locator("[data-again]")
        for _ in range(60):
            if not running.count():
                return
            self.page.wait_for_timeout(500)
            if not self.scripted:
                self.page.get_by_role("link", name="再看一次").click()
        pytest.fail("it is still at work")


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def sat(
    request: pytest.FixtureRequest, running: Running, yanshan: Path, tmp_path: Path, chromium: Browser
) -> Iterator[Sat]:
    """Somebody before a service over a copy of the sample; nothing may go wrong on a page, or ask outside."""
    address = running(Path(shutil.copy(yanshan, tmp_path / "copy.linli")))
    wrong: list[str] = []
    with chromium.new_context(java_script_enabled=request.param, locale="zh-CN") as context:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith((address, "data:")) else wrong.append(one.url))
        yield Sat(page, address, request.param, tmp_path)
    assert wrong == []


def _book(path: Path, place: str, street: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "区域"
    for row in (("名称", "层级", "上级区域（属地）"), (place, "社区", street)):
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_with_errors_is_mended_confirmed_and_undone(sat: Sat) -> None:
    for street, fine in (("没有的街道", False), ("演示街道乙", True)):
        sat.opens("/import")
        sat.page.set_input_files("input[type=file]", _book(sat.folder / "演示.xlsx", "演示新社区", street))
        sat.page.get_by_role("button", name="检查").click()
        sat.waits()
        marked = sat.page.locator("mark", has_text="没有的街道")
        expect(marked).to_have_count(0 if fine else 1)
    sat.page.get_by_role("link", name="变化").click()
    expect(sat.page.locator("main")).to_contain_text("演示新社区")
    sat.page.get_by_role("button", name="确认写入").click()
    expect(sat.page.locator("h1")).to_have_text("第 2 次更新")
    sat.page.get_by_role("link", name="撤销这一次").click()
    sat.page.get_by_role("button", name="确认撤销").click()
    expect(sat.page.locator("h1")).to_have_text("第 3 次更新")
    sat.opens("/search?q=演示新社区")
    expect(sat.page.get_by_role("link", name="演示新社区", exact=True)).to_have_count(0)


def test_a_post_is_handed_on_in_three_clicks(sat: Sat) -> None:
    sat.opens(f"/search?q={_PLACE}党委&kind=organisation")
    sat.page.get_by_role("link", name=f"{_PLACE}党委", exact=True).click()
    sat.page.get_by_role("link", name="书记", exact=True).click()
    sat.page.get_by_role("link", name="换人", exact=True).click()  # one
    sat.page.fill("input[name=name]", "演示新人甲")
    sat.page.get_by_role("button", name="看会怎样").click()  # two
    expect(sat.page.locator("#look")).to_contain_text("还没有写入")
    sat.page.get_by_role("button", name="确认换人").click()  # three
    expect(sat.page.locator("main")).to_contain_text("演示新人甲 任")
    sat.opens(f"/search?q={_PLACE}党委&kind=organisation")
    sat.page.get_by_role("link", name=f"{_PLACE}党委", exact=True).click()
    expect(sat.page.locator("main")).to_contain_text("演示新人甲")
