"""Who may be chosen where an estate has no secretary: how many is told, who only where that is asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import ON, Linli

pytestmark = pytest.mark.slow  # its sample is loaded for it alone

_NORM = "hongqi-station-head"


@pytest.fixture
def store(sample_store: Callable[[str], Path], tmp_path: Path) -> Path:
    """A store of its own, beside which looks are written down."""
    return Path(shutil.copy(sample_store("hongqi"), tmp_path / "hongqi.db"))


@pytest.fixture
def ask(linli: Linli, store: Path) -> Callable[..., str]:
    def asked(*args: str) -> str:
        ran = linli("coverage", "--store", str(store), "--on", ON, "--pack", "hongqi", "--state", "all", *args)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return asked


def chosen_from(text: str) -> dict[str, Any]:
    (row,) = [one for one in json.loads(text)["rows"] if one["norm"] == _NORM and one["eligible_count"]]
    return dict(row)


def looks(store: Path) -> list[dict[str, Any]]:
    log = store.with_name(f"{store.name}.log")
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


class TestEligible:
    def test_they_are_counted_and_not_named(self, ask: Callable[..., str], store: Path) -> None:
        row = chosen_from(ask("--json"))
        assert (row["state"], row["eligible"], row["eligible_count"]) == ("not_applicable", [], 3)
        assert looks(store) == []
        assert "可供推选，不分先后（按单位排序号）：3 人；加 --personal 列出" in ask("--limit", "100")

    def test_they_are_listed_where_that_is_asked_and_it_is_written_down(
        self, ask: Callable[..., str], store: Path
    ) -> None:
        row = chosen_from(ask("--json", "--personal"))
        assert len(row["eligible"]) == row["eligible_count"] == 3
        assert all(one["units"] and one["name"] for one in row["eligible"])
        assert set(looks(store)[-1]["keys"]) == {one["id"] for one in row["eligible"]}

    def test_both_answers_are_verified(self, ask: Callable[..., str], linli: Linli, store: Path) -> None:
        for args in (["--json"], ["--json", "--personal"]):
            Path("answer.json").write_text(ask(*args), encoding="utf-8")
            assert linli("verify", "answer.json", "--store", str(store)).code == 0
        answer = json.loads(ask("--json"))
        chosen_from_rows = [one for one in answer["rows"] if one["norm"] == _NORM and one["eligible_count"]]
        chosen_from_rows[0]["eligible_count"] = 4
        Path("answer.json").write_text(json.dumps(answer), encoding="utf-8")
        assert linli("verify", "answer.json", "--store", str(store)).code == 1
