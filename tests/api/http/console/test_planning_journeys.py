"""A planner at a browser looks ahead: two plans compared and one carried out, a gap ordered closed, heads sited."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.stores import open_store
from tests.api.http.console.conftest import Running
from tests.api.test_plans import SMALL
from tests.graph.adjusting.played import Played
from tests.graph.planning.laid_out import NETWORK
from tests.stores import changes

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
ON = "on=2024-11-01&lang=zh"
Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, running: Running) -> Iterator[Opened]:
    """Opens a browser before a service over a store; nothing may go wrong on a page, or ask outside."""
    wrong: list[str] = []

    def before(store: Path, *, scripted: bool) -> Page:
        address = running(store)
        context = chromium.new_context(java_script_enabled=scripted, locale="zh-CN", base_url=address)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith((address, "data:")) else wrong.append(one.url))
        return page

    yield before
    for context in chromium.contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A store with a small community."""
    path = tmp_path / "small.db"
    with open_store(path) as store:
        store.commit(changes(Played(NETWORK, "suzhoulu").tables))
    return path


@pytest.fixture
def copied(yanshan: Path, tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copy(yanshan, tmp_path / "copy.db"))


def _plan(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("scripted", [True, False], ids=["with a script", "without"])
def test_two_plans_are_compared_and_one_is_carried_out(
    opened: Opened, small: Path, tmp_path: Path, *, scripted: bool
) -> None:
    page = opened(small, scripted=scripted)
    first = _plan(tmp_path / "演示换人.csv", SMALL)
    second = _plan(tmp_path / "演示空着.csv", "\n".join(SMALL.splitlines()[:2]))
    page.goto(f"/plans?{ON}")
    page.set_input_files("input[type=file]", [first, second])
    page.get_by_role("button", name="看会怎样").click()
    expect(page.locator("main")).to_contain_text("只有 B 会")
    expect(page.get_by_role("button", name="确认写入")).to_have_count(0)
    page.goto(f"/plans?{ON}")
    page.set_input_files("input[type=file]", first)
    page.get_by_role("button", name="看会怎样").click()
    page.get_by_role("button", name="确认写入 2 行").click()
    expect(page.get_by_role("status").first).to_contain_text("已写入 2 行")
    expect(page.locator("main")).to_contain_text("写入后的结果与推演的一致")


def test_a_gap_is_ordered_closed_from_where_it_is_found(opened: Opened, copied: Path) -> None:
    page = opened(copied, scripted=False)
    page.goto(f"/gaps/list?{ON}&state=gap")
    page.get_by_role("link", name="看依据").first.click()
    page.get_by_role("link", name="下达一项整改").click()
    page.get_by_label("最晚哪天").fill("2024-12-01")
    page.get_by_role("button", name="下达", exact=True).click()
    page.get_by_role("status").get_by_text("已下达").wait_for()


def test_heads_are_sited(opened: Opened, yanshan: Path) -> None:
    page = opened(yanshan, scripted=True)
    page.goto(f"/site?{ON}")
    page.get_by_label("问什么").select_option("楼长")
    page.locator("main").get_by_role("button", name="查看").click()
    expect(page.locator("main")).to_contain_text("这是最好的方案")
