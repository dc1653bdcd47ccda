"""The ten tasks of ``docs/tasks.md``: what a card says is the answer stands, in the sample, on its page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import pytest

from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.forms import forms, send, text_of

_CARDS = Path(__file__).parents[4] / "docs" / "tasks.md"
_ON = {"on": "2024-11-01", "lang": "zh"}
_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
_CODE = re.compile(r"`([^`]+)`")


class Card(NamedTuple):
    """A task.

    Attributes:
        number: Its number.
        answer: What the page at its end says.
        page: The address of the page; then the link that leads on from it, or what is filled in there.
        clicks: How often somebody clicks who knows the way.
    """

    number: int
    answer: list[str]
    page: list[str]
    clicks: int


def cards() -> list[Card]:
    """Return the cards."""
    _, *told = re.split(r"^### ", _CARDS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [dict(re.findall(r"^- .+? (\w+)：(.*)$", one, flags=re.MULTILINE)) for one in told]
    return [
        Card(int(one.partition(".")[0]), _QUOTED.findall(of["Answer"]), _CODE.findall(of["Page"]), int(of["Clicks"]))
        for one, of in zip(told, lines, strict=True)
    ]


def said_at_the_end(http: TestClient, card: Card) -> str:
    """Return what the page says at which a task is done."""
    path, _, query = card.page[0].partition("?")
    html = http.get(f"{path}?{urlencode({**dict(parse_qsl(query)), **_ON})}").text
    if path.endswith("/new"):
        status, html = send(http, forms(html)[0], **dict(one.split("=") for one in card.page[1:]))
        assert status == 200
    elif card.page[1:]:
        (way,) = re.findall(rf'<a href="([^"]+)">{card.page[1]}</a>', html)
        html = http.get(way.replace("&amp;", "&")).text
    return text_of(html)


def test_there_are_ten_and_none_takes_long() -> None:
    found = cards()
    assert [one.number for one in found] == list(range(1, 11))
    assert all(one.answer and one.page and 0 < one.clicks <= 3 for one in found)


@pytest.mark.slow
def test_what_each_says_is_the_answer_is_so(
    sample_store: Callable[[str], Path], behind: Behind, tmp_path: Path
) -> None:
    http = behind(Path(shutil.copy(sample_store("suzhoulu"), tmp_path / "linli.db")))
    said = {one.number: said_at_the_end(http, one) for one in cards()}
    assert {one.number: [text for text in one.answer if text not in said[one.number]] for one in cards()} == {
        number: [] for number in range(1, 11)
    }
