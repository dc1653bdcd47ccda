"""``linli bulletin``: what may hang on the wall, and that two such tables are not published beside each other."""

from __future__ import annotations

import pytest

from tests.api.conftest import ON, Linli

_SAID = "一个月只公布一张"


class TestAPart:
    @pytest.mark.parametrize("part", [("--within", "苏州路演示社区"), ("--level", "街道")])
    def test_says_that_it_may_be_subtracted_from_the_whole(self, ask: Linli, part: tuple[str, str]) -> None:
        assert _SAID in ask("bulletin", "--on", ON, *part).out

    def test_the_whole_does_not(self, ask: Linli) -> None:
        assert _SAID not in ask("bulletin", "--on", ON).out
