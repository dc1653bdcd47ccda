"""Passwords are kept as argon2id, and whatever is checked costs the same (SEMANTICS V15)."""

from __future__ import annotations

import runpy

import pytest

from api.access import passwords
from graph.errors import BadInput

#: As it is where no test made it quicker.
fresh = runpy.run_path(str(passwords.__file__))
hashed, matches = fresh["hashed"], fresh["matches"]
COST = "$argon2id$v=19$m=19456,t=2,p=1$"


def test_what_is_kept_and_what_stands_for_nobody_cost_the_same() -> None:
    kept = hashed("演示密码甲乙丙丁戊己")
    assert [one[: len(COST)] for one in (kept, fresh["_NOBODYS"])] == [COST, COST]
    assert (matches("演示密码甲乙丙丁戊己", kept), matches("演示密码甲乙丙丁戊", kept)) == (True, False)
    assert not matches("", None)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "length"),
        ("九个字的密码太短了", "length"),
        ("x" * 201, "length"),
        ("a" * 12, "plain"),
        ("Planner-Zhang", "plain"),
    ],
)
def test_one_that_anybody_would_guess_is_refused(password: str, code: str) -> None:
    with pytest.raises(BadInput) as error:
        hashed(password, "planner-zhang")
    assert error.value.code == f"password_{code}"


def test_what_is_longer_than_any_is_cut_before_it_is_hashed() -> None:
    assert not matches("x" * 10_000_000, None)
