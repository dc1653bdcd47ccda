"""Codes of partners' workbooks are kept beside the store as digests, with what they are of and their end."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from api.access.arriving import Access
from api.access.file import AccessFile, access_path
from api.access.receipts import new_receipt, receipts_of
from graph.viewing import log_of
from loaders.receipts import Known

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp()


def given(path: Path, of: str = "team-a 1 2026-11-30 ") -> str:
    return new_receipt(str(path), of, "演示社工", ("terminal", "linli lists"), now=lambda: NOON).code


class TestACode:
    def test_is_known_with_what_it_is_of_and_its_end(self, tmp_path: Path) -> None:
        path = tmp_path / "linli.db"
        code = given(path)

        assert receipts_of(str(path))(code) == Known("team-a 1 2026-11-30 ", date(2027, 2, 28))
        assert receipts_of(str(path))(code[::-1]) is None

    def test_is_nobodys_where_there_is_no_file_or_only_users(self, tmp_path: Path) -> None:
        path = tmp_path / "linli.db"
        assert receipts_of(str(path))("AAAA") is None
        AccessFile(access_path(path), create=True).close()
        assert receipts_of(str(path))("AAAA") is None

    def test_is_another_each_time_and_stands_in_no_file(self, tmp_path: Path) -> None:
        path = tmp_path / "linli.db"
        codes = {given(path) for _ in range(3)}

        kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())
        assert len(codes) == 3
        assert [code for code in codes if code.encode() in kept] == []
        assert log_of(path).path.read_text("utf-8").count('"what": "linli lists"') == 3

    def test_makes_nobody_sign_in(self, tmp_path: Path) -> None:
        path = tmp_path / "linli.db"
        given(path)

        assert Access(path).file is None
