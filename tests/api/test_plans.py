"""`linli plan`: two plans of a community looked at, compared and carried out; what was foretold is what came."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StaleRevision
from graph.stores import Revision, SqliteStore, open_store
from tests.api.conftest import Linli
from tests.digests import digests
from tests.graph.adjusting.played import Played
from tests.graph.planning.laid_out import NETWORK
from tests.stores import stored

PLANS = Path(__file__).with_name("plans")
FILL, REGRID = (str(PLANS / f"{name}.csv") for name in ("fill", "regrid"))
SMALL = """次序,日期,做什么,对象,人员,理由
1,2024-11-08,卸任,甲社区/一网格//网格员,,轮岗
2,,任命,甲社区/一网格//网格员,演示新,轮岗
"""


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A store with a small community."""
    return stored(tmp_path / "small.db", NETWORK, Played)


def written(folder: Path, text: str) -> str:
    """A plan as a CSV."""
    path = folder / "plan.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.slow
class TestTwoPlansOfACommunity:
    """The sample suzhoulu: twelve lines that fill what is vacant, nine that lay the grids out anew."""

    def test_are_compared_and_the_one_that_is_carried_out_comes_as_foretold(
        self, linli: Linli, filled: Path, tmp_path: Path
    ) -> None:
        store = str(shutil.copy(filled, tmp_path / "linli.db"))
        ran = linli("plan", "compare", FILL, REGRID, "--store", store)
        assert ran.code == 0, ran.err
        for said in (
            "A fill.csv：12 行，其中办不了 0 行",
            "B regrid.csv：9 行，其中办不了 0 行",
            "缺口合计：现在 4，A 0，B 3",
            "补上的缺口：演示街道/苏州路演示社区/安和园/20号楼·应有楼栋长",
            "新出现的缺口：演示街道/苏州路演示社区/锦绣园/45号楼·应有楼栋长",
        ):
            assert said in ran.out, ran.out
        with open_store(store) as opened:
            assert opened.revision().number == 1
        done = linli("plan", "apply", FILL, "--by", "演示统筹员", "--store", store, "--json")
        assert done.code == 0, done.err
        assert done.json["as_foretold"] is True
        assert [one["revision"] for one in done.json["written"]] == list(range(2, 14))
        after = linli("coverage", "--store", store, "--on", "2024-12-31", "--json").json
        assert after["totals"]["states"]["gap"] == 0
        with open_store(store) as opened:
            made = opened.revisions()[1:]
        assert [one.by for one in made] == ["演示统筹员"] * 12
        assert made[0].reason == "补上空缺"


@pytest.mark.slow
class TestLooking:
    def test_says_each_line_and_with_which_cell_it_cannot_be_done(
        self, linli: Linli, where: Path, tmp_path: Path
    ) -> None:
        file = written(tmp_path, SMALL + "3,,卸任,甲社区//没有,,\n")
        ran = linli("plan", "look", file, "--store", str(where))
        assert ran.code == 0
        assert "第 1 行 2024-11-08 卸任" in ran.out
        assert "第 3 行 2024-11-08 卸任：办不了。D4：" in ran.out
        assert "有 1 行办不了" in ran.out
        told = linli("plan", "look", file, "--store", str(where), "--json", "--lang", "en").json
        assert [(one["state"], one["cell"]) for one in told["lines"]] == [
            ("understood", None),
            ("understood", None),
            ("refused", "D4"),
        ]

    def test_writes_nothing(self, linli: Linli, where: Path, tmp_path: Path) -> None:
        with open_store(where) as store:
            before = digests(store.tables()), store.revision().number
        linli("plan", "look", written(tmp_path, SMALL), "--store", str(where))
        linli("plan", "apply", written(tmp_path, SMALL), "--dry-run", "--store", str(where))
        with open_store(where) as store:
            assert (digests(store.tables()), store.revision().number) == before


class TestCarryingOut:
    @pytest.mark.slow
    def test_a_plan_of_which_a_line_cannot_be_done_is_refused_whole(
        self, linli: Linli, where: Path, tmp_path: Path
    ) -> None:
        file = written(tmp_path, SMALL + "3,,卸任,甲社区//没有,,\n")
        ran = linli("plan", "apply", file, "--store", str(where))
        assert ran.code == 1
        assert "第 3 行（D4）办不了，一行都没有写入" in ran.err
        with open_store(where) as store:
            assert store.revision().number == 1
        assert linli("plan", "apply", file, "--to", "2", "--store", str(where)).code == 0
        with open_store(where) as store:
            assert store.revision().number == 3

    @pytest.mark.slow
    def test_it_stops_where_somebody_writes_meanwhile_says_what_is_written_and_goes_on_from_there(
        self, linli: Linli, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file, own = written(tmp_path, SMALL), SqliteStore.commit

        def second(self: SqliteStore, *said: Any, **more: Any) -> Revision:
            if self.revision().number == 2:
                raise StaleRevision(expected=2, found=3)
            return own(self, *said, **more)

        with monkeypatch.context() as patched:
            patched.setattr(SqliteStore, "commit", second)
            ran = linli("plan", "apply", file, "--store", str(where))
        assert ran.code == 1
        assert "停在第 2 行" in ran.err
        assert "前面已写入的：1" in ran.err
        assert linli("plan", "apply", file, "--from", "2", "--store", str(where)).code == 0
        with open_store(where) as store:
            assert store.revision().number == 3

    def test_there_is_a_line_of_the_number_that_is_said(self, linli: Linli, where: Path, tmp_path: Path) -> None:
        ran = linli("plan", "apply", written(tmp_path, SMALL), "--from", "9", "--store", str(where))
        assert "没有次序是 9 的行" in ran.err


class TestTemplate:
    def test_is_written_once(self, linli: Linli, tmp_path: Path) -> None:
        assert linli("plan", "template", "-o", "p.xlsx").code == 0
        assert (tmp_path / "p.xlsx").exists()
        assert linli("plan", "template", "-o", "p.xlsx").code == 1

    def test_the_command_says_what_a_line_may_be(self, linli: Linli) -> None:
        assert "任命" in linli("plan").out
