"""用户与日志: who may sign in and what they may; who was shown personal values, and who wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Response

from api.access import Account, Role
from api.access.file import AccessFile, access_path
from api.access.tokens import new_token
from api.access.users import User, add_user, change_password, has_users, revoke, users
from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.meant import choices
from api.console.page import Page, page_router
from api.console.paging import part_of
from api.console.seeing import see
from api.console.sent import Sent, SentForm, said_of
from api.console.writing import by
from api.errors import BadParameter, status_of
from api.rendering.log import first_wrong, rows_of
from api.rendering.users import state_of
from api.rendering.worded import instant
from graph.errors import LinliError, NotFound
from graph.forms import AnswerSheet
from graph.viewing import log_of
from graph.viewing.chain import held

router = page_router()
PAGE = Page("/users", "users", router, roles=(Role.ADMIN,))
#: At most this many lines of the log are searched.
_LINES = 20_000
_DAYS = 90
#: At most this many of the people whom a line is about are named.
_NAMED = 3
#: To what an account may be bound, by the kinds that are meant.
_MEANT = {"place": ("place",), "partner": ("organisation", "team"), "seat": ("post", "organisation", "team")}
_NOTHING = Sent({})


@router.get("/users")
def listed(asked: Annotated[Asked, Depends()]) -> Response:
    """List users; without any, offer to add the first."""
    found = _listed(asked)
    if (form := asked.said("as")) is not None:
        return sheets_as_file(asked, asked.say("page.users"), [_sheet(asked, found)], form)
    return _page(asked, found)


@router.post("/users")
def add(asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Add a user; the first is an admin, so that somebody can add the next. What is wrong is told beside the form."""
    try:
        account = _account(asked, sent)
        with _changing(asked) as (file, tell):
            first = not has_users(file)
            if first and account.role is not Role.ADMIN:
                raise BadParameter(parameter="role", found=account.role.value, expected="`admin`")
            add_user(file, account, _password(sent), tell)
    except LinliError as error:
        return _page(asked, _listed(asked), sent=sent, error=error)
    said = [asked.say("users.added", name=account.name, role=asked.say(f"role.{account.role}"))]
    return see(asked, "/users", [*said, *([asked.say("users.first")] if first else [])])


