"""Whole ways through the pages in a browser, with a script and without: a wish from the wall to its rating, a plan."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.api.http.console.conftest import Running

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

ON = "on=2024-11-01&lang=zh"
DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def address(sample_store: Callable[[str], Path], running: Running, tmp_path: Path) -> str:
    """The address of a service over a copy of suzhoulu, of each test its own: a plan is accepted once."""
    return running(Path(shutil.copy(sample_store("suzhoulu"), tmp_path / "linli.db")))


@pytest.fixture(params=["script", "none"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page at a desk with a script, or on a telephone without; nothing goes wrong, and nothing is asked outside."""
    scripted = request.param == "script"
    context = chromium.new_context(
        viewport=DESK if scripted else PHONE, java_script_enabled=scripted, locale="zh-CN", base_url=address
    )
    wrong, outside = list[str](), list[str]()
    with context.new_page() as found:
        found.set_default_timeout(20_000)
        found.on("pageerror", lambda error: wrong.append(str(error)))
        found.on("request", lambda sent: outside.append(sent.url) if not sent.url.startswith(address) else None)
        yield found
    context.close()
    assert (wrong, outside) == ([], [])


def test_a_wish_is_taken_from_the_wall_to_its_rating(page: Page, request: pytest.FixtureRequest) -> None:
    name = f"楼下缺一张长椅{len(request.node.name)}"
    page.goto(f"/needs?{ON}")
    page.get_by_role("link", name="登记需求").click()
    page.get_by_label("需要什么").fill(name)
    page.get_by_label("在哪里").fill("安和园")
    page.get_by_label("从哪里来的").select_option("居民信箱")
    page.get_by_label("类别").select_option("设施")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("status").get_by_text("已登记").wait_for()
    _step(page, "受理")
    _step(page, "派单", {"to": 1})
    _step(page, "接单")
    _step(page, "办结", {"reason": "装好了"})
    _step(page, "记回访评价", {"outcome": "satisfied"})
    page.get_by_text("到此了结").first.wait_for()
    page.goto(f"/needs?{ON}&q={name}")
    page.get_by_role("heading", name=name).wait_for()
    page.get_by_text("已评价", exact=True).wait_for()


def _step(page: Page, title: str, said: dict[str, str | int] | None = None) -> None:
    """Take a step on the page of a need, as somebody does who looks for its name."""
    box = page.locator("details.step").filter(has=page.locator("summary", has_text=title)).first
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    for name, value in (said or {}).items():
        field = box.locator(f"[name={name}]")
        if isinstance(value, int):
            field.select_option(index=value)
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    box.get_by_role("button", name=title, exact=True).click()
    page.get_by_role("status").wait_for()


def test_the_menu_is_open_at_a_desk_and_unfolds_on_a_telephone(page: Page) -> None:
    page.goto(f"/search?{ON}")
    folded, way = page.locator("details.folded"), page.get_by_role("link", name="导入", exact=True)
    if folded.is_visible():
        assert way.count() == 0
        folded.locator("summary").click()
    way.click()
    page.get_by_role("heading", name="导入", exact=True).wait_for()


def test_a_unit_is_asked_whether_it_can_help(page: Page) -> None:
    page.goto(f"/match?{ON}")
    page.get_by_role("link", name="电动车飞线充电", exact=True).click()
    candidate = page.locator(".candidates > li").first
    candidate.locator("summary", has_text="询问").click()
    candidate.get_by_role("button", name="询问").click()
    page.get_by_role("status").wait_for()
    page.locator(".candidates > li").first.locator(".mark", has_text="正在询问").wait_for()


def test_the_plan_for_the_whole_list_is_made_and_accepted(page: Page) -> None:
    page.goto(f"/match?{ON}")
    page.get_by_role("link", name="给全部排一份计划").click()
    _waited(page)
    page.get_by_text("算过上限").wait_for()
    accept = page.get_by_role("button", name="采纳这份计划")
    accept.click()
    _waited(page)
    page.get_by_role("heading", name="拟对接的").wait_for()
    page.get_by_role("status").get_by_text("新写").first.wait_for()
    page.get_by_role("button", name="询问").first.wait_for()


def _waited(page: Page) -> None:
    """Wait as somebody does who presses “look again”, and a script that does it for them."""
    for _ in range(60):
        page.wait_for_load_state()
        if page.locator("[data-again]").count() == 0:
            return
        sleep(1)
        page.get_by_role("link", name="再看一次").click()
