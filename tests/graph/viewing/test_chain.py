"""The log as a chain: what was changed in it is found, where it was changed (SEMANTICS V16)."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.viewing import Log
from graph.viewing.chain import add, digests_in, held

OLD = b'{"at": "2025-01-01T00:00:00+00:00", "who": "a", "where": "terminal", "what": "show", "keys": ["person-a"]}\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "linli.db.log"


def told(path: Path, *names: str) -> None:
    for name in names:
        Log(path).told(name, "http", "sign in")


def changed(path: Path, lines: list[bytes]) -> tuple[int | None, int | None]:
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    found = held(path)
    return found.unreadable, found.broken


class TestWhole:
    def test_a_log_that_nobody_changed(self, path: Path) -> None:
        told(path, "甲", "乙", "丙")
        found = held(path)
        assert (found.lines, found.whole, found.last) == (3, True, [*digests_in(path)][-1])

    def test_one_that_is_not_there_has_no_lines(self, path: Path) -> None:
        assert (held(path).lines, held(path).whole) == (0, True)

    def test_lines_of_before_there_were_chains_are_held_by_the_first_that_is_chained(self, path: Path) -> None:
        path.write_bytes(OLD * 3)
        told(path, "甲", "乙")
        lines = path.read_bytes().splitlines()
        assert held(path).whole
        assert changed(path, [lines[0].replace(b"person-a", b"person-b"), *lines[1:]]) == (None, 4)
        assert changed(path, lines[1:]) == (None, 3)

    def test_several_threads_write_one_chain(self, path: Path) -> None:
        with ThreadPoolExecutor(8) as pool:
            [*pool.map(lambda number: told(path, str(number)), range(40))]
        assert (held(path).lines, held(path).whole) == (40, True)

    def test_a_line_longer_than_a_block_is_read_whole(self, path: Path) -> None:
        add(path, {"at": "", "who": "", "keys": ["person-" + "a" * 16] * 10_000})
        told(path, "甲")
        assert held(path).whole


class TestChanged:
    @given(st.integers(0, 4), st.sampled_from(["change", "drop", "double", "swap", "unchain"]))
    def test_whatever_was_done_to_a_line_is_found_there_or_at_the_next(self, at: int, how: str) -> None:
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            path = Path(folder) / "log"
            told(path, *"甲乙丙丁戊己")
            lines = path.read_bytes().splitlines()
            line = lines[at]
            said = json.loads(line)
            one = {
                "change": [json.dumps({**said, "who": "庚"}, ensure_ascii=False).encode()],
                "drop": [],
                "double": [line, line],
                "swap": [lines[at + 1], line],
                "unchain": [json.dumps({k: v for k, v in said.items() if k != "prev"}, ensure_ascii=False).encode()],
            }[how]
            rest = lines[at + 2 :] if how == "swap" else lines[at + 1 :]
            unreadable, broken = changed(path, [*lines[:at], *one, *rest])
            assert unreadable is None
            assert broken in (at + 1, at + 2)

    def test_a_line_put_in_without_a_chain_is_found(self, path: Path) -> None:
        told(path, "甲", "乙")
        assert changed(path, [*path.read_bytes().splitlines(), OLD.strip()]) == (None, 3)

    def test_what_is_cut_off_the_end_is_found_by_who_kept_a_digest(self, path: Path) -> None:
        told(path, "甲", "乙")
        known = held(path).last
        told(path, "丙")
        assert known in digests_in(path)
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:1]))
        assert held(path).whole
        assert known not in digests_in(path)


class TestTorn:
    def test_a_line_that_was_cut_off_is_told_and_the_next_is_whole(self, path: Path) -> None:
        told(path, "甲")
        with path.open("ab") as file:
            file.write(b'{"at": "2026')
        told(path, "乙")
        found = held(path)
        assert (found.lines, found.unreadable, found.broken) == (3, 2, None)

    def test_where_there_is_no_room_nothing_of_a_line_is_left(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told(path, "甲")
        before, write = path.read_bytes(), os.write
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", lambda file, said: write(file, said[:9]))
            with pytest.raises(OSError, match="No space"):
                add(path, {"at": "", "who": "", "keys": []})
        assert path.read_bytes() == before
