"""A clock that was wrong and is set right again neither shuts anybody out nor leaves a session open for years."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.access.account import Account, Role
from api.access.attempts import OF_NAME, WINDOW, attempt
from api.access.file import AccessFile, access_path
from api.access.sessions import new_session, session_by_cookie
from api.access.users import add_user

NOW, YEAR = 1_795_000_000, 365 * 86_400


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> AccessFile:
    return AccessFile(access_path(tmp_path / "linli.db"), create=True, now=clock)


def test_attempts_of_a_year_ahead_shut_nobody_out(file: AccessFile, clock: Clock) -> None:
    clock.now += YEAR
    waits = [attempt(file, "演示甲", "192.0.2.7") for _ in range(OF_NAME + 1)]
    assert (waits[:-1], waits[-1] > 0) == ([0] * OF_NAME, True)
    clock.now -= YEAR
    assert attempt(file, "演示甲", "192.0.2.7") == 0


def test_set_back_by_less_than_the_window_they_still_count(file: AccessFile, clock: Clock) -> None:
    for _ in range(OF_NAME):
        attempt(file, "演示甲", "192.0.2.7")
    clock.now -= WINDOW // 2
    assert attempt(file, "演示甲", "192.0.2.7") > 0


def test_a_session_of_a_year_ahead_is_none(file: AccessFile, clock: Clock) -> None:
    add_user(file, Account("演示甲", Role.READER), None, lambda _: None)
    cookie = new_session(file, "演示甲")
    assert session_by_cookie(file, cookie) is not None
    clock.now -= YEAR
    assert session_by_cookie(file, cookie) is None
