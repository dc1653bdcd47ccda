"""`linli copy`: what it says, what it refuses, and every command against a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores import open_store
from tests.api.conftest import ON, Linli
from tests.neo4j.server import PASSWORD, Server


class TestCopy:
    @pytest.mark.slow
    def test_shows_what_was_copied_and_that_it_is_the_same(self, linli: Linli, filled: Path, tmp_path: Path) -> None:
        ran = linli("copy", "--from", str(filled), "--to", "copy.db")
        assert ran.code == 0
        assert "已复制 1 次更新，两边每类的条数和校验码都一致" in ran.out
        assert "区域" in ran.out
        with open_store(filled) as there, open_store(tmp_path / "copy.db", create=False) as copied:
            assert copied.revisions() == there.revisions()

    @pytest.mark.slow
    def test_says_it_to_a_program(self, linli: Linli, filled: Path) -> None:
        told = linli("copy", "--from", str(filled), "--to", "copy.db", "--json").json
        assert (told["from"], told["to"], told["revisions"]) == (str(filled), "copy.db", 1)
        assert all(one["same"] and one["rows"] == one["copied"] for one in told["kinds"])

    @pytest.mark.slow
    def test_refuses_a_target_with_something_in_it(self, linli: Linli, filled: Path) -> None:
        linli("copy", "--from", str(filled), "--to", "copy.db")
        again = linli("copy", "--from", str(filled), "--to", "copy.db")
        assert again.code == 1
        assert "--resume" in again.err
        assert linli("copy", "--from", str(filled), "--to", "copy.db", "--resume").code == 0

    def test_makes_nothing_where_there_is_no_source(self, linli: Linli, tmp_path: Path) -> None:
        assert linli("copy", "--from", "nowhere.db", "--to", "copy.db").code == 1
        assert list(tmp_path.iterdir()) == []

    def test_wants_both_ends(self, linli: Linli) -> None:
        ran = linli("copy", "--from", "a.db")
        assert ran.code == 2
        assert "--to" in ran.err

    @pytest.mark.slow
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_never_shows_a_password(self, linli: Linli, filled: Path, lang: str) -> None:
        ran = linli("copy", "--from", str(filled), "--to", "bolt://neo4j:geheim@localhost", "--lang", lang)
        assert ran.code == 1
        assert "geheim" not in ran.out + ran.err
        assert "NEO4J_PASSWORD" in ran.err


@pytest.mark.neo4j
class TestServer:
    def test_answers_every_command(self, linli: Linli, neo4j: Server, tmp_path: Path) -> None:
        store = ("--store", neo4j.url)
        assert linli("coverage", *store).code == 1
        assert linli("sample", "suzhoulu").code == 0
        assert linli("load", "suzhoulu.xlsx", "--dry-run", *store).code == 0
        assert linli("coverage", *store).code == 1
        assert linli("load", "suzhoulu.xlsx", *store).code == 0
        shared = linli("coverage", "--on", ON, *store)
        assert linli("copy", "--from", neo4j.url, "--to", "copy.db").code == 0
        assert shared.out == linli("coverage", "--on", ON, "--store", "copy.db").out
        for command in (["history"], ["find", "锦绣园"], ["audit", "--on", ON], ["reconcile", "--on", ON]):
            there, copied = linli(*command, *store), linli(*command, "--store", "copy.db")
            assert (there.code, there.out) == (copied.code, copied.out)
        answer = linli("coverage", "--on", ON, "--json", *store)
        (tmp_path / "answer.json").write_text(answer.out, encoding="utf-8")
        assert linli("verify", "answer.json", *store).code == 0

    def test_that_refuses_us_is_told_without_the_password(
        self, linli: Linli, neo4j: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD + "x")
        ran = linli("coverage", "--store", neo4j.url)
        assert ran.code == 1
        assert PASSWORD not in ran.out + ran.err
        assert "NEO4J_PASSWORD" in ran.err
