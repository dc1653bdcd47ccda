"""Long work: the same once, a few at once, found by whose it is, and told where it failed."""

from __future__ import annotations

from threading import Event

import pytest

from api.errors import Busy, NoSuchPage, Unforeseen
from api.serving.jobs import Jobs
from graph.errors import NotFound
from tests.api.http.conftest import TestClient


def test_the_same_is_not_done_twice() -> None:
    jobs, done = Jobs(), list[int]()
    first = jobs.begin("a", "page.jobs", lambda: done.append(1), "same")
    assert first.within(5)
    assert jobs.begin("a", "page.jobs", lambda: done.append(1), "same") is first
    assert jobs.begin("b", "page.jobs", lambda: done.append(1), "same").within(5)
    assert done == [1, 1]


def test_what_failed_is_told_and_tried_again() -> None:
    jobs = Jobs()

    def work() -> None:
        raise NotFound("no_such_thing", ref="a", on="2024-11-01")

    first = jobs.begin("a", "page.jobs", work, "same")
    assert first.within(5)
    with pytest.raises(NotFound):
        _ = first.result
    assert jobs.begin("a", "page.jobs", lambda: 3, "same").result == 3


def test_what_nobody_foresaw_is_told_by_a_reference() -> None:
    job = Jobs().begin("a", "page.jobs", lambda: 1 // 0)
    with pytest.raises(Unforeseen):
        _ = job.result


def test_who_comes_too_many_is_told_to_wait() -> None:
    jobs, gate = Jobs(limit=2), Event()
    one = jobs.begin("a", "page.jobs", gate.wait)
    jobs.begin("a", "page.jobs", gate.wait)
    with pytest.raises(Busy):
        jobs.begin("b", "page.jobs", gate.wait)
    assert not one.within(0)
    gate.set()
    assert one.within(5)


def test_nobody_else_finds_it_and_old_ones_are_forgotten() -> None:
    jobs = Jobs(kept=2)
    first = jobs.begin("a", "page.jobs", int)
    with pytest.raises(NoSuchPage):
        jobs.of("b", first.id)
    for _ in range(3):
        assert jobs.begin("a", "page.jobs", int).within(5)
    with pytest.raises(NoSuchPage):
        jobs.of("a", first.id)
    assert len(jobs.mine("a")) == 2


@pytest.mark.slow
def test_a_form_that_takes_long_is_had_where_its_job_leads(http: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.console.pages.forms.PATIENCE", 0.0)
    place = http.get("/v1/things?kind=place&q=和平演示社区&on=2024-11-01").json()["rows"][0]["key"]
    asked = f"/forms/grids?on=2024-11-01&lang=zh&as=pdf&within={place}"
    begun = http.get(asked)
    if begun.status_code == 303:  # else it was made at once
        monkeypatch.setattr("api.console.pages.jobs.PATIENCE", 60.0)
        page = http.get(begun.headers["location"]).text
        assert "“网格底图.pdf”已经写好" in page
        assert "/forms/grids?" in page
    assert http.get(asked).content.startswith(b"%PDF")
