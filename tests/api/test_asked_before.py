"""Who was asked before: `linli escalate --since`, and what it says of who did not act in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import Linli

HEAD = "锦绣园/66号楼//楼栋长"
LIMITS = """
limits:
  - {step: take, category: safety, hours: 24}
  - {step: take, working_days: 3}
"""


@pytest.fixture
def limited(tmp_path: Path) -> Path:
    """A folder of rules in which the profile of the sample has limits."""
    import graph.rules

    own = Path(graph.rules.__file__).parent / "profiles" / "suzhoulu.yaml"
    (tmp_path / "limited" / "profiles").mkdir(parents=True)
    text = own.read_text(encoding="utf-8") + LIMITS
    (tmp_path / "limited" / "profiles" / "suzhoulu.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "limited"


class TestWhoWasAsked:
    def test_is_passed_with_the_day_and_the_limit(self, ask: Linli, limited: Path) -> None:
        args = ("escalate", "锦绣园/66号楼", "--on", "2024-11-07", "--chain", "治理", "--rules", str(limited))
        out = ask(*args, "--since", f"{HEAD}=2024年11月1日").out
        assert (
            "   ↷ 跳过楼栋长：66号楼 楼栋长，问过（2024-11-01，限 3 个工作日，到 2024-11-06 为止），到期未办\n" in out
        )
        assert "演示赵四" not in out.partition("1. ")[0]

    def test_has_time_till_then_and_is_told_by_when(self, ask: Linli, limited: Path) -> None:
        args = ("escalate", "锦绣园/66号楼", "--on", "2024-11-06", "--category", "安全", "--rules", str(limited))
        out = ask(*args, "--since", f"{HEAD}=2024-11-05 14:30", "--lang", "en").out
        assert "within 24 hours, by 2024-11-06 14:30" in out
        assert out.count("within 24 hours") == 3  # all steps say it, the first one by when too

    def test_may_be_several(self, ask: Linli, limited: Path) -> None:
        args = ("escalate", "锦绣园/66号楼", "--on", "2024-11-07", "--chain", "治理", "--rules", str(limited), "--json")
        both = ("--since", f"{HEAD}=2024-11-01", "--since", "苏州路演示社区//苏州路演示社区居委会=2024-11-01")
        rows = ask(*args, *both).json["rows"]
        assert [one["slot"] for row in rows for one in row["passed"] if one["why"] == "did_not_act"] == [
            "building",
            "community",
        ]

    @pytest.mark.slow
    def test_by_the_day_that_is_told(self, ask: Linli, limited: Path) -> None:
        args = ("escalate", "锦绣园/66号楼", "--on", "2024-11-06", "--rules", str(limited), "--json")
        said = ("--since", f"{HEAD}=2024-11-01")
        assert "did_not_act" not in ask(*args, *said).out
        assert "did_not_act" in ask(*args, *said, "--at", "2024-11-06").out


class TestRefused:
    @pytest.mark.parametrize("said", [HEAD, f"{HEAD}=去年", "=2024-11-01", f"{HEAD}=2024-11-01T25:00"])
    def test_what_is_no_day_or_names_nobody(self, ask: Linli, said: str) -> None:
        ran = ask("escalate", "锦绣园/66号楼", "--since", said)
        assert (ran.code, ran.out) == (2, "")
        assert "`--since`" in ran.err

    def test_a_place_is_not_asked(self, ask: Linli) -> None:
        assert ask("escalate", "锦绣园/66号楼", "--on", "2024-11-07", "--since", "锦绣园=2024-11-01").code == 1
