"""A planner finds a gap, explains it and prints it, in a browser, with a script and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.api.http.console.conftest import Running


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("scripted", [True, False], ids=["with a script", "without one"])
def test_a_planner_finds_a_gap_explains_and_prints_it(
    running: Running, yanshan: Path, chromium: Browser, *, scripted: bool
) -> None:
    address = running(yanshan)
    asked: list[str] = []
    wrong: list[str] = []
    with chromium.new_context(java_script_enabled=scripted, locale="zh-CN") as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/?on=2024-11-01")
        page.get_by_role("link", name="缺口", exact=True).first.click()
        table = page.get_by_role("table")
        table.get_by_role("link", name="缺口 ").first.click()
        assert page.get_by_role("heading", level=1).inner_text() == "缺口逐条"
        page.get_by_role("link", name="看依据").first.click()
        assert page.get_by_role("heading", name="标准与出处").is_visible()
        assert page.get_by_role("button", name="打印").is_visible() is scripted
        paper = page.pdf(prefer_css_page_size=True)
        page.get_by_role("link", name="从这里起的诉求流转路径").click()
        page.locator(".path .end").first.wait_for()  # a page comes section by section
        assert page.locator(".path .end").count() > 0
    assert paper.startswith(b"%PDF")
    assert wrong == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
