"""Every page can be used by everybody, as far as axe can tell: contrast, labels, headings, tables, focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.console.register import PAGES
from tests.api.http.console.conftest import running_at

#: Beside each page as it opens, some as they are when something is asked.
FURTHER = (
    "/questions/coverage?state=gap",
    "/questions/escalate",
    "/questions/nothing",
    "/search?q=hp",
    "/?seat=和平演示社区党委",
    "/adjust/appoint",
    "/changes/1",
    "/gaps?level=building",
    "/gaps/list?state=gap",
    "/gaps/changes?compare=2024-06-01",
    "/path?start=1号楼",
    "/path?start=石榴院/1号楼",
    "/needs/XY-005",
    "/needs/repeats",
    "/match?need=XY-005",
    "/match/plan",
    "/match/claims",
    "/match/proposed",
    "/partner?of=惠民医院",
    "/users/log",
    "/changes/99",
)
#: Forms as they come back with what is wrong in them: the address, what is sent.
WRONG = (
    ("/needs/new", {"name": " ", "place": "没有这里", "channel": "wish_wall"}),
    ("/adjust/appoint", {"post": "没有这个岗位", "person": " "}),
    ("/users", {"name": " "}),
)
_ON = "on=2024-11-01"
_ASKED = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
}"""

_SENT = """([path, fields]) => {
  const form = document.createElement("form");
  form.method = "post"; form.action = path;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input"); field.name = name; field.value = value; form.append(field);
  }
  document.body.append(form); form.submit();
}"""


@pytest.fixture(scope="module")
def address(yanshan: Path) -> Iterator[str]:
    """The address of a service over the sample."""
    with running_at(yanshan) as found:
        yield found


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_axe_finds_nothing(address: str, chromium: Browser, javascript: Path) -> None:
    """One test for all pages: a browser takes longer to open than a page."""
    axe = (javascript / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found, outside, wrong = {}, [], []
    with chromium.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True) as context:
        page = context.new_page()
        page.on("request", lambda request: outside.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        for path in [*(one.path for one in PAGES), *FURTHER]:
            page.goto(f"{address}{path}{'&' if '?' in path else '?'}{_ON}&lang=zh")
            page.evaluate(axe)
            if violations := page.evaluate(_ASKED):
                found[path] = violations
        page.goto(f"{address}/search?q=和平演示社区&{_ON}&lang=zh")
        page.locator("main a[href*='/things/place-']").first.click()
        page.locator("svg a").first.wait_for()  # the picture leads to what it shows
        for path, fields in (("/things", {}), *WRONG):
            if fields:
                page.goto(f"{address}{path}?{_ON}&lang=zh")
                page.evaluate(_SENT, [f"{path}?{_ON}&lang=zh", fields])
                page.get_by_role("alert").wait_for()
            page.evaluate(axe)
            if violations := page.evaluate(_ASKED):
                found[f"{path}, sent"] = violations
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{address}/?{_ON}&lang=zh")
        assert page.get_by_role("main").bounding_box()["y"] < 200, "the menu is folded on a phone"  # type: ignore[index]
        page.locator("details.folded > summary").click()
        assert page.get_by_role("link", name="导入").is_visible()
    assert found == {}
    assert wrong == []
    assert [url for url in outside if not url.startswith((address, "data:"))] == []
