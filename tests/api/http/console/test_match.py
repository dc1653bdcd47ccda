"""Matching on pages: candidates with their reasons, a step between the two, the plan for all, and the lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from api.serving.jobs import Job
from tests.api.http.conftest import Behind, TestClient
from tests.api.http.console.forms import forms, send, text_of

ON = "on=2024-11-01&lang=zh"


class TestCandidates:
    def test_of_every_demand_the_best_or_why_nobody(self, http: TestClient) -> None:
        said = text_of(http.get(f"/match?{ON}").text)
        assert "个有人能接" in said
        assert "给全部排一份计划" in said

    @pytest.mark.slow
    def test_demands_are_told_apart_and_who_has_to_be_verified_is_marked(
        self, sample_store: Callable[[str], Path], behind: Behind
    ) -> None:
        html = behind(sample_store("suzhoulu")).get(f"/match?{ON}").text
        told = re.findall(r'<tr><th scope="row">(.+?)</th>\s*<td>(.*?)</td></tr>', html, re.DOTALL)
        assert all(re.search(r"<br><small>X[QM]-2024-\d+，演示街道/", name) for name, _ in told)
        lessons = next(cell for name, cell in told if "老年太极班" in name)
        assert [text_of(one).split("，")[2:] for one in re.findall("<div>(.+?)</div>", lessons)] == [
            ["69 分"],
            ["74 分", "待核实"],
            ["59 分", "服务范围未登记"],
        ]

    def test_of_one_need_with_reasons(self, http: TestClient) -> None:
        said = text_of(http.get(f"/match?{ON}&need=XY-005").text)
        assert "健康讲座" in said
        assert "类别相同" in said
        assert "正在询问" in said
        assert "一项项资源是怎么筛下来的" in said

    def test_of_one_giver_what_it_could_do(self, http: TestClient) -> None:
        assert "听一次健康讲座" in http.get(f"/match?{ON}&giver=演示惠民医院").text

    def test_what_is_no_demand_is_said(self, http: TestClient) -> None:
        response = http.get(f"/match?{ON}&need=XY-001")
        assert response.status_code == 422
        assert 'role="alert"' in response.text

    def test_as_files(self, http: TestClient) -> None:
        assert "spreadsheetml" in http.get(f"/match?{ON}&need=XY-005&as=xlsx").headers["content-type"]

    @pytest.mark.slow
    def test_a_step_is_taken_and_told(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        shown = http.get(f"/match?{ON}&need=XY-007").text
        form = forms(shown, step="decline")[0]
        status, html = send(http, form, reason="<i>忙</i>")
        assert status == 200, text_of(html)
        assert "婉拒" in text_of(html)
        assert "第 2 次更新：查看或撤销" in html
        assert "linli undo" not in html
        status, html = send(http, form)
        assert status == 409
        assert "别人刚刚改过" in html
        assert "<i>忙" not in html


class TestPlan:
    @pytest.mark.slow
    def test_is_made_shown_and_accepted(self, store: Path, behind: Behind) -> None:
        http = behind(store)
        html = _waited(http, f"/match/plan?{ON}")
        assert "算过上限" in html
        (form,) = forms(html)
        assert "计划哪天" in html
        assert "服务范围比这里大 0 级" not in html
        counted = text_of(html).split("采纳这份计划：", 1)[1].split("，", 1)[0]
        assert counted.startswith("新写")
        status, html = send(http, form)
        html = _waited(http, f"{_job(html)}?{ON}") if "data-again" in html else html
        assert status == 200
        said = text_of(html)
        assert counted in said
        assert "第 2 次更新：查看或撤销" in said
        asking = forms(html, step="ask")
        status, html = send(http, asking[0])
        assert status == 200, text_of(html)
        assert "已询问" in text_of(html)
        assert len(forms(html, step="ask")) == len(asking) - 1

    def test_a_page_that_waits_looks_again_without_a_script(
        self, http: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Job, "within", lambda *_: False)
        html = http.get(f"/match/plan?{ON}").text
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html.split("</head>")[0]

    def test_of_another_revision_is_shown_again(self, http: TestClient) -> None:
        response = http.post(f"/match/plan?{ON}", data={"expected": "0"})
        assert response.status_code == 303
        assert "changed=1" in response.headers["location"]

    def test_another_s_work_is_not_found(self, http: TestClient) -> None:
        assert http.get("/jobs/nobodys").status_code == 404
        assert http.get("/jobs").status_code == 200


def _waited(http: TestClient, path: str) -> str:
    for _ in range(60):
        response = http.get(path, follow_redirects=True)
        if "data-again" not in response.text:
            return str(response.text)
    raise AssertionError(path)


def _job(html: str) -> str:
    return "/jobs/" + html.split('href="/jobs/', 1)[1].split("?", 1)[0]


class TestLists:
    @pytest.mark.parametrize("name", ["demands", "offers", "projects", "claims"])
    def test_each_is_shown_and_comes_as_a_file(self, http: TestClient, name: str) -> None:
        html = http.get(f"/match/claims?{ON}&list={name}").text
        assert "下载认领表" in html
        assert "csv" in http.get(f"/match/claims?{ON}&list={name}&as=csv").headers["content-type"]

    def test_the_claim_sheet_names_no_door_and_no_id(self, http: TestClient) -> None:
        html = http.get(f"/match/claims?{ON}&list=claims").text
        assert "need-" not in html
        assert "单元" not in html
