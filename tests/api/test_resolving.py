"""`linli need resolve`: what was decided becomes a meeting and a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores import open_store
from tests.api.conftest import Linli
from tests.graph.life.test_resolving import DECIDED, LINES
from tests.graph.steps.played import Played
from tests.stores import changes

ON = ("--on", "2024-11-01")


@pytest.fixture
def played(tmp_path: Path) -> Played:
    """A courtyard in a store."""
    found = Played(LINES)
    with open_store(tmp_path / "linli.db") as store:
        store.commit(changes(found.tables))
    return found


@pytest.mark.usefixtures("played")
class TestInATerminal:
    SAID = ("need", "resolve", "车没处停", "院里没人养护", "--decided", DECIDED, "--funding", "车位收费")

    def test_tells_what_was_decided_where_and_what_is_taken_on(self, linli: Linli) -> None:
        ran = linli(*self.SAID, "--project", "车位自治", *ON)
        assert (ran.code, ran.out.splitlines()) == (
            0,
            [
                "在甲社区/一号院议定：车位重新划线并收费",
                "按“一号院//庭院民主协商”议事",
                "新项目“车位自治”（资金：车位收费）",
                "  认下“车没处停” 1",
                "  认下“院里没人养护” 1",
                "请告诉“演示公司”：不用再办了",
                "已写入：第 2 次更新；办错了可以用 linli undo 2 撤销",
            ],
        )

    @pytest.mark.slow
    def test_may_only_be_tried(self, linli: Linli) -> None:
        ran = linli(*self.SAID, *ON, "--dry-run", "--json")
        assert (ran.code, ran.json["revision"], ran.json["project"]["name"]) == (0, None, "车没处停")

    @pytest.mark.slow
    def test_a_need_that_is_taken_on_cannot_be_again(self, linli: Linli) -> None:
        assert linli(*self.SAID, *ON).code == 0
        again = linli(*self.SAID, *ON)
        assert (again.code, "车没处停" in again.err) == (1, True)
