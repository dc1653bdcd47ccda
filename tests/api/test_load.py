"""`linli load`, `sample` and `template`: files in, all or nothing, and what is said of them."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from api.cli import loading
from graph.stores import Store, open_store
from loaders.samples import SAMPLES
from tests.api.conftest import Linli

DIVISIONS = (("37", "", "1", "山东省"), ("3702", "37", "2", "青岛市"), ("370285", "3702", "3", "莱西市"))


def written(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("code", "parent", "level", "name"), *rows])
    return path


class TestSample:
    def test_without_a_name_they_are_listed(self, linli: Linli) -> None:
        assert [line.split()[0] for line in linli("sample").out.splitlines()] == [*SAMPLES, "city"]

    @pytest.mark.slow
    @pytest.mark.parametrize("name", list(SAMPLES))
    def test_it_is_written_and_loads_without_an_error(self, linli: Linli, name: str) -> None:
        assert linli("sample", name).out == f"已写出：{name}.xlsx\n读入：linli load {name}.xlsx\n"
        ran = linli("load", f"{name}.xlsx")
        assert ran.code == 0
        assert ran.out.endswith("已写入，第 1 次更新\n")

    @pytest.mark.slow
    def test_a_file_that_is_there_is_not_overwritten(self, linli: Linli, tmp_path: Path) -> None:
        (tmp_path / "yanshan.xlsx").write_text("mine", encoding="utf-8")
        ran = linli("sample", "yanshan")
        assert (ran.code, (tmp_path / "yanshan.xlsx").read_text(encoding="utf-8")) == (1, "mine")
        assert ran.err == "错误：已经有文件，没有覆盖：`yanshan.xlsx`\n\n提示：请换一个文件名，或加 `--force`\n"
        assert linli("sample", "yanshan", "--force").code == 0


class TestTemplate:
    @pytest.mark.slow
    def test_it_is_written_in_either_language(self, linli: Linli) -> None:
        assert linli("template").out == "已写出：linli.xlsx\n填好后读入：linli load linli.xlsx\n"
        ran = linli("template", "-o", "b.xlsx", "--lang", "en")
        assert ran.out == "Written: b.xlsx\nFill it in, then: linli load b.xlsx\n"

    @pytest.mark.slow
    def test_it_is_recognised_when_it_comes_back(self, linli: Linli) -> None:
        linli("template")
        ran = linli("load", "linli.xlsx")
        assert (ran.code, ran.out.splitlines()[3]) == (0, "读了 linli.xlsx（来源 workbook）：关系 0")
        assert ran.out.startswith("警告 linli.xlsx：41 张工作表（如“区域”）都只有表头，下面没有一行\n")
        assert ran.out.endswith("没有变化，仍是第 0 次更新\n")


class TestWhatIsNoFile:
    def test_a_link_to_nowhere_is_told_as_that(self, linli: Linli, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").symlink_to("b.xlsx")
        ran = linli("load", "a.xlsx")
        assert (ran.code, ran.err.partition("\n")[0]) == (1, "错误：`a.xlsx` 是一个链接，所指的文件不在")

    def test_what_is_called_nearly_as_a_source_is_told_with_those_there_are(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "a.csv", *DIVISIONS)
        ran = linli("load", "admin_division", "a.csv")
        assert (ran.code, ran.err.partition("\n")[0]) == (1, "错误：没有来源“admin_division”")
        assert "admin_divisions、dhis2" in ran.err

    def test_the_folder_that_one_stands_in_is_called_by_its_name(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "a.csv", *DIVISIONS)
        (tmp_path / "b").mkdir()
        assert f"读了 {tmp_path.name}（" in linli("load", ".", "--dry-run").out

    @pytest.mark.parametrize("how", [[], ["--dry-run"]])
    def test_a_store_that_is_a_link_to_nowhere_stays_one(self, linli: Linli, tmp_path: Path, how: list[str]) -> None:
        written(tmp_path / "a.csv", *DIVISIONS)
        (tmp_path / "b.db").symlink_to("c.db")
        ran = linli("load", "a.csv", "--store", "b.db", *how)
        assert (ran.code, ran.err.partition("\n")[0]) == (
            1,
            f"错误：数据文件 {tmp_path / 'b.db'} 是一个链接，所指的 c.db 不在",
        )
        assert (tmp_path / "b.db").is_symlink()
        assert not (tmp_path / "c.db").exists()

    def test_a_pipe_is_not_waited_for(self, linli: Linli, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.csv")
        ran = linli("load", "a.csv")
        assert (ran.code, ran.err.partition("\n")[0]) == (1, "错误：`a.csv` 不是文件，是管道或设备，没有读")

    def test_what_in_a_folder_may_hold_tables_and_is_not_read_is_told(self, linli: Linli, tmp_path: Path) -> None:
        folder = tmp_path / "各社区"
        (folder / "第二社区").mkdir(parents=True)
        (folder / "空.xlsx").mkdir()
        os.mkfifo(folder / "管.csv")
        for name in ("区域.csv", "第二社区/区域.csv", "旧.zip", "说明.md", "~$区域.xlsx", ".区域.csv"):
            (folder / name).write_text("名称,层级\n演示社区,社区\n", encoding="utf-8")
        ran = linli("load", "各社区")
        assert (ran.code, ran.out.partition("\n")[0]) == (
            0, "警告 各社区：文件夹里还有 3 项没有读：旧.zip、第二社区、管.csv"
        )  # fmt: skip


class TestLoad:
    def test_an_empty_file_is_tried_as_a_store_that_is_to_be_made(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        (tmp_path / "linli.db").touch()
        assert linli("load", "codes.csv", "--dry-run").code == 0
        assert (tmp_path / "linli.db").read_bytes() == b""

    def test_the_source_is_recognised_and_the_rows_are_counted(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        assert linli("load", "codes.csv").out == (
            "读了 codes.csv（来源 admin_divisions）：区域 3，台账声明 1，关系 2\n"
            "新增 6，更改 0，终止 0，未变 0，缺失 0，跳过 0\n"
            "已写入，第 1 次更新\n"
        )

    @pytest.mark.slow
    def test_loading_it_again_changes_nothing(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        linli("load", "admin_divisions", "codes.csv", "--as-of", "2023-06-30", "--set", "code_version=2023-06")
        assert linli("load", "codes.csv").out.endswith("没有变化，仍是第 1 次更新\n")

    def test_a_dry_run_makes_no_store(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        ran = linli("load", "codes.csv", "--dry-run", "--lang", "en")
        assert (ran.code, ran.out.splitlines()[-1]) == (0, "Checked only, nothing was written")
        assert [path.name for path in tmp_path.iterdir()] == ["codes.csv"]

    def test_a_dry_run_takes_away_no_store_that_somebody_makes_meanwhile(
        self, linli: Linli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written(tmp_path / "a.csv", *DIVISIONS)
        tried = loading._tried  # noqa: SLF001 - the moment in which somebody else makes it

        def made_meanwhile(where: str, *, fresh: bool) -> Store:
            open_store(where).close()
            return tried(where, fresh=fresh)

        monkeypatch.setattr(loading, "_tried", made_meanwhile)
        linli("load", "a.csv", "--store", "b.db", "--dry-run")
        assert (tmp_path / "b.db").exists()

    def test_a_refused_file_leaves_no_store_behind(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS, ("x", "37", "2", "烟台市"))
        ran = linli("load", "codes.csv")
        assert (ran.code, ran.out.splitlines()[-1]) == (1, "有 1 处错误，没有写入")
        assert ran.out.startswith("错误 codes.csv A5")
        assert [path.name for path in tmp_path.iterdir()] == ["codes.csv"]

    def test_a_refused_file_leaves_the_store_as_it_was(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        linli("load", "codes.csv")
        written(tmp_path / "codes.csv", *DIVISIONS, ("x", "37", "2", "烟台市"))
        assert linli("load", "codes.csv").code == 1
        with open_store(tmp_path / "linli.db") as store:
            assert store.revision().number == 1

    @pytest.mark.slow
    def test_what_the_file_leaves_out_is_ended_when_asked(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS, ("370299", "3702", "3", "演示区"))
        linli("load", "codes.csv", "--as-of", "2022-06-30")
        written(tmp_path / "codes.csv", *DIVISIONS)
        ran = linli("load", "codes.csv", "--end-missing", "--as-of", "2023-06-30")
        assert "缺失 1" in ran.out
        assert "终止 2" in ran.out

    def test_who_loads_is_kept(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        linli("load", "codes.csv", "--by", "演示统筹员")
        assert linli("history").out.splitlines()[-1].split()[-2:] == ["演示统筹员", "codes.csv"]

    def test_json_is_the_report(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        said = linli("load", "codes.csv", "--json").json
        assert (said["schema"], said["revision"], said["accepted"]) == (
            1,
            1,
            {"place": 3, "part_of": 2, "listing": 1},
        )

    def test_the_same_offence_in_several_cells_is_one_line(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS, *((f"x{n}", "37", "2", f"演示{n}市") for n in range(3)))
        out = linli("load", "codes.csv").out
        assert out.startswith("错误 codes.csv A5：")
        assert "（另有 2 处原因相同：A6 A7）" in out
        assert "“x0、x1、x2”" in out


class TestMapped:
    @pytest.mark.slow
    def test_a_table_called_otherwise_is_looked_at_corrected_and_loaded(self, linli: Linli, tmp_path: Path) -> None:
        (tmp_path / "区划.csv").write_text("37,山东省\n3702,青岛市\n", encoding="utf-8")
        ran = linli("load", "区划.csv")
        assert (ran.code, "linli map '区划.csv'" in ran.err) == (1, True)
        assert linli("map", "区划.csv").out == (
            "已写出：区划.map.yaml\n看过、补好对照后读入：linli load 区划.csv --map 区划.map.yaml\n"
        )
        assert linli("map", "区划.csv").code == 1  # what was corrected is not written over
        assert linli("load", "区划.csv", "--map", "区划.map.yaml").out.endswith("已写入，第 1 次更新\n")

    def test_a_mapping_that_is_none_is_refused_with_its_line(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "codes.csv", *DIVISIONS)
        (tmp_path / "a.yaml").write_text("tables:\n  - columns: 甲\n", encoding="utf-8")
        assert "a.yaml 第 2 行" in linli("load", "codes.csv", "--map", "a.yaml").err
        assert linli("load", "codes.csv", "--map", "b.yaml").code == 1

    @pytest.mark.slow
    def test_moved_units_are_taken_where_it_is_said(self, linli: Linli, tmp_path: Path) -> None:
        written(tmp_path / "a.csv", *DIVISIONS, ("370285001", "370285", "4", "演示街道"))
        written(tmp_path / "b.csv", *DIVISIONS, ("370285009", "370285", "4", "演示街道"))
        linli("load", "a.csv")
        ran = linli("load", "b.csv")
        assert ran.out.startswith("错误 b.csv A5：看来是同一个单位换了代码：演示街道：370285001 → 370285009\n")
        assert ran.code == 1
        assert linli("load", "b.csv", "--moved").code == 0
