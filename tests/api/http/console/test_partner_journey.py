"""Somebody of a partner, from signing in to what they claim: they see their own, are refused the rest, and answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import graph
from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.users import add_user
from tests.api.http.access.conftest import PASSWORD
from tests.api.http.console.conftest import running_at
from tests.api.http.console.test_partner import PARTNER

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

ON = "on=2024-11-01&lang=zh"


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def page(request: pytest.FixtureRequest, chromium: Browser, yanshan: Path, tmp_path: Path) -> Iterator[Page]:
    """A browser on a service that knows a partner's account, and nobody of the office."""
    store = Path(shutil.copy(yanshan, tmp_path / "linli.db"))
    key = graph.open(store, on=date(2024, 11, 1)).tables()["organisation"].filter(name=PARTNER)["key"][0]
    with AccessFile(access_path(store), create=True) as file:
        add_user(file, Account("演示联络员", Role.READER, partner=key), PASSWORD, lambda _: None)
    with (
        running_at(store) as address,
        chromium.new_context(java_script_enabled=request.param, base_url=address) as context,
        context.new_page() as found,
    ):
        found.set_default_timeout(20_000)
        yield found


def test_a_partner_signs_in_sees_what_it_is_asked_and_claims_it(page: Page) -> None:
    page.goto(f"/partner?{ON}")
    page.fill("#name", "演示联络员")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.get_by_role("heading", name=PARTNER).wait_for()
    assert "听一次健康讲座" in page.inner_text("main")
    menu = page.locator("header a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [one for one in menu if one.startswith(("/needs", "/gaps", "/users", "/import"))] == []
    for kept_away in ("/needs", "/v1/things", "/users", "/import"):
        page.goto(f"{kept_away}?lang=zh")
        assert "共建单位账号不能做这件事" in page.content(), kept_away
    page.goto(f"/partner?{ON}")
    _do(page, "claim")
    page.get_by_role("status").get_by_text("已认领“听一次健康讲座”").wait_for()
    _do(page, "done")
    page.get_by_role("status").get_by_text("已记下“听一次健康讲座”做完了").wait_for()
    page.locator("form[action='/logout'] button").click()
    page.goto(f"/partner?{ON}")
    assert "/login?next=" in page.url


def _do(page: Page, step: str) -> None:
    """Open the box of the first thing with which a step may be taken, and take it."""
    box = page.locator("details.step").filter(has=page.locator(f"input[name=step][value={step}]")).first
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    box.locator("button").click()
