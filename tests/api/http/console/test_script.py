"""The one script of the pages: short, as old as the browsers of offices are, and not needed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.api.http.console.conftest import Running

_SCRIPT = Path(__file__).parents[4] / "api" / "console" / "static" / "console.js"


def test_has_at_most_two_hundred_lines() -> None:
    assert len(_SCRIPT.read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.browser
def test_is_of_2019(javascript: Path) -> None:
    """Acorn reads it as ES2019, and as a script, not a module."""
    assert refused(javascript, _SCRIPT) == ""


@pytest.mark.browser
def test_a_later_script_would_be_refused(javascript: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.js"
    later.write_text("const one = [].at?.(0) ?? 1;\n", encoding="utf-8")
    assert "Unexpected token" in refused(javascript, later)


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_what_is_filled_in_beside_the_form_that_is_sent_goes_with_it(
    running: Running, yanshan: Path, chromium: Browser
) -> None:
    with chromium.new_page(base_url=running(yanshan)) as page:
        page.goto("/needs?on=2024-11-01&lang=zh&category=cleaning")
        page.locator(".filter [name=state]").select_option("open")
        page.locator(".filter [name=view]").check()
        page.locator(".filter [name=category]").select_option("")
        page.locator(".bar [name=within]").fill("槐荫院")
        page.locator(".bar button").click()
        page.wait_for_url("**view=list**")
        assert parse_qs(urlsplit(page.url).query) == {
            "on": ["2024-11-01"], "lang": ["zh"], "within": ["槐荫院"], "state": ["open"], "view": ["list"],
        }  # fmt: skip
        page.locator(".bar [name=on]").fill("2024-11-02")
        page.locator(".filter button").click()
        page.wait_for_url("**on=2024-11-02**")
        assert parse_qs(urlsplit(page.url).query)["state"] == ["open"]


def refused(javascript: Path, script: Path) -> str:
    """Return what acorn does not understand of a script."""
    acorn = str(javascript / "acorn" / "bin" / "acorn")
    node = str(shutil.which("node"))
    ran = subprocess.run(
        [node, acorn, "--ecma2019", "--silent", str(script)], capture_output=True, text=True, check=False
    )
    assert bool(ran.returncode) == bool(ran.stderr)
    return ran.stderr
