"""The READMEs and the pages behind them say the same in both languages, and show what the commands print."""

from __future__ import annotations

import doctest
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.readme import LANGUAGES, PAGES, READMES, ROOT, commands, filled, read


@pytest.mark.parametrize("pair", PAGES)
class TestBothLanguages:
    def test_they_show_the_same_commands(self, pair: tuple[str, str]) -> None:
        first, second = (commands(read(name)) for name in pair)
        assert first == second

    def test_they_have_the_same_sections(self, pair: tuple[str, str]) -> None:
        first, second = (re.findall(r"^#+", read(name), re.MULTILINE) for name in pair)
        assert first == second


@pytest.mark.slow
@pytest.mark.parametrize(("name", "lang"), [one for pair in PAGES for one in zip(pair, LANGUAGES, strict=True)])
def test_commands_print_what_is_shown(name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = read(name)
    assert filled(text, lang).split("\n") == text.split("\n"), "`python -m tests.readme` writes it anew"


@pytest.mark.parametrize("name", [name for pair in PAGES for name in pair])
class TestPage:
    def test_it_names_no_host_and_no_folder_of_a_machine(self, name: str) -> None:
        assert not re.search(r"https?:|www\.|/(?:home|root|work|tmp|Users)/", read(name))

    def test_what_it_links_to_is_there(self, name: str) -> None:
        links = re.findall(r"\]\(([^)#]+)\)", read(name))
        assert [one for one in links if not (ROOT / name).parent.joinpath(one).exists()] == []


@pytest.mark.parametrize("name", READMES)
class TestReadme:
    @pytest.mark.slow
    def test_python_gives_what_is_shown(
        self, name: str, sample_store: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert commands(read(name))[:2] == ["linli sample suzhoulu", "linli load suzhoulu.xlsx"]
        shutil.copy(sample_store("suzhoulu"), "linli.db")
        examples = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", read(name), re.MULTILINE | re.DOTALL))
        test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
        assert test.examples
        assert doctest.DocTestRunner(verbose=False).run(test).failed == 0

    def test_it_opens_with_what_it_does_and_two_commands(self, name: str) -> None:
        opening = read(name).partition("\n## ")[0]
        assert re.findall(r"^make \w+", opening, re.MULTILINE) == ["make demo", "make test"]
