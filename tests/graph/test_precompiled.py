"""What is kept beside byte code is what would be made, and is never half there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadRules
from graph.precompiled import precompiled
from graph.rules.located import Located
from graph.rules.located import _own as own
from graph.words import LANGUAGES, words

BY = ("graph.precompiled",)
RULES = Path(__file__).parents[2] / "graph" / "rules"


class Made:
    """Says one thing, and counts how often it was asked to."""

    def __init__(self, said: Any) -> None:
        self.said, self.times = said, 0

    def __call__(self) -> Any:
        self.times += 1
        return self.said


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a module's path in a folder in which byte code may be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return str(tmp_path / "at.py")


def kept_in(beside: str) -> list[Path]:
    return [one for one in Path(beside).parent.rglob("*") if one.is_file()]


class TestKept:
    def test_it_is_made_once(self, beside: str) -> None:
        make = Made({"甲": [1, 2.5, None, True]})
        assert precompiled(beside, BY, [b"1"], make) == precompiled(beside, BY, [b"1"], make) == make.said
        assert make.times == 1

    def test_other_bytes_and_other_programs_make_it_anew(self, beside: str) -> None:
        make = Made({"a": 1})
        for by, of in ((BY, [b"1"]), (BY, [b"2"]), (BY, [b"2", b""]), (("graph.parsing",), [b"2", b""])):
            precompiled(beside, by, of, make)
        assert make.times == 4
        assert len(kept_in(beside)) == 1  # in the place of what was there

    @pytest.mark.parametrize("spoil", ["turned", "cut", "other"])
    def test_what_is_not_as_it_was_written_is_made_anew(self, beside: str, spoil: str) -> None:
        make = Made({"a": 1})
        precompiled(beside, BY, [b"1"], make)
        (file,) = kept_in(beside)
        whole = file.read_bytes()
        spoilt = {"turned": whole.replace(b'"a":1', b'"a":2'), "cut": whole[:-2], "other": b"{}"}
        file.write_bytes(spoilt[spoil])
        assert precompiled(beside, BY, [b"1"], make) == {"a": 1}
        assert make.times == 2
        assert file.read_bytes() == whole

    def test_what_json_would_say_otherwise_is_not_kept(self, beside: str) -> None:
        for said in ({"a": (1,)}, {1: "a"}, {"a": {1}}, {"a": float("nan")}):
            assert precompiled(beside, BY, [b"1"], Made(said)) is said
        assert not kept_in(beside)


class TestNotKept:
    def test_where_byte_code_is_not_written(self, beside: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        assert precompiled(beside, BY, [b"1"], Made({"a": 1})) == {"a": 1}
        assert not kept_in(beside)

    def test_where_nothing_can_be_written(self, beside: str) -> None:
        (Path(beside).parent / "__pycache__").write_bytes(b"")  # in the way, as on an install that cannot be written to
        assert precompiled(beside, BY, [b"1"], Made({"a": 1})) == {"a": 1}

    def test_nothing_half_written_is_left(self, beside: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(os, "replace", refused)
        assert precompiled(beside, BY, [b"1"], Made({"a": 1})) == {"a": 1}
        assert not kept_in(beside)


class TestOurs:
    @pytest.mark.parametrize("file", sorted(RULES.rglob("*.yaml")), ids=lambda one: f"{one.parent.name}/{one.stem}")
    def test_every_file_of_rules_is_ready_and_says_what_is_parsed(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        ready, parsed = Located(text, file.name), Located(text, file.name, {})
        assert len(own()) == len(list(RULES.rglob("*.yaml")))
        assert repr(ready.data) == repr(parsed.data)  # days are days, and numbers of the same type
        for path in list(parsed._lines)[:50]:  # noqa: SLF001 - all that have a line
            assert ready.line(path) == parsed.line(path)

    def test_a_mapping_that_looks_like_a_day_of_ours_is_left_to_be_parsed(self) -> None:
        from graph.rules.located import _ready

        assert _ready(["{$day: '2024-05-01'}", "{$day: 1}", "{$day: a}"]) == {}
        assert len(_ready(["a: 2024-05-01"])) == 1

    def test_a_file_of_somebody_is_parsed_and_its_mistakes_told(self) -> None:
        with pytest.raises(BadRules):
            Located("{a: 1, a: 2}", "mine.yaml")

    @pytest.mark.slow
    def test_neither_words_nor_rules_read_yaml_once_they_are_kept(self, tmp_path: Path) -> None:
        code = "import sys; from api.cli import run; run(['kinds']); print('yaml' in sys.modules, file=sys.stderr)"
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        told = [
            subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
            for _ in range(2)
        ]
        assert [one.stderr.split()[-1] for one in told] == [b"True", b"False"]
        assert told[0].stdout == told[1].stdout

    def test_words_are_those_of_the_files(self) -> None:
        from graph.parsing import flat

        for lang in LANGUAGES:
            found: dict[str, str] = {}
            for file in sorted((RULES.parent / "words" / lang).iterdir()):
                found |= flat(file.read_text(encoding="utf-8"))
            assert words(lang) == found
