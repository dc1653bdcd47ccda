"""What reckons days is imported when a day is asked for, and not before."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASKED = """
import sys, graph.calendar, graph.rules
from datetime import date

def imported():
    print(*(name for name in ("chinese_calendar", "dateutil.rrule", "lunar_python") if name in sys.modules))

first, last = date(2024, 1, 1), date(2024, 1, 9)
graph.rules.load_rules()
imported()
graph.calendar.occurrences("2024-01-02", None, first, last)
imported()
graph.calendar.occurrences("每周五", None, first, last)
imported()
official = graph.calendar.Calendar.official()
imported()
official.is_working(first)
imported()
graph.calendar.occurrences("冬至", None, first, last)
imported()
"""


@pytest.mark.slow
def test_only_what_is_needed_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == [
        "",
        "",
        "dateutil.rrule",
        "dateutil.rrule",
        "chinese_calendar dateutil.rrule",
        "chinese_calendar dateutil.rrule lunar_python",
    ]
