"""The pages load nothing from outside, and every asset that they name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import uvicorn
from playwright.sync_api import Browser

from api.app import create_app
from api.settings import Settings
from tests.api.http.conftest import TestClient

PAGES = ["/docs"]
_NAMED = re.compile(r"""(?:src|href|action|content|url)\s*[=:]\s*["']?([^"'\s>]+)""")
_OUTSIDE = re.compile(r"^(?:https?:)?//")
#: What the scripts of the pages need and a Chromium of 2020 does not have.
_TAKEN_AWAY = (
    "delete Object.hasOwn; delete Array.prototype.at; delete String.prototype.at; delete window.structuredClone;"
)


@pytest.mark.parametrize("page", PAGES)
class TestPage:
    def test_names_no_host_outside(self, http: TestClient, page: str) -> None:
        html = http.get(page).text
        assert [named for named in _NAMED.findall(html) if _OUTSIDE.match(named)] == []
        assert "//" not in re.sub(r"//[^/\n]*\n", "", html.replace("<!DOCTYPE html>", ""))

    def test_every_asset_that_it_names_is_served(self, http: TestClient, page: str) -> None:
        assets = [named for named in _NAMED.findall(http.get(page).text) if named.startswith("/")]
        assert assets
        for asset in assets:
            assert http.get(asset).status_code == 200, asset

    def test_it_may_load_nothing_from_outside(self, http: TestClient, page: str) -> None:
        policy = http.get(page).headers["content-security-policy"]
        assert policy.startswith("default-src 'self';")
        assert "http" not in policy


def test_the_list_of_questions_leads_there(http: TestClient) -> None:
    response = http.get("/questions")
    assert 'href="/docs"' in response.text


@pytest.fixture
def address(yanshan: Path) -> Iterator[str]:
    """The address of a service in a thread of this process."""
    app = create_app(Settings(store=str(yanshan)))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_browser_of_2020_shows_it(address: str, chromium: Browser) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    with chromium.new_page() as page:
        page.add_init_script(_TAKEN_AWAY)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/docs")
        page.get_by_text("/v1/coverage", exact=True).first.click()
        page.get_by_text("What is not covered", exact=False).first.wait_for()
    assert wrong == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
