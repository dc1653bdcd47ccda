"""`linli backup restore doctor upgrade compact forget`: what they say, what they refuse, and how they exit."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.stores import SqliteStore, open_store
from graph.stores.sqlite import location
from tests.api.conftest import Linli
from tests.graph.stores.files import run
from tests.graph.stores.test_releases import RELEASES
from tests.graph.stores.written import changes, places, row, tie

NAME = "演示无名氏"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A small store where commands look for one."""
    path = tmp_path / "linli.db"
    with SqliteStore(path) as opened:
        opened.commit(changes(*places("a"), row("person", "a", name=NAME, phone="13800000077"), by="演示"))
    return path


@pytest.fixture
def damaged(store: Path) -> Path:
    """The same, with a value that another program changed."""
    run(store, "UPDATE place SET note = '别人写的'")
    return store


class TestBackup:
    def test_is_written_beside_the_store_and_checked(self, linli: Linli, store: Path) -> None:
        ran = linli("backup")
        [made] = [one for one in store.parent.iterdir() if one.name.startswith("linli-r1-")]
        assert (ran.code, ran.err) == (0, "")
        assert str(made) in ran.out
        assert "1 次更新" in ran.out
        with open_store(made, create=False) as copy:
            assert copy.examine().sealed == 1

    def test_is_never_written_over_a_file_unless_told(self, linli: Linli, store: Path) -> None:
        store.with_name("b.db").write_text("a letter", encoding="utf-8")
        ran = linli("backup", "--to", "b.db")
        assert (ran.code, "--force" in ran.err) == (1, True)
        assert linli("backup", "--to", "b.db", "--force", "--json").json["revisions"] == 1

    def test_of_a_damaged_store_is_refused(self, linli: Linli, damaged: Path) -> None:
        ran = linli("backup", "--to", "b.db", "--i-know")
        assert ran.code == 1
        assert "不完整" in ran.err
        assert sorted(one.name for one in damaged.parent.iterdir()) == ["linli.db", "linli.db.log"]


class TestRestore:
    @pytest.mark.slow
    def test_says_what_is_there_now(self, linli: Linli, store: Path) -> None:
        linli("backup", "--to", "b.db")
        with SqliteStore(store) as opened:
            opened.commit(changes(*places("b")))
        refused = linli("restore", "b.db")
        assert refused.code == 1
        assert "--yes" in refused.err
        told = linli("restore", "b.db", "--yes", "--keep", "--json").json
        assert (told["revision"], told["replaced"], told["lost"]) == (1, 2, 1)
        assert Path(told["kept"]).exists()

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_of_a_foreign_file_is_refused(self, linli: Linli, store: Path, lang: str) -> None:
        content = store.read_bytes()
        store.with_name("theirs.db").write_text("a letter", encoding="utf-8")
        ran = linli("restore", "theirs.db", "--lang", lang)
        assert ran.code == 1
        assert "theirs.db" in ran.err
        assert store.read_bytes() == content


class TestDoctor:
    def test_says_that_all_is_well(self, linli: Linli, store: Path) -> None:
        ran = linli("doctor")
        assert (ran.code, ran.err) == (0, "")
        assert f"{store.name} 完好" in ran.out
        assert linli("doctor", "--json").json == {
            "schema": 1, "list": "findings", "whole": True, "revisions": 1, "sealed": 1, "read": 3, "rows": []
        }  # fmt: skip

    def test_says_what_is_lost_and_what_can_be_done(self, linli: Linli, damaged: Path) -> None:
        del damaged
        ran = linli("doctor", "--lang", "en")
        assert ran.code == 1
        assert "Revision 1 is not what was written" in ran.out
        assert "linli restore FILE" in ran.out
        told = linli("doctor", "--json").json
        assert (told["whole"], [one["code"] for one in told["rows"]]) == (False, ["revision_differs"])

    @pytest.mark.slow
    def test_says_so_too_of_what_cannot_be_opened(self, linli: Linli, store: Path) -> None:
        store.write_bytes(store.read_bytes()[:-4096])
        ran = linli("doctor")
        assert ran.code == 1
        assert "被截断了" in ran.out
        assert linli("doctor", "--json").json["rows"][0]["code"] == "not_opened"

    def test_other_commands_say_it_in_one_sentence(self, linli: Linli, damaged: Path) -> None:
        ran = linli("history", "--store", str(damaged))
        assert ran.code == 1
        assert "与写入时不一致" in ran.err
        assert "linli doctor" in ran.err
        assert linli("history", "--i-know").code == 0

    def test_finds_nothing_where_there_is_no_store(self, linli: Linli) -> None:
        assert linli("doctor").code == 1


class TestUpgrade:
    def test_of_a_current_store_does_nothing(self, linli: Linli, store: Path) -> None:
        assert "已是最新" in linli("upgrade").out
        assert sorted(one.name for one in store.parent.iterdir()) == ["linli.db", "linli.db.log"]

    @pytest.mark.slow
    def test_backs_up_an_older_one_first(self, linli: Linli, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / "linli.db")) as connection:
            connection.executescript(RELEASES[0].read_text(encoding="utf-8"))
        assert linli("upgrade", "--to", "before.db", "--json").json["sealed"] == 3
        assert linli("doctor", "--json").json["sealed"] == 3
        assert run(tmp_path / "before.db", "SELECT count(*) FROM revision") == [(3,)]


