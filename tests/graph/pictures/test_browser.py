"""The pictures in a browser that reaches no host: drawn, readable, without an error, nothing on top of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from graph.pictures import surroundings
from graph.rules import Rules
from tests.graph.pictures.conftest import HOSTILE, Drawn, Sample, key_of, renamed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: How many colours there are on the canvas: one is a blank sheet.
_COLOURS = """() => {
  const canvas = document.querySelector("#picture canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const found = new Set();
  for (let at = 0; at < pixels.length; at += 4) {
    found.add((pixels[at] << 16) + (pixels[at + 1] << 8) + pixels[at + 2] + ":" + pixels[at + 3]);
  }
  return found.size;
}"""
_OVERLAPS = """() => {
  const svg = document.documentElement, edge = svg.viewBox.baseVal;
  const texts = [...svg.querySelectorAll("text")].map(text => ({ said: text.textContent, box: text.getBBox() }));
  const boxes = [...svg.querySelectorAll("rect[stroke-width]")].map(box => box.getBBox());
  const found = [];
  texts.forEach((one, at) => {
    const a = one.box;
    const right = a.x + a.width, low = a.y + a.height, middle = a.y + a.height / 2;
    if (a.x < 0 || a.y < 0 || right > edge.width || low > edge.height) { found.push("cut: " + one.said); }
    boxes.forEach(box => {
      const across = a.x > box.x && a.x < box.x + box.width;
      const within = across && middle > box.y && middle < box.y + box.height;
      if (within && right > box.x + box.width) { found.push("out of its box: " + one.said); }
    });
    texts.slice(at + 1).forEach(other => {
      const b = other.box, slack = 2.5;
      const beside = a.x < b.x + b.width && b.x < right;
      const above = a.y + slack < b.y + b.height - slack && b.y + slack < low - slack;
      if (beside && above) { found.push(one.said + " | " + other.said); }
    });
  });
  return found;
}"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that may open files only; at the end nothing else was even asked for, and nothing went wrong."""
    asked: list[str] = []
    wrong: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.route("**/*", refuse)
    opened = context.new_page()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    yield opened
    context.close()
    assert asked == []
    assert wrong == []


def shown(page: Page, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri())


class TestSurroundings:
    @pytest.mark.parametrize(
        ("name", "ref", "depth", "label"),
        [
            ("suzhoulu", "苏州路演示社区", 2, "第十网格党支部"),
            ("suzhoulu", "演示街道", 3, "演示商场网格"),
            ("suzhoulu", "锦绣园", 2, "红色智囊团"),
            ("yanshan", "和平演示社区/槐荫院/1号楼", 2, "101室"),
        ],
    )
    def test_it_is_drawn_with_its_labels(
        self, page: Page, sample: Sample, rules: Rules, screenshots: Path, name: str, ref: str, depth: int, label: str
    ) -> None:
        network = sample(name)
        file = screenshots / f"around-{ref.replace('/', '-')}-{depth}.html"
        shown(page, file, surroundings(network, rules, key_of(network, ref), depth))
        page.wait_for_function("network.getScale() > 0 && network.canvas.frame.canvas.width > 0")
        page.wait_for_timeout(300)
        page.screenshot(path=file.with_suffix(".png"))
        assert page.evaluate(_COLOURS) > 20
        drawn: list[str] = page.evaluate("nodes.get().map(one => network.body.nodes[one.id].options.label)")
        assert label in [one.replace("\n", "") for one in drawn]
        spread: dict[str, Any] = page.evaluate("network.getPositions()")
        assert len({(one["x"], one["y"]) for one in spread.values()}) == len(drawn)

    def test_a_name_in_the_list_leads_to_the_thing(
        self, page: Page, sample: Sample, rules: Rules, tmp_path: Path
    ) -> None:
        network = sample("suzhoulu")
        shown(page, tmp_path / "a.html", surroundings(network, rules, key_of(network, "锦绣园"), 1))
        page.fill("#wanted", "66号")
        assert page.locator("aside li:visible").all_text_contents() == ["锦绣园/66号楼"]
        page.click("aside li:visible button")
        assert page.evaluate("network.getSelectedNodes()") == [key_of(network, "锦绣园/66号楼")]

    def test_a_tooltip_is_text(self, page: Page, sample: Sample, rules: Rules, tmp_path: Path) -> None:
        network = renamed(sample("suzhoulu"), "安和园/7号楼", HOSTILE)
        key = key_of(sample("suzhoulu"), "安和园/7号楼")
        shown(page, tmp_path / "a.html", surroundings(network, rules, key, 1))
        page.wait_for_timeout(300)
        at = page.evaluate(f"network.canvasToDOM(network.getPosition('{key}'))")
        corner = page.locator("#picture").bounding_box()
        assert corner is not None
        page.mouse.move(corner["x"] + at["x"] - 3, corner["y"] + at["y"])
        page.mouse.move(corner["x"] + at["x"], corner["y"] + at["y"])
        page.wait_for_selector(".vis-tooltip", state="visible")
        assert HOSTILE in (page.locator(".vis-tooltip").text_content() or "")
        assert page.locator("img").count() == 0


class TestChain:
    @pytest.mark.parametrize(
        ("name", "ref", "depth", "lang"),
        [
            ("yanshan", "和平演示社区/石榴院/3号楼/101室", 0, "zh"),
            ("yanshan", "和平演示社区/石榴院/3号楼/101室", 0, "en"),
            ("suzhoulu", "锦绣园/66号楼", 0, "zh"),
            ("suzhoulu", "苏州路演示社区", 2, "zh"),
            ("suzhoulu", "苏州路演示社区", 2, "en"),
            ("suzhoulu", "新建演示社区", 2, "zh"),
        ],
    )
    def test_nothing_is_cut_and_nothing_overlaps(
        self, page: Page, sample: Sample, drawn: Drawn, screenshots: Path, name: str, ref: str, depth: int, lang: str
    ) -> None:
        file = screenshots / f"chain-{ref.replace('/', '-')}-{depth}-{lang}.svg"
        shown(page, file, drawn(sample(name), ref, depth, lang=lang))
        page.screenshot(path=file.with_suffix(".png"))
        assert page.evaluate(_OVERLAPS) == []
        assert page.locator("text").count() > 8
