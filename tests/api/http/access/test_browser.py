"""Signing in and out as people do, in a browser with and without scripts: what it keeps and sends is its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.users import add_user
from tests.api.http.access.conftest import PASSWORD
from tests.api.http.console.conftest import running_at

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_somebody_signs_in_sees_a_page_and_signs_out(
    chromium: Browser, yanshan: Path, tmp_path: Path, *, scripts: bool
) -> None:
    store = tmp_path / "linli.db"
    shutil.copy(yanshan, store)
    with AccessFile(access_path(store), create=True) as file:
        add_user(file, Account("演示甲", Role.STAFF), PASSWORD, lambda _: None)
    with running_at(store) as address, chromium.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto(f"{address}/questions?lang=zh")
        assert "/login?next=" in page.url
        page.fill("#name", "演示甲")
        page.fill("#password", "wrong wrong wrong")
        page.click("main button")
        assert "用户名或密码不对" in page.inner_text("main")
        page.fill("#password", PASSWORD)
        page.click("main button")
        assert page.url == f"{address}/questions?lang=zh"
        assert "演示甲" in page.inner_text("header")
        assert context.cookies()
        page.click("form[action='/logout'] button")
        assert page.url.startswith(f"{address}/login")
        page.goto(f"{address}/questions")
        assert "/login?next=" in page.url
        assert [one for one in wrong if "401" not in one] == []
