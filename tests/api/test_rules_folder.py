"""Rules of one's own: a folder beside those that come with linli, for every command that asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import ON, Linli

NORM = """\
- id: team-in-each-community
  title: {zh: 每个社区有队伍, en: a team in each community}
  sort: local_practice
  cite: {document: 演示文件}
  subject: {kind: [place], level: [community]}
  presence: {of: {kind: [team]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one pack of norms."""
    (tmp_path / "own" / "norms").mkdir(parents=True)
    (tmp_path / "own" / "norms" / "mine.yaml").write_text(NORM, encoding="utf-8")
    return tmp_path / "own"


class TestFolder:
    def test_its_norms_can_be_asked_and_shown(self, ask: Linli, linli: Linli, folder: Path) -> None:
        ran = ask("coverage", "--on", ON, "--rules", str(folder), "--pack", "mine", "--json")
        assert list(ran.json["totals"]["norms"]) == ["team-in-each-community"]
        assert "mine" in ran.json["rules"]
        assert "每个社区有队伍" in linli("rules", "--rules", str(folder), "--pack", "mine").out

    def test_the_environment_may_name_it(self, ask: Linli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LINLI_RULES", str(folder))
        assert ask("coverage", "--on", ON, "--pack", "mine", "--state", "all").code == 0

    @pytest.mark.slow
    def test_an_answer_by_them_can_be_verified_with_them_alone(self, ask: Linli, folder: Path, tmp_path: Path) -> None:
        said = ask("coverage", "--on", ON, "--rules", str(folder), "--pack", "mine", "--state", "all", "--json")
        (tmp_path / "kept.json").write_text(said.out, encoding="utf-8")
        assert ask("verify", "kept.json", "--rules", str(folder)).code == 0
        ran = ask("verify", "kept.json")
        assert (ran.code, "mine" in ran.err) == (1, True)


class TestRefused:
    @pytest.mark.parametrize("command", [["coverage"], ["audit"], ["rules"], ["find", "x"], ["load", "x.csv"]])
    def test_a_folder_without_rules(self, ask: Linli, linli: Linli, tmp_path: Path, command: list[str]) -> None:
        (tmp_path / "empty").mkdir()
        for name in ("empty", "nowhere"):
            run = linli if command == ["rules"] else ask
            ran = run(*command, "--rules", name)
            assert (ran.code, ran.out) == (1, "")
            assert ran.err.startswith(
                f"错误：规则文件夹“{name}”里没有 profiles、norms、workflows 或 calendars\n\n提示："
            )

    def test_a_rule_that_cannot_be_is_told_with_its_line(self, ask: Linli, folder: Path) -> None:
        (folder / "norms" / "mine.yaml").write_text(NORM.replace("local_practice", "habit"), encoding="utf-8")
        ran = ask("coverage", "--rules", str(folder), "--lang", "en")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("error: norms/mine.yaml line 3")

    def test_a_file_that_is_no_text(self, ask: Linli, folder: Path) -> None:
        (folder / "norms" / "mine.yaml").write_bytes(b"\xff\xfe\x00")
        ran = ask("coverage", "--rules", str(folder), "--lang", "en")
        assert (ran.code, "mine.yaml" in ran.err) == (1, True)


@pytest.mark.slow
def test_a_page_of_an_answer_is_not_verified(ask: Linli, tmp_path: Path) -> None:
    said = ask("coverage", "--on", ON, "--json").out.replace('"next": null', '"next": "abc"')
    (tmp_path / "page.json").write_text(said, encoding="utf-8")
    ran = ask("verify", "page.json", "--lang", "en")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "error: This is only a page of an answer")
