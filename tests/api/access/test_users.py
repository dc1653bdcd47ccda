"""`linli user`: added, told apart, shut out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from api.access.file import AccessFile, access_path
from api.access.sessions import new_session, session_by_cookie
from api.access.tokens import account_by_token, new_token
from api.access.users import revoke, user_named
from graph.network import Network
from tests.api.conftest import Linli

PASSWORD = "演示密码甲乙丙丁戊己"  # noqa: S105 - of nobody


@pytest.fixture
def user(linli: Linli, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Linli:
    """Runs `linli user …` over a store of the test's own, with a password coming in."""
    store = tmp_path / "linli.db"
    store.write_bytes(filled.read_bytes())

    def ran(*args: str, password: str = PASSWORD) -> object:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        return linli("user", *args, "--lang", "en")

    return ran  # type: ignore[return-value]


def listed(user: Linli) -> list[tuple[str, str, str]]:
    return [(row["name"], row["role"], row["state"]) for row in user("list", "--json").json["rows"]]


def test_the_first_user_is_told_what_that_means(user: Linli) -> None:
    assert user().out.startswith("There are no users yet")
    ran = user("add", "演示甲", "--role", "admin")
    assert (ran.code, ran.out.splitlines()[1:]) == (
        0,
        ["This is the first user: from now on the service asks everybody to sign in"],
    )
    assert len(user("add", "演示乙", "--role", "reader", "--no-password").out.splitlines()) == 1
    assert listed(user) == [("演示乙", "reader", "no_password"), ("演示甲", "admin", "good")]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("add", "演示甲", "--role", "king"), "king is no role"),
        (("add", "a b", "--role", "reader"), "cannot be a name"),
        (("add", "a\x1b[2J", "--role", "reader"), "cannot be a name"),
        (("add", "-", "--role", "reader"), "cannot be a name"),
        (("add", "\u0430dmin", "--role", "reader"), "cannot be a name"),
        (("add", "\u0440\u0430\u0443", "--role", "reader"), "cannot be a name"),
        (("token", "nobody"), "Nobody is called nobody"),
        (("revoke", "nobody"), "Nobody is called nobody"),
        (("passwd", "nobody"), "Nobody is called nobody"),
    ],
)
def test_what_cannot_be_is_refused(user: Linli, args: tuple[str, ...], said: str) -> None:
    ran = user(*args)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def test_a_short_password_adds_nobody(user: Linli) -> None:
    ran = user("add", "演示甲", "--role", "admin", password="short")  # noqa: S106 - refused
    assert (ran.code, listed(user)) == (1, [])
    assert "short" not in ran.err


def test_a_name_is_given_once(user: Linli) -> None:
    user("add", "演示甲", "--role", "reader", "--no-password")
    user("revoke", "演示甲")
    assert user("add", "演示甲", "--role", "admin", "--no-password").code == 1
    assert listed(user) == [("演示甲", "reader", "ended")]
    user("add", "admin", "--role", "reader", "--no-password")
    for seen_alike in ("ADMIN", "ａdmin"):
        assert user("add", seen_alike, "--role", "admin", "--no-password").code == 1


@pytest.mark.slow
def test_who_is_bound_is_bound_to_what_there_is(user: Linli, network: Network) -> None:
    place, partner = (network.tables()[kind].sort("key")["key"][0] for kind in ("place", "organisation"))
    assert user("add", "演示甲", "--role", "staff", "--within", "演示没有的地方", "--no-password").code == 1
    assert user("add", "演示甲", "--role", "staff", "--partner", partner, "--no-password").code == 1
    assert listed(user) == []
    given = ("--within", place, "--partner", partner, "--seat", partner, "--no-password")
    assert user("add", "演示甲", "--role", "reader", *given).code == 0
    [row] = user("list", "--json").json["rows"]
    assert (row["place"], row["partner"], row["seat"]) == (place, partner, partner)


def test_a_token_is_shown_once_and_ends(user: Linli, tmp_path: Path) -> None:
    user("add", "演示甲", "--role", "reader", "--no-password")
    ran = user("token", "演示甲", "--days", "2")
    token = ran.out.strip()
    assert token.startswith("linli_")
    assert token not in (tmp_path / "linli.db.log").read_text(encoding="utf-8")
    with AccessFile(access_path(tmp_path / "linli.db")) as file:
        assert account_by_token(file, token) == user_named(file, "演示甲").account
    for days in ("0", "367"):
        assert user("token", "演示甲", "--days", days).code == 1


def test_who_is_shut_out_has_no_session_token_or_password(user: Linli, tmp_path: Path) -> None:
    user("add", "演示甲", "--role", "reader")
    with AccessFile(access_path(tmp_path / "linli.db")) as file:
        token, cookie = new_token(file, "演示甲", 9, lambda _: None), new_session(file, "演示甲")
        assert session_by_cookie(file, cookie) is not None
        assert revoke(file, "演示甲", lambda _: None) == 2
        assert (account_by_token(file, token), session_by_cookie(file, cookie)) == (None, None)
        assert (user_named(file, "演示甲").password, user_named(file, "演示甲").ended is not None) == (False, True)
        assert file.rows("SELECT password FROM users") == [(None,)]
    assert user("token", "演示甲").code == 1
    assert user("passwd", "演示甲").code == 1


def test_every_change_is_in_the_log(user: Linli, linli: Linli) -> None:
    user("add", "演示甲", "--role", "reader", "--no-password")
    user("token", "演示甲")
    user("passwd", "演示甲")
    user("revoke", "演示甲")
    what = [row["what"] for row in linli("log", "--json").json["rows"]]
    assert what[:4] == [
        "user revoke 演示甲",
        "user passwd 演示甲",
        "user token 演示甲 --days 90",
        "user add 演示甲 --role reader",
    ]


def test_whom_one_is_bound_to_is_told_by_path(user: Linli) -> None:
    user("add", "演示甲", "--role", "staff", "--within", "锦绣园", "--seat", "苏州路演示社区党委")
    [line] = user().out.splitlines()
    place = "演示街道/苏州路演示社区"
    assert line == f"演示甲  staff  may sign in  Place {place}/锦绣园  To do {place}//苏州路演示社区党委"
