"""A page that could not be shown leads on: nobody is left where every way ends at the same error."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.api.http.conftest import TestClient
from tests.api.http.console.forms import text_of

BROWSER = {"Accept": "text/html"}
_WAY = re.compile(r'href="(/[^"]*)"')


def _ways(page: str) -> list[str]:
    found = [unescape(one) for one in _WAY.findall(page) if not one.startswith("/assets")]
    return [one for one in found if "lang=en" not in one]  # that tells the same error in the other language


class TestWaysOn:
    @pytest.mark.parametrize("said", ["within=没有这里", "within=1号楼", "on=1824-01-01", "on=明天"])
    def test_none_keeps_what_was_wrong(self, http: TestClient, said: str) -> None:
        found = http.get(f"/gaps?{said}&lang=zh", headers=BROWSER)
        assert found.status_code in {404, 409, 422}
        ways = _ways(found.text)
        assert len(ways) > 10, "the menu stands on it"
        name = said.partition("=")[0]
        assert [one for one in ways if re.search(rf"[?&]{name}=(?!place-)", one)] == []

    def test_the_day_is_kept_where_the_place_is_wrong(self, http: TestClient) -> None:
        found = http.get("/gaps?within=没有这里&on=2024-11-01&lang=zh", headers=BROWSER).text
        assert 'href="/?on=2024-11-01&amp;lang=zh"' in found

    def test_the_place_and_the_day_may_be_written_anew(self, http: TestClient) -> None:
        found = http.get("/needs?within=没有这里&on=2024-11-01&state=open&lang=zh", headers=BROWSER).text
        form = found.partition("<main")[2].partition("<form")[2].partition("</form>")[0]
        assert 'action="/needs"' in form
        assert 'name="within" size="24" placeholder="全部" value="没有这里"' in form
        assert 'name="on" value="2024-11-01"' in form
        assert '<input type="hidden" name="state" value="open">' in form

    def test_the_day_may_be_written_anew_where_something_is_not_there_on_it(self, http: TestClient) -> None:
        found = http.get("/things/place-2222222222222222?on=2024-11-01&lang=zh", headers=BROWSER).text
        assert 'name="on" value="2024-11-01"' in found.partition("<main")[2]

    def test_a_name_that_may_mean_several_is_offered_as_ways(self, http: TestClient) -> None:
        found = http.get("/gaps?within=1号楼&on=2024-11-01&lang=zh", headers=BROWSER).text
        ways = [unescape(one) for one in re.findall(r'<li><a href="(/gaps\?within=place-[^"]*)">', found)]
        assert len(ways) > 1
        assert all(http.get(one, headers=BROWSER).status_code == 200 for one in ways[:2])

    @pytest.mark.parametrize(
        ("path", "page", "called"),
        [("/import/gone", "/import", "导入"), ("/plans/gone", "/plans", "推演"), ("/forms/none", "/forms", "表格")],
    )
    def test_one_goes_back_to_the_page_that_it_belongs_to(
        self, http: TestClient, path: str, page: str, called: str
    ) -> None:
        found = http.get(f"{path}?lang=zh", headers=BROWSER)
        assert found.status_code == 404
        assert f'<a href="{page}?lang=zh">回到“{called}”</a>' in found.text

    def test_what_is_said_wrongly_is_called_as_the_page_calls_it(self, http: TestClient) -> None:
        assert "“日期”看不懂：1824-01-01" in text_of(http.get("/gaps?on=1824-01-01&lang=zh", headers=BROWSER).text)
        assert "“Day” cannot be read" in text_of(http.get("/gaps?on=1824-01-01&lang=en", headers=BROWSER).text)


class TestAddressOfAForm:
    """A page that came of a form is asked for anew: by the bar, in the other language, after signing in again."""

    @pytest.mark.parametrize(
        ("path", "page"),
        [
            ("/fill/back", "/fill"),
            ("/fill/back/x/record", "/fill"),
            ("/plans/x/apply", "/plans/x"),
            ("/import/x/confirm", "/import/x"),
            ("/changes/1/undo", "/changes/1"),
            ("/users/x/passwd", "/users"),
            ("/logout", "/"),
        ],
    )
    def test_leads_to_the_page_before_it(self, http: TestClient, path: str, page: str) -> None:
        found = http.get(f"{path}?on=2024-11-01&lang=zh", headers=BROWSER)
        assert found.status_code == 303
        assert found.headers["location"] == f"{page}?on=2024-11-01&lang=zh"

    def test_a_program_is_told_the_method(self, http: TestClient) -> None:
        assert http.get("/fill/back").status_code == 405
