"""A partner's workbook comes back by the code that it was given, and by no other (SEMANTICS M45)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from graph import today
from loaders.lists.marks import Marks
from loaders.receipts import Known, Receipt, is_received
from loaders.report import Report
from tests.loaders.books import told
from tests.loaders.lists.around import Hall, everything_in, filled

CODE, UNTIL = "AAAA-BBBB-CCCC-DDDD", today() + timedelta(days=90)
LINE = ({"需求或项目": "课堂用书"}, {"认领": "√", "签字人": "演示甲", "签字日期": date(2024, 11, 1)})


class Codes:
    """Codes that were given, and what is known of them."""

    def __init__(self, until: date = UNTIL) -> None:
        self.until, self.known = until, dict[str, Known]()

    def giving(self, of: str) -> Receipt:
        code = CODE if CODE not in self.known else CODE[::-1]
        self.known[code] = Known(of, self.until)
        return Receipt(code, self.until)


def judged(codes: Codes, **said: Any) -> list[str]:
    """Return the issues of a workbook of one list whose marks say something else."""
    report = Report()
    mine = Marks("partner", 3, date(2024, 11, 1), "place-a", "team-a")
    codes.giving(mine.of)
    back = replace(mine, **{"code": CODE, **said})
    taken = is_received(back.code, back.of, codes.known.get, "partner.xlsx", report)
    assert taken is not report.failed
    return [issue.code for issue in report.issues]


class TestWithItsCode:
    @pytest.mark.slow
    def test_it_is_taken_and_taken_again_changes_nothing(self, hall: Hall) -> None:
        codes = Codes()
        path = hall.write("partner", giving=codes.giving)
        assert f"回执码 {CODE}，随本表交回，到 {UNTIL} 为止有效" in everything_in(path)

        path = filled(path, "对接表", LINE)
        first, again = (hall.take(path, receipts=codes.known.get) for _ in range(2))

        assert (first.revision, first.failed, again.revision, again.failed) == (2, False, 2, False)

    def test_it_is_taken_on_the_last_day(self) -> None:
        assert judged(Codes(today())) == []


class TestRefused:
    def test_without_a_code(self) -> None:
        assert judged(Codes(), code="") == ["lists_no_code"]

    @pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC-DDDE", CODE.lower(), f" {CODE}", "x" * 40_000])
    def test_with_one_that_was_never_given(self, code: str) -> None:
        assert judged(Codes(), code=code) == ["lists_foreign_code"]

    def test_with_that_of_another_partner_revision_or_place(self) -> None:
        for said in ({"partner": "team-b"}, {"within": "place-b"}, {"revision": 2}, {"on": date(2024, 11, 2)}):
            assert judged(Codes(), **said) == ["lists_foreign_code"], said

    def test_after_its_end_which_is_told(self) -> None:
        assert judged(Codes(today() - timedelta(days=1))) == ["lists_code_over"]

    def test_nothing_of_it_is_read(self, hall: Hall) -> None:
        path = filled(hall.write("partner"), "对接表", LINE)

        assert [issue[0] for issue in told(hall.take(path, receipts=Codes().known.get))] == ["lists_no_code"]
        assert hall.store.revision().number == 1
