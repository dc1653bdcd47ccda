"""`linli export parquet` and `linli spark`: a ledger in parts, from the terminal."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.api.conftest import ON, Linli


class TestParts:
    @pytest.mark.slow
    def test_are_written_and_asked_without_spark(self, ask: Linli, linli: Linli) -> None:
        assert ask("export", "parquet", "--on", ON, "-o", "分片").code == 0
        ran = linli("spark", "audit", "分片", "--master", "none", "-o", "结果", "--json")
        told = json.loads(ran.out)
        whole = json.loads(ask("audit", "--on", ON, "--json").out)
        assert (told["totals"], told["left_out"]) == (whole["totals"], [])
        assert told["tables"]["load.parquet"] == len(whole["load"])
        assert sorted(path.name for path in Path("结果").iterdir()) == ["load.parquet", "near.parquet", "rows.parquet"]
        matched = json.loads(linli("spark", "match", "分片", "--master", "none", "-o", "对接", "--json").out)
        answer = json.loads(ask("match", "--on", ON, "--json").out)
        assert (matched["totals"], matched["totals"]["demands"] > 1) == (answer["totals"], True)
        assert matched["tables"]["rows.parquet"] == len(answer["rows"])
        again = linli("spark", "audit", "分片", "--master", "none", "-o", "结果")
        assert (again.code, "已经有东西" in again.err) == (1, True)

    def test_are_of_the_whole_ledger(self, ask: Linli) -> None:
        ran = ask("export", "parquet", "--within", "安和园/7号楼", "-o", "分片")
        assert (ran.code, list(Path().iterdir())) == (1, [])
        assert ran.err == "错误：分片要导出整个台账，不能只导出一处\n\n提示：去掉 `--within`\n"

    def test_a_question_that_cannot_be_asked_of_them_is_refused(self, linli: Linli) -> None:
        Path("分片").mkdir()
        ran = linli("spark", "site", "分片")
        assert (ran.code, ran.out) == (1, "")
        assert "coverage, audit, reconcile, match" in ran.err

    def test_where_spark_is_not_installed_it_says_how(
        self, ask: Linli, linli: Linli, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert ask("export", "parquet", "--on", ON, "-o", "分片").code == 0
        monkeypatch.setitem(sys.modules, "pyspark.sql", None)
        ran = linli("spark", "audit", "分片", "-o", "结果")
        assert (ran.code, "docs/spark.md" in ran.err) == (1, True)
