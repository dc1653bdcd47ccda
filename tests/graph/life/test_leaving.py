"""From which day on who raised a need, and its door, are kept no longer."""

from __future__ import annotations

from graph.life.leaving import leaving
from tests.graph.life.played import Played

_LINES = """
place 甲社区 community profile=suzhoulu
need 催过 located_at=甲社区
step 办结 need=催过 number=1 at="2024-05-01 10:00" state=已办结
step 催办 need=催过 number=2 at="2024-05-10 10:00" state=已办结
"""


class TestWhatIsLongOver:
    def test_has_ended_fifteen_days_after_it_was_finished_whoever_urged_since(self) -> None:
        played = Played(_LINES, "suzhoulu", {"forget_after": 30})
        on = {
            day: [str(one.ended) for one in leaving(played.network(played.at(day)), played.rules)]
            for day in ("2024-06-15", "2024-06-16")
        }
        assert on == {"2024-06-15": [], "2024-06-16": ["2024-05-16"]}
