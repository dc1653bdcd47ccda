"""首页: what waits for a seat comes first, then the place, and a text for the group chat stands ready."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from types import SimpleNamespace
from typing import cast

import pytest

from api.console.asked import Asked
from api.console.front.waiting import late_of
from api.console.pages import home
from api.console.telling import source_in_words
from graph.errors import NotAskable
from graph.values.instant import SHANGHAI
from graph.words import caption
from tests.api.http.conftest import TestClient

ON = "on=2024-11-01&lang=zh"


class TestHome:
    def test_without_a_seat_it_says_how_to_choose_one(self, http: TestClient) -> None:
        found = http.get(f"/?{ON}").text
        assert "还没有选岗位" in found
        assert found.index("待办") < found.index("超时的需求") < found.index("区域与负责人")

    @pytest.mark.slow
    def test_what_waits_for_a_seat_can_be_copied(self, http: TestClient) -> None:
        found = http.get("/", params={"seat": "和平演示社区党委", "on": "2024-11-01", "lang": "zh"}).text
        assert '<pre id="todo-text"' in found or "没有等着办的事" in found
        assert "【待办】" in found or "没有等着办的事" in found

    def test_a_seat_that_nobody_knows_is_refused_as_a_page(self, http: TestClient) -> None:
        response = http.get("/", params={"seat": "没有的岗位", "lang": "zh"})
        assert response.status_code == 404
        assert "<h1>" in response.text

    def test_a_seat_that_means_several_is_offered_to_choose_from(self, http: TestClient) -> None:
        response = http.get("/", params={"seat": "和平演示社区书记", "on": "2024-11-01", "lang": "zh"})
        assert response.status_code == 404
        (href, *_) = re.findall(r'<li><a href="([^"]*seat=post-[^"]+)"', response.text)
        assert http.get(unescape(href)).status_code == 200

    def test_the_tree_of_a_place_has_its_own_places_alone(self, http: TestClient) -> None:
        found = http.get("/", params={"within": "槐荫院", "on": "2024-11-01", "lang": "zh"}).text
        tree = found[found.index('id="places"') :]
        assert "槐荫院" in tree
        assert "石榴院" not in tree
        assert "<details open>" in tree

    def test_says_what_is_missing_in_words(self, http: TestClient) -> None:
        assert '<li class="state-unknown">不明：' in http.get(f"/?{ON}").text

    @pytest.mark.slow
    def test_the_month_is_that_of_the_day_asked_about(self, http: TestClient) -> None:
        at = datetime.fromisoformat(http.get("/v1/revisions").json()["rows"][-1]["at"])
        loaded = at.astimezone(SHANGHAI).date()  # perhaps in the month before
        then, now = (http.get("/", params={"on": on, "lang": "zh"}).text for on in ("2019-03-05", str(loaded)))
        assert "2019-03 写入台账的变动：0 项" in then
        assert re.search(r"写入台账的变动：[1-9][\d,]* 项", now)

    def test_no_norm_without_a_gap_is_among_the_worst(self, http: TestClient) -> None:
        found = http.get(f"/?{ON}").text
        worst = found[found.index('id="worst"') : found.index('id="tree"')]
        assert not re.search(r'<td class="number">0</td><td class="number">0</td>', worst)

    def test_before_anything_was_written_it_is_empty(self, http: TestClient) -> None:
        found = http.get(f"/?{ON}&revision=0")
        assert found.status_code == 200
        assert "</html>" in found.text

    def test_a_revision_of_too_many_digits_is_refused(self, http: TestClient) -> None:
        assert http.get("/", params={"revision": "9" * 5000}).status_code == 422

    @pytest.mark.parametrize(
        ("part", "error", "said"),
        [
            ("overdue", NotAskable("accept_nothing", ref="演示"), "演示"),
            ("tree_of", ZeroDivisionError("secret"), "日志"),
        ],
    )
    def test_what_goes_wrong_in_a_part_is_told_in_it(
        self, http: TestClient, monkeypatch: pytest.MonkeyPatch, part: str, error: Exception, said: str
    ) -> None:
        def wrong(_: object) -> None:
            raise error

        monkeypatch.setattr(home, part, wrong)
        response = http.get(f"/?{ON}&part={part}")  # of what was asked before, the tree is kept
        assert response.status_code == 200
        told = response.text
        assert said in told[told.index('role="alert"') :]
        assert told.rstrip().endswith("</html>")
        assert told.count('role="alert"') == 1
        assert "secret" not in told

    def test_a_place_that_is_not_there_on_the_day_is_missed_as_on_other_pages(self, http: TestClient) -> None:
        assert http.get("/", params={"within": "place-zz", "lang": "zh"}).status_code == 404


class TestChanges:
    def test_can_be_those_of_a_month(self, http: TestClient) -> None:
        assert "/changes/1?" in http.get("/changes?lang=zh").text
        assert "/changes/1?" not in http.get("/changes?lang=zh&month=2019-03").text

    def test_what_was_done_is_told_in_words(self) -> None:
        assert source_in_words("linli need dispatch", "zh") == "需求：派单"
        assert source_in_words("linli appoint", "zh") == "换人"
        assert source_in_words("linli match ask", "zh") == "供需对接：询问"
        assert source_in_words("linli unheard of", "zh") == "linli unheard of"


class TestWrong:
    def test_a_page_names_no_command_but_leads_to_the_search(self, http: TestClient) -> None:
        response = http.get("/things/place-aaaaaaaaaaaaaaaa?lang=zh")
        assert response.status_code == 404
        assert "linli " not in response.text
        assert '<a href="/search?' in response.text


class TestLate:
    def test_what_ends_by_itself_has_ended_and_nobody_was_slow(self) -> None:
        asked = cast("Asked", SimpleNamespace(say=lambda code: caption(code, "zh")))
        said = [late_of(asked, {"matter": one, "overdue": True}) for one in ("term", "agreement", "accept")]
        assert said == ["已到期", "已到期", "已超时"]
        assert late_of(asked, {"matter": "term", "overdue": False}) == ""
