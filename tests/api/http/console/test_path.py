"""流转 and 断点: a path step by step, and where paths break, building by building."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from api.console.ordering import natural
from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.test_gaps import first_link, opened


def starts(text: str, end: str) -> list[str]:
    """Return the links to paths from buildings whose worst path ends so."""
    return [unescape(one) for one in re.findall(rf'<li class="box box-{end}"><a href="([^"]*)"', text)]


def test_buildings_stand_as_people_count_them(http: TestClient) -> None:
    for block in opened(http, "/dead-ends").split('<section class="block">')[1:]:
        names = re.findall(r'<li class="box [^>]*><a [^>]*>([^<]*)<br>', block)
        assert names == sorted(names, key=natural)


class TestPath:
    def test_without_a_start_it_says_what_to_write(self, http: TestClient) -> None:
        text = opened(http, "/path")
        assert 'name="start"' in text
        assert 'class="empty"' in text

    def test_a_name_written_together_leads_to_all_it_can_mean(self, http: TestClient) -> None:
        response = http.get("/path?start=石榴院1号楼&on=2024-11-01&lang=zh", follow_redirects=False)
        assert response.status_code == 303
        text = http.get(response.headers["location"]).text
        assert re.search(r'value="[^"]*石榴院/1号楼"', text), "the field says it by name, not by key"
        assert '<li class="step">' in text

    def test_a_name_written_nearly_so_is_offered_as_what_it_may_mean(self, http: TestClient) -> None:
        response = http.get("/path?start=石榴园/1号楼&on=2024-11-01&lang=zh")
        assert response.status_code == 404
        assert 'value="石榴园/1号楼"' in response.text
        assert re.search(r'<li><a href="/path\?start=place-\w+[^"]*">[^<]*石榴院/1号楼</a>', response.text)

    def test_a_name_that_nothing_is_near_leads_to_the_search(self, http: TestClient) -> None:
        text = http.get("/path?start=没有的东西&lang=zh").text
        assert 'value="没有的东西"' in text
        assert '<a href="/search?' in text

    def test_shows_seat_holder_and_how_it_ends(self, http: TestClient) -> None:
        text = http.get(starts(opened(http, "/dead-ends"), "top")[0]).text
        assert '<p class="end end-' in text
        assert "负责 " in text
        assert '<li class="step">' in text
        assert "<svg" not in text

    def test_is_drawn_where_somebody_wants_it(self, http: TestClient) -> None:
        link = starts(opened(http, "/dead-ends"), "top")[0]
        assert "<svg" in http.get(f"{link}&picture=1").text

    def test_from_a_need_is_that_of_where_it_is(self, http: TestClient) -> None:
        need = http.get("/v1/needs?on=2024-11-01").json()["rows"][0]["demand"]["id"]
        text = opened(http, f"/path?start={need}")
        assert '<li class="step">' in text
        assert f"/things/{need}" in text

    def test_a_name_of_several_things_is_chosen_from(self, http: TestClient) -> None:
        text = opened(http, "/path?start=1号楼")
        links = re.findall(r'href="(/path\?[^"]*start=place-[^"]*)"', text)
        assert len(links) == 6
        assert '<li class="step">' in http.get(unescape(links[0])).text

    def test_a_name_of_nothing_is_not_found(self, http: TestClient) -> None:
        response = http.get("/path?start=没有这一处&on=2024-11-01&lang=zh")
        assert response.status_code == 404
        assert "没有这一处" in response.text

    def test_tells_what_was_passed_and_why(self, http: TestClient) -> None:
        text = http.get(starts(opened(http, "/dead-ends"), "dead_end")[0]).text
        assert "跳过" in text
        assert "end-dead_end" in text

    def test_comes_as_a_workbook(self, http: TestClient) -> None:
        key = re.search(r"start=(place-\w+)", opened(http, "/dead-ends"))
        assert key is not None
        response = http.get(f"/path?start={key[1]}&on=2024-11-01&as=xlsx")
        assert "spreadsheetml" in response.headers["content-type"]


class TestDeadEnds:
    def test_tell_the_state_of_each_building_in_words(self, http: TestClient) -> None:
        text = opened(http, "/dead-ends")
        assert len(re.findall(r'<li class="box box-\w+">', text)) == 30
        assert len(re.findall(r'<li class="box box-dead_end">.*?断 20', text)) == 5

    def test_lead_to_the_path_of_a_home(self, http: TestClient) -> None:
        text = opened(http, "/dead-ends")
        assert "看怎么走" in text

    def test_are_those_of_a_place(self, http: TestClient) -> None:
        text = opened(http, "/dead-ends")
        place = first_link(text.partition('class="block"')[2], "/dead-ends")
        inner = http.get(place).text
        assert 0 < inner.count('<li class="box') < text.count('<li class="box')

    @pytest.mark.slow
    def test_tell_the_worst_of_several_chains(self, sample_store: Callable[[str], Path], behind: Behind) -> None:
        text = opened(behind(sample_store("suzhoulu")), "/dead-ends")
        block = text.partition("新建第一网格</a>")[2].partition("</section>")[0]
        assert len(re.findall(r'<li class="box box-dead_end">.*?断 8', block)) == 3
        assert "box-unknown" not in block
        alone = opened(behind(sample_store("suzhoulu")), "/dead-ends?chain=governance")
        assert alone.count('<li class="box box-unknown">') == 3
