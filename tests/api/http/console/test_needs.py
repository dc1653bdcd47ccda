"""Needs on pages: the board, one need with its life, and a wish taken from the wall to its rating."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest

import graph
from api.access import Account, Role
from api.access.arriving import Access, Arrival
from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.forms import forms, send, text_of

ON = "on=2024-11-01&lang=zh"


class TestBoard:
    def test_shows_needs_by_how_far_they_are(self, http: TestClient) -> None:
        said = text_of(http.get(f"/needs?{ON}").text)
        assert "待受理 6" in said
        assert "办理中 3" in said
        assert "被退回" in said

    def test_says_of_a_post_what_it_belongs_to(self, http: TestClient) -> None:
        has = re.findall(r"承办：(\S+)", text_of(http.get(f"/needs?{ON}").text))
        assert has
        assert all("//" in one for one in has)

    def test_a_filter_s_states_stand_under_the_board_s_columns(self, http: TestClient) -> None:
        assert '<optgroup label="待接单">' in http.get(f"/needs?{ON}").text

    def test_finds_a_need_by_its_number(self, http: TestClient) -> None:
        response = http.get(f"/needs?{ON}&q=XY-001")
        assert response.status_code == 303
        assert response.headers["location"].startswith("/needs/need-")
        assert "on=2024-11-01" in response.headers["location"]

    def test_finds_needs_by_a_part_of_their_name(self, http: TestClient) -> None:
        said = text_of(http.get(f"/needs?{ON}&q=独居").text)
        assert "陪独居老人说话" in said
        assert "周日书画班" not in said

    def test_lists_those_of_a_state_and_gives_them_as_a_file(self, http: TestClient) -> None:
        found = http.get(f"/needs?{ON}&state=taken")
        assert '<table class="stacked">' in found.text
        assert "周日书画班" not in found.text
        kept = http.get(f"/needs?{ON}&state=taken&as=csv")
        assert "陪独居老人说话" in kept.content.decode("utf-8-sig")

    def test_says_what_to_do_where_there_is_none(self, http: TestClient) -> None:
        assert "没有这样的需求" in http.get(f"/needs?{ON}&q=没有这件").text


class TestNeed:
    def test_shows_its_life_and_what_is_possible(self, http: TestClient) -> None:
        html = http.get(f"/needs/XY-005?{ON}").text
        said = text_of(html)
        assert "已派单，等人接" in said
        assert {one.fields["step"] for one in forms(html)} >= {"take", "return", "contact"}

    def test_a_seat_that_may_not_is_told_why(self, http: TestClient) -> None:
        html = http.get(f"/needs/XY-005?{ON}").text
        seats = html.split('name="seat"', 1)[1].split("</select>")[0]
        assert "惠民医院" in seats
        dispatcher = seats.split('<option value="organisation')[1].split('"')[0]
        shown = http.get(f"/needs/XY-005?{ON}&seat=organisation{dispatcher}").text
        assert "这个身份不能办的" in shown
        assert "可以由这些来办" in shown

    def test_says_what_is_next_and_leads_to_the_seat_that_may(self, http: TestClient) -> None:
        html = http.get(f"/needs/XY-005?{ON}").text
        assert "下一步：" not in html
        seats = html.split('name="seat"', 1)[1].split("</select>")[0]
        dispatcher = "organisation" + seats.split('<option value="organisation')[1].split('"')[0]
        shown = http.get(f"/needs/XY-005?{ON}&seat={dispatcher}").text
        assert "下一步：接单，由 演示街道乙//演示惠民医院 办" in text_of(shown)
        href = unescape(shown.split('<a class="button" href="/needs', 1)[1].split('"', 1)[0])
        assert "下一步：" not in http.get(f"/needs{href}").text

    def test_says_beside_the_button_as_of_which_day(self, http: TestClient) -> None:
        assert "记为 2024-11-01" in http.get(f"/needs/XY-005?{ON}").text
        assert "记为" not in http.get("/needs/XY-005?lang=zh").text

    def test_no_outcome_is_chosen_before_somebody_chose_it(self, http: TestClient) -> None:
        html = http.get(f"/needs/XY-005?{ON}").text
        assert html.split('name="outcome" required', 1)[1].split("<option", 2)[1].startswith(' value="">请选')

    def test_never_names_who_raised_it_nor_a_door(self, http: TestClient) -> None:
        for one in ("XY-001", "XY-009"):
            said = http.get(f"/needs/{one}?{ON}").text
            assert "person-" not in said
            assert "单元" not in said

    def test_comes_as_a_file(self, http: TestClient) -> None:
        assert "spreadsheetml" in http.get(f"/needs/XY-005?{ON}&as=xlsx").headers["content-type"]
        assert "zip" in http.get(f"/needs/XY-005?{ON}&as=csv").headers["content-type"]

    @pytest.mark.slow
    @pytest.mark.parametrize("role", [Role.READER, Role.PLANNER])
    def test_who_may_not_write_sees_no_form(
        self, http: TestClient, monkeypatch: pytest.MonkeyPatch, role: Role
    ) -> None:
        arrival = Arrival(Account("演示查阅", role))
        monkeypatch.setattr(Access, "arrival", lambda *_: arrival)
        for path in ("needs/XY-005", "needs/new", "match?need=XY-005", "needs/repeats", "orders", "match/claims"):
            html = http.get(f"/{path}{'&' if '?' in path else '?'}{ON}").text
            assert 'method="post"' not in html, path

    def test_what_is_no_need_is_told_as_a_page(self, http: TestClient) -> None:
        assert http.get(f"/needs/没有这件?{ON}").status_code == 404


class TestFromTheWall:
    @pytest.mark.slow
    def test_to_its_rating(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        (form,) = forms(http.get(f"/needs/new?{ON}").text)
        status, html = send(
            http,
            form,
            name="院里装个晾衣架",
            place="槐荫院",
            channel="wish_wall",
            number="XY-900",
            **{"from": "2024-11-05"},
        )
        assert status == 200, text_of(html)
        assert "最早日期 2024-11-05" in text_of(html)
        assert "已登记“槐荫院//院里装个晾衣架”" in text_of(html)
        for step, more, then in _LIFE:
            form = next(one for one in forms(http.get(f"/needs/XY-900?{ON}").text) if one.fields.get("step") == step)
            status, html = send(http, form, **more(http) if callable(more) else more)
            assert status == 200, text_of(html)
            assert then in text_of(html)
        assert "到此了结" in text_of(html)

    def test_what_is_wrong_is_told_beside_what_was_written(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        (form,) = forms(http.get(f"/needs/new?{ON}").text)
        status, html = send(http, form, name="<b>晾衣架</b>", place="没有这个院", channel="wish_wall")
        assert status == 404
        assert "没有这个院" in html
        assert "&lt;b&gt;晾衣架&lt;/b&gt;" in html
        assert "<b>晾衣架" not in html


class TestMeant:
    def test_a_place_that_means_several_is_offered_to_choose_from(self, http: TestClient) -> None:
        said = {"name": "演示", "channel": "wish_wall", "place": "1号楼", "about": "没有的物业"}
        response = http.post("/needs/new?on=2024-11-01&lang=zh", data=said)
        assert response.status_code == 404
        chosen = re.findall(r'<input type="radio" name="(\w+)" value="(place-\w+)">', response.text)
        assert len(chosen) > 1
        assert {name for name, _ in chosen} == {"place"}

    def test_what_was_chosen_is_said_by_its_path(self, http: TestClient) -> None:
        found = http.get(f"/search?{ON}&q=石榴院").text
        key = re.findall(r"/things/(place-\w+)", found)[0]
        form = http.get(f"/needs/new?{ON}&place={key}").text.split('name="place"')[-1]
        assert "石榴院" in form.partition(">")[0]


class TestWhatCannotBe:
    @pytest.mark.slow
    def test_is_told_on_the_page_with_what_was_written(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        shown = http.get(f"/needs/XY-007?{ON}").text
        form = next(one for one in forms(shown) if one.fields["step"] == "dispatch")
        status, html = send(http, form, to_name="和睦队", reason="就近")
        assert status == 409
        assert "请把路径写全" in html
        assert 'value="和睦队"' in html
        assert "就近</textarea>" in html


def _team(_http: TestClient) -> dict[str, str]:
    return {"to_name": "演示街道乙/和平演示社区//和睦队"}


_LIFE: list[tuple[str, dict[str, str] | Callable[[TestClient], dict[str, str]], str]] = [
    ("dispatch", _team, "已把“槐荫院//院里装个晾衣架”派给"),
    ("take", {}, "办理中"),
    ("finish", {"reason": "装好了"}, "已办结：装好了"),
    ("rate", {"outcome": "satisfied"}, "满意"),
]


@pytest.mark.slow
class TestTwoAtOnce:
    def test_the_second_is_shown_what_changed_and_may_go_on(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        shown = http.get(f"/needs/XY-005?{ON}").text
        first, second = (
            next(one for one in forms(shown) if one.fields["step"] == step) for step in ("urge", "contact")
        )
        status, html = send(http, first)
        assert status == 200
        assert "linli undo" not in html
        assert 'href="/changes/2?' in html
        status, html = send(http, second, outcome="reached")
        assert status == 409
        assert "别人刚刚改过" in html
        assert "催办" in text_of(html)
        (form,) = forms(html)
        status, html = send(http, form)
        assert status == 200
        assert "联系" in text_of(html)

    def test_what_others_did_elsewhere_is_in_nobodys_way(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        shown = http.get(f"/needs/XY-005?{ON}").text
        elsewhere = http.get(f"/needs/XY-009?{ON}").text
        assert send(http, next(one for one in forms(elsewhere) if one.fields["step"] == "urge"))[0] == 200
        assert send(http, next(one for one in forms(shown) if one.fields["step"] == "urge"))[0] == 200


class TestRaiser:
    @pytest.mark.slow
    def test_agrees_for_a_purpose_from_the_day_on(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        (form,) = forms(http.get(f"/needs/new?{ON}").text)
        said = {"name": "院里装个晾衣架", "place": "槐荫院", "channel": "wish_wall", "number": "XY-901"}
        assert send(http, form, **said, purpose="上门前联系")[0] == 422
        status, html = send(http, form, **said, raiser="和睦队", purpose="上门前联系", agreed_until="2024-10-01")
        assert status == 409, text_of(html)
        team = "演示街道乙/和平演示社区//和睦队"
        status, html = send(http, form, **said, raiser=team, purpose="上门前联系", agreed_until="2024-12-01")
        assert status == 200, text_of(html)
        tie = graph.open(store, on=date(2024, 11, 1)).tables()["raises"].filter(purpose="上门前联系").row(0, named=True)
        assert (tie["agreed_on"], tie["agreed_until"]) == (date(2024, 11, 1), date(2024, 12, 1))
        page = http.get(f"/needs/XY-901?{ON}").text
        assert "和睦队" not in page.split('id="now"')[0]
