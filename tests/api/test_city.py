"""``linli sample city``: a made-up city straight into a store of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import Linli


class TestCommand:
    @pytest.mark.slow
    def test_it_is_written_into_a_new_store_and_never_into_one_with_something_in_it(self, linli: Linli) -> None:
        ran = linli("sample", "city", "--homes", "500", "--seed", "7")
        assert ran.code == 0
        assert ran.out.startswith("已写入 linli.db：演示城市，500 个户室，种子 7，第 5 次更新，校验码 ")
        ran = linli("sample", "city")
        assert (ran.code, "里已经有内容" in ran.err) == (1, True)

    def test_what_fails_leaves_no_store_behind(self, linli: Linli, tmp_path: Path) -> None:
        assert linli("sample", "city", "--homes", "3").code == 1
        assert not (tmp_path / "linli.db").exists()

    @pytest.mark.parametrize(
        "args", [("city", "--force"), ("city", "-o", "x.xlsx"), ("yanshan", "--homes", "9"), ("yanshan", "--seed", "9")]
    )
    def test_an_option_of_the_other_sort_of_sample_is_refused(self, linli: Linli, args: tuple[str, ...]) -> None:
        ran = linli("sample", *args)
        assert (ran.code, "用不上选项" in ran.err) == (2, True)
