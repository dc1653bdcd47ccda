"""Pages by keyboard and at twice the size: what has the focus is seen, and the menu leaves room for the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from api.console.register import PAGES
from tests.api.http.console.conftest import running_at

_ON = "on=2024-11-01&lang=zh"
#: What has the focus: how it is framed, what lies around it, and whether it lies in the window.
_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  let ground = "rgb(255, 255, 255)";
  for (let at = one.parentElement; at; at = at.parentElement) {
    const said = getComputedStyle(at).backgroundColor;
    if (said !== "rgba(0, 0, 0, 0)") { ground = said; break; }
  }
  if (one.classList.contains("skip")) ground = getComputedStyle(document.querySelector(".top")).backgroundColor;
  const seen = box.width > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  const light = (said) => {
    const [r, g, b] = said.match(/[\\d.]+/g).slice(0, 3).map((it) => it / 255)
      .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const [more, less] = [light(style.outlineColor), light(ground)].sort((a, b) => b - a);
  return {html: one.outerHTML.slice(0, 120), seen, framed: style.outlineStyle !== "none", contrast: more / less};
}"""
#: So many presses of Tab reach the end of any page that is shown here.
_STOPS = 200


@pytest.fixture(scope="module")
def address(yanshan: Path) -> Iterator[str]:
    """The address of a service over the sample."""
    with running_at(yanshan) as found:
        yield found


def _stops(page: Page) -> list[dict[str, object]]:
    found = []
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(_FOCUSED)) is None:
            break
        found.append(stop)
    return found


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (683, 384)], ids=["as it is", "at 200 %"])
def test_what_has_the_focus_is_seen(address: str, chromium: Browser, width: int, height: int) -> None:
    hidden: dict[str, list[dict[str, object]]] = {}
    with chromium.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        for path in ("/", "/gaps", "/adjust/appoint", "/needs/new", "/import", "/match"):
            page.goto(f"{address}{path}?{_ON}")
            stops = _stops(page)
            assert "skip" in str(stops[0]["html"])
            assert len(stops) > 15
            hidden[path] = [
                one for one in stops if not (one["seen"] and one["framed"] and float(str(one["contrast"])) >= 3)
            ]
    assert {path: stops for path, stops in hidden.items() if stops} == {}


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_at_twice_the_size_a_page_fits_and_its_heading_stands_in_the_upper_half(
    address: str, chromium: Browser
) -> None:
    wrong = {}
    with chromium.new_context(viewport={"width": 683, "height": 384}) as context:
        page = context.new_page()
        for path in (one.path for one in PAGES if one.menu):
            page.goto(f"{address}{path}?{_ON}")
            across = page.evaluate("document.documentElement.scrollWidth")
            heading = page.get_by_role("heading", level=1).bounding_box()
            assert heading is not None
            if across > 683 or heading["y"] > 192:
                wrong[path] = (across, heading["y"])
        page.locator("details.folded > summary").press("Enter")
        assert page.get_by_role("link", name="导入", exact=True).first.is_visible()
    assert wrong == {}
