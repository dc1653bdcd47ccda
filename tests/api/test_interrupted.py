"""A command that somebody interrupts: one line, a code of its own, and nothing half-written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from api import cli
from graph.stores import open_store
from graph.stores.base import Store
from loaders.readers.apart.process import read_apart
from tests.api.conftest import Linli
from tests.api.test_load import DIVISIONS, written


def _interrupting(work: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def interrupted(*said: Any, **how: Any) -> Any:
        if after:
            work(*said, **how)
        raise KeyboardInterrupt

    return interrupted


class TestALoad:
    def test_that_had_written_nothing_says_so_and_leaves_nothing(
        self, linli: Linli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(tmp_path / "a.csv", *DIVISIONS)
        monkeypatch.setattr(Store, "commit", _interrupting(Store.commit, after=False))
        ran = linli("load", "a.csv")
        assert (ran.code, ran.out, ran.err.strip()) == (130, "", "已中断，没有写入任何内容")
        assert not [one.name for one in tmp_path.iterdir() if one.name.startswith("linli.db")]

    def test_that_had_written_says_so(self, linli: Linli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        written(tmp_path / "a.csv", *DIVISIONS)
        monkeypatch.setattr(Store, "commit", _interrupting(Store.commit, after=True))
        ran = linli("load", "a.csv", "--lang", "en")
        said = "Interrupted; it had been written before that, see `linli history`"
        assert (ran.code, ran.out, ran.err.strip()) == (130, "", said)
        with open_store(str(tmp_path / "linli.db")) as store:
            assert store.revision().number == 1

    def test_waits_for_no_watch_that_is_left(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = written(tmp_path / "a.csv", *DIVISIONS)
        monkeypatch.setattr(Timer, "start", _interrupting(Timer.start, after=True))
        with pytest.raises(KeyboardInterrupt):
            read_apart(path)
        assert not [one for one in threading.enumerate() if isinstance(one, Timer) and not one.daemon]


class TestBeforeItBegan:
    def test_it_ends_with_the_same_code_and_no_traceback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cli, "run", _interrupting(cli.run, after=False))
        monkeypatch.setattr("gc.freeze", lambda: None)
        monkeypatch.setattr("gc.set_threshold", lambda _: None)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code == 130
