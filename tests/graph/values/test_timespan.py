"""A period is kept as it is written, as long as the calendar has its dates."""

from __future__ import annotations

import pytest

from graph.errors import BadValue
from graph.values import TIMESPAN


class TestTimespan:
    @pytest.mark.parametrize(
        "said", ["2023", "2023-02至2024-04", "自2023-02", "2023年上半年", "2023-2024学年", "从前每月"]
    )
    def test_is_kept_as_written(self, said: str) -> None:
        assert TIMESPAN.clean(said) == said

    @pytest.mark.parametrize("said", ["2024-13", "2024年13月", "2023-01至2023-00", "2023-02-30"])
    def test_with_a_date_that_no_calendar_has_is_refused(self, said: str) -> None:
        with pytest.raises(BadValue) as refused:
            TIMESPAN.clean(said)
        assert refused.value.params == {"found": said, "expected": "expected.timespan"}
