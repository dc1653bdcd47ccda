"""Whom a chain asks beside it, as a terminal tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import ON, Linli

SIDEWAYS = """
    sideways:
      - {after: building, ask: property_company}
      - {after: building, ask: owners_committee}
      - {after: building, ask: committee_acting}
      - {after: building, ask: table, fixed: [residents_committee, owners_committee], calls: [building_head]}
      - {after: community, ask: department}
"""


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder of rules in which the governance chain of the sample has steps beside it."""
    import graph.rules

    own = Path(graph.rules.__file__).parent / "profiles" / "suzhoulu.yaml"
    text, combinations, rest = own.read_text(encoding="utf-8").partition("expected_combinations:")
    slots = text.partition("    sideways:")[0]  # the sample's own are of public affairs alone
    (tmp_path / "beside" / "profiles").mkdir(parents=True)
    text = f"{slots.rstrip()}{SIDEWAYS}{combinations}{rest}"
    (tmp_path / "beside" / "profiles" / "suzhoulu.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "beside"


class TestTelling:
    def test_names_who_is_there_and_what_is_done(self, ask: Linli, beside: Path) -> None:
        args = ("escalate", "安和园/7号楼", "--on", ON, "--chain", "治理", "--category", "环境", "--rules", str(beside))
        out = ask(*args).out
        assert out.partition("治理四级链\n")[2].partition("2. ")[0] == (
            "   → 物业企业：演示和顺物业公司 物业经理 演示韩二（协商）\n"
            "      负责 安和园，电话 0532-00000032\n"
            "   ↷ 跳过业委会：台账完整，其中没有\n"
            "   → 代行业委会：苏州路演示社区居委会 主任 演示钱一（协商）\n"
            "      负责 安和园，电话 0532-00000002\n"
            "   → 3+N议事（召集议事）\n"
            "      参加：苏州路演示社区居委会（居委会） 演示钱一\n"
            "      参加：苏州路演示社区居委会（业委会） 演示钱一\n"
            "   ↷ 跳过楼栋长：7号楼 楼栋长，空缺，自 2024-07-01 起\n"
            "1. 网格员：演示朱八（现任）\n"
            "   苏州路演示社区居委会 专职网格员，负责 第六网格，电话 0532-00000110\n"
        )

    @pytest.mark.slow
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_leaves_no_code_without_words(self, ask: Linli, beside: Path, lang: str) -> None:
        for start in ("安和园/7号楼", "锦绣园/66号楼", "苏州路演示社区"):
            out = ask("escalate", start, "--on", ON, "--rules", str(beside), "--lang", lang).out
            assert "sideways." not in out
            assert not any(code in out for code in ("passed.", "action.", "also.", "how.", "flags.", "_committee"))
