"""One count as a share of another, where neither need be one number."""

from __future__ import annotations

import numpy as np

from graph.questions.reconciling.counts import Count
from graph.questions.reconciling.shares import share_of
from graph.selectors import parse_measure

NOTHING = np.array([], dtype=np.int32)


class TestShare:
    def test_the_more_there_may_be_of_the_whole_the_less_is_the_least_share(self) -> None:
        measure = parse_measure("share count kind=venue / count kind=team")
        found = share_of(measure, Count(2, 3, NOTHING), Count(4, 8, NOTHING))
        assert (found.low, found.high) == (25, 75)