class TestCompact:
    def test_backs_up_first_and_tells_what_went(self, linli: Linli, store: Path) -> None:
        with SqliteStore(store) as opened:
            for number in range(3):
                at = datetime(2024, 11, 1 + number, tzinfo=UTC)
                opened.commit(changes(row("place", "a", note=f"演示{number}"), at=at, by="演示"))
        tried = linli("compact", "--before", "2124-01-01", "--keep", "3", "--dry-run")
        assert (tried.code, tried.out) == (0, "会去掉 1 行，此后共有 1 次更新打不开；没有写入\n")
        ran = linli("compact", "--before", "2124-01-01", "--yes", "--to", "before.db", "--json")
        assert (ran.json["rows"], ran.json["gone"], ran.json["revision"]) == (2, [2, 3], 5)
        refused = linli("changes", "--from", "2", "--to", "3")
        assert (refused.code, "已在第 5 次更新压缩掉" in refused.err) == (1, True)
        assert linli("doctor").code == 0
        assert run(store.with_name("before.db"), "SELECT count(*) FROM place") == [(4,)]

    def test_is_not_done_where_nobody_can_be_asked(self, linli: Linli, store: Path) -> None:
        for number in range(2):
            with SqliteStore(store) as opened:
                opened.commit(changes(row("place", "a", note=f"演示{number}")))
        ran = linli("compact", "--before", "2124-01-01")
        assert (ran.code, "--yes" in ran.err) == (1, True)
        assert run(store, "SELECT count(*) FROM place") == [(3,)]


class TestForget:
    @pytest.mark.slow
    def test_says_truly_what_is_gone_and_what_may_remain(self, linli: Linli, store: Path) -> None:
        ran = linli("forget", NAME, "--yes")
        assert ran.code == 0
        assert "已遗忘 person-a（第 2 次更新）" in ran.out
        assert "备份" in ran.out
        assert NAME not in ran.out + ran.err
        assert NAME.encode() not in store.read_bytes()
        assert NAME not in linli("find").out
        again = linli("forget", "person-a", "--yes", "--json").json
        assert (again["revision"], again["again"], again["swept"]) == (2, True, True)

    def test_is_not_done_where_nobody_can_be_asked(self, linli: Linli, store: Path) -> None:
        ran = linli("forget", NAME)
        assert (ran.code, "--yes" in ran.err) == (1, True)
        assert NAME.encode() in store.read_bytes()

    @pytest.mark.parametrize(("said", "code"), [("是", 0), ("yes", 0), ("不", 1), ("", 1)])
    def test_is_done_where_somebody_says_so(
        self, linli: Linli, store: Path, monkeypatch: pytest.MonkeyPatch, said: str, code: int
    ) -> None:
        class Terminal:
            def isatty(self) -> bool:
                return True

            def readline(self) -> str:
                return f"{said}\n"

        monkeypatch.setattr("sys.stdin", Terminal())
        assert linli("forget", "person-a").code == code
        assert (NAME.encode() in store.read_bytes()) == bool(code)

    @pytest.mark.slow
    def test_names_the_posts_that_somebody_still_holds(self, linli: Linli, store: Path) -> None:
        with SqliteStore(store) as opened:
            opened.commit(
                changes(
                    row("post", "a", role="building_head"),
                    tie("post_in", "post-a", "place-a"),
                    tie("holds", "person-a", "post-a"),
                )
            )
        ran = linli("forget", "person-a", "--yes")
        assert ran.code == 1
        assert "仍在任" in ran.err
        assert "--in-post" in ran.err
        assert linli("forget", "person-a", "--yes", "--in-post").code == 0

    def test_of_a_place_is_refused(self, linli: Linli, store: Path) -> None:
        del store
        assert linli("forget", "place-a", "--yes").code == 1


class TestRisk:
    def test_is_accepted_for_one_command(
        self, linli: Linli, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mounts = tmp_path / "mounts"
        mounts.write_text(f"x {store.parent.resolve()} 9p rw 0 0\n", encoding="utf-8")
        monkeypatch.setattr(location, "MOUNTS", mounts)
        refused = linli("history")
        assert (refused.code, "--i-know" in refused.err) == (1, True)
        assert linli("history", "--i-know").code == 0
        assert linli("history").code == 1

    def test_is_no_option_of_what_opens_no_store(self, linli: Linli) -> None:
        assert linli("kinds", "--i-know").code == 2


@pytest.mark.slow
def test_the_service_finds_the_same(linli: Linli, damaged: Path, tmp_path: Path) -> None:
    from api.app import create_app
    from api.settings import Settings
    from tests.api.http.conftest import client_of

    whole = tmp_path / "whole.db"
    shutil.copy(damaged, whole)
    run(whole, "UPDATE place SET note = NULL")
    with client_of(create_app(Settings(store=str(whole)))) as client:
        assert client.get("/v1/doctor").text == linli("doctor", "--json", "--store", str(whole)).out
        run(whole, "UPDATE place SET note = '别人写的'")
        found = client.get("/v1/doctor?lang=en").json()
        assert (found["whole"], found["rows"][0]["message"]) == (False, "Revision 1 is not what was written")