@router.post("/users/{name}/passwd")
def passwd(name: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Give somebody another password."""
    password = _password(sent)
    if password is None:
        raise BadParameter("http_missing", parameter="password")
    with _changing(asked) as (file, tell):
        change_password(file, name, password, tell)
    return see(asked, "/users", [asked.say("cli.user.changed", name=name)])


@router.post("/users/{name}/token")
def token(name: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:
    """Make a token, and show it this once."""
    said = sent.number("days")
    days = _DAYS if said is None else said
    with _changing(asked) as (file, tell):
        made = new_token(file, name, days, tell)
    return _page(asked, _listed(asked), token=made, of=name, days=days)


@router.post("/users/{name}/revoke")
def shut_out(name: str, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:  # noqa: ARG001 - its token is checked
    """Shut somebody out."""
    with _changing(asked) as (file, tell):
        count = revoke(file, name, tell)
    return see(asked, "/users", [asked.say("cli.user.revoked", name=name, count=count)])


@router.get("/log")
def log(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the log, newest first, of whom and of what is asked; and whether it is as it was written."""
    path = log_of(_where(asked)).path
    who, what = asked.said("who"), asked.said("what")
    rows = [one for one in rows_of(path, _LINES) if _fits(one, who, what)]
    if (form := asked.said("as")) is not None:
        return sheets_as_file(asked, asked.say("users.log"), [_log_sheet(asked, rows)], form)
    found = held(path) if asked.said("check") is not None else None
    wrong = None if found is None else first_wrong(found)
    part = part_of(asked, rows)
    people = {key for one in part.items for key in one["keys"][:_NAMED]}
    asked.showing.names(people)
    return asked.framed(
        "log.html",
        name="users",
        shown=part,
        named=_NAMED,
        when=_when,
        where=partial(_from, asked),
        who=who or "",
        what=what or "",
        checked=found,
        wrong=wrong,
        lines=_LINES,
    )


def _page(
    asked: Asked, found: list[User], *, sent: Sent = _NOTHING, error: LinliError | None = None, **more: Any
) -> Response:
    """Return the page; of what could not be added the form keeps what was written, but for passwords."""
    roles = [one for one in Role if found or one is Role.ADMIN]
    context = {"token": None, "of": "", "days": _DAYS, **more}
    written = {name: sent.said(name) for name in _MEANT}
    return asked.framed(
        "users.html",
        name="users",
        status=200 if error is None else status_of(error),
        sent=sent,
        wrong=said_of(error, asked.lang),
        offered=choices(asked, written, _MEANT) if isinstance(error, NotFound) else {},
        shown=part_of(asked, found),
        roles=roles,
        state_of=state_of,
        first=not found,
        **context,
    )


def _when(at: str) -> str:
    """Return when a line was written, as clocks here show it; as it stands there where it is no time."""
    try:
        return instant(datetime.fromisoformat(at))
    except ValueError:
        return at


def _from(asked: Asked, where: str | None) -> str:
    """Return from where somebody wrote or looked, in words where it is a place of ours; else as it stands there."""
    code = f"users.log.where.{where}"
    said = asked.say(code)
    return said if said != code else where or ""


def _fits(row: dict[str, Any], who: str | None, what: str | None) -> bool:
    return (who is None or who in str(row.get("who") or "")) and (
        what is None or what in f"{row.get('what')} {row.get('where')} {' '.join(row.get('keys') or ())}"
    )


def _account(asked: Asked, sent: Sent) -> Account:
    """Return the account that a form describes.

    Raises:
        BadParameter: There is no such role.
        NotFound: A place, partner or seat is named that there is not.
    """
    role = sent.said("role") or ""
    if role not in [*Role]:
        raise BadParameter(parameter="role", found=role, expected=" ".join(f"`{one}`" for one in Role))
    meant = {name: None if (said := sent.said(name)) is None else asked.key(said, of) for name, of in _MEANT.items()}
    return Account(sent.said("name") or "", Role(role), **meant)


def _password(sent: Sent) -> str | None:
    """Return the password in a form, as it was typed; None where it was left empty.

    Raises:
        BadParameter: It was not typed twice alike.
    """
    typed, again = ((sent.fields.get(one) or [""])[0] for one in ("password", "again"))
    if typed != again:
        raise BadParameter("users_again", parameter="again")
    return typed or None


def _where(asked: Asked) -> str:
    return str(asked.request.app.state.live.store.where)


def _listed(asked: Asked) -> list[User]:
    file = asked.request.app.state.access.file
    return [] if file is None else list(users(file))


@contextmanager
def _changing(asked: Asked) -> Iterator[tuple[AccessFile, Callable[[str], None]]]:
    """Take the users for a change, with what writes it down; where there are none yet, make room for them."""
    where, who = _where(asked), by(asked)
    with ExitStack() as opened:
        known = asked.request.app.state.access.file
        file = opened.enter_context(AccessFile(access_path(where), create=True)) if known is None else known
        yield file, lambda what: log_of(where).told(who, "http", what)


def _sheet(asked: Asked, found: Sequence[Any]) -> AnswerSheet:
    say = asked.say
    rows = tuple(
        (
            one.account.name,
            say(f"role.{one.account.role}"),
            *(asked.called(key) for key in (one.account.place, one.account.partner, one.account.seat)),
            say(f"user.{state_of(one)}"),
            one.tokens,
        )
        for one in found
    )
    headers = tuple(say(f"user.{one}") for one in ("name", "role", "place", "partner", "seat", "state", "tokens"))
    return AnswerSheet("users", say("page.users"), headers, rows, frozenset({6}))


def _log_sheet(asked: Asked, rows: list[dict[str, Any]]) -> AnswerSheet:
    say = asked.say
    cells = tuple(
        (
            one["line"],
            *(str(one.get(name) or "") for name in ("at", "who", "where", "what")),
            len(one.get("keys") or ()),
        )
        for one in rows
    )
    headers = tuple(say(f"users.log.{one}") for one in ("line", "at", "who", "where", "what", "keys"))
    return AnswerSheet("log", say("users.log"), headers, cells, frozenset({0, 5}))
