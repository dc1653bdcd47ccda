"""``linli user``: who may sign in, and what they may; users are kept beside the store, in a file of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_STORE, Json, Lang, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from api.access.account import Account
    from api.access.file import AccessFile
    from api.access.users import Tell

Name = Annotated[str, typer.Argument(metavar="NAME", help="cli.option.user", show_default=False)]
Role = Annotated[
    str, typer.Option("--role", help="cli.option.user_role", metavar="reader|planner|staff|admin", show_default=False)
]
Within = Annotated[str | None, typer.Option("--within", help="cli.option.user_within", metavar="REF")]
Partner = Annotated[str | None, typer.Option("--partner", help="cli.option.user_partner", metavar="REF")]
Seat = Annotated[str | None, typer.Option("--seat", help="cli.option.user_seat", metavar="REF")]
NoPassword = Annotated[bool, typer.Option("--no-password", help="cli.option.user_no_password")]
Days = Annotated[str, typer.Option("--days", help="cli.option.user_days", metavar="N")]


def user(store: Store = DEFAULT_STORE, as_json: Json = False, lang: Lang = "zh") -> None:
    """List users."""
    _list(store, lang, as_json=as_json)


def user_list(store: Store = DEFAULT_STORE, as_json: Json = False, lang: Lang = "zh") -> None:
    """List users."""
    _list(store, lang, as_json=as_json)


def user_add(
    name: Name,
    role: Role,
    within: Within = None,
    partner: Partner = None,
    seat: Seat = None,
    no_password: NoPassword = False,
    store: Store = DEFAULT_STORE,
    lang: Lang = "zh",
) -> None:
    """Add a user."""
    from api.access.users import add_user, has_users
    from api.cli.language import checked
    from api.cli.password import asked_password
    from graph.words import caption

    lang = checked(lang)
    account = _account(store, name, role, within, partner, seat)
    password = None if no_password else asked_password(name, lang)
    with _users_of(store, name, create=True) as (file, tell):
        first = not has_users(file)
        add_user(file, account, password, tell)
    print(caption("cli.user.added", lang, name=name, role=caption(f"role.{role}", lang)))  # noqa: T201
    if first:
        print(caption("cli.user.first", lang))  # noqa: T201


def user_passwd(name: Name, store: Store = DEFAULT_STORE, lang: Lang = "zh") -> None:
    """Change a password."""
    from api.access.users import change_password
    from api.cli.language import checked
    from api.cli.password import asked_password
    from graph.words import caption

    lang = checked(lang)
    with _users_of(store, name) as (file, tell):
        change_password(file, name, asked_password(name, lang), tell)
    print(caption("cli.user.changed", lang, name=name))  # noqa: T201


def user_token(name: Name, days: Days = "90", store: Store = DEFAULT_STORE, lang: Lang = "zh") -> None:
    """Make a token."""
    import sys

    from api.access.tokens import new_token
    from api.cli.language import checked
    from api.cli.opened import whole
    from graph.words import caption

    lang, number = checked(lang), whole("--days", days) or 0
    with _users_of(store, name) as (file, tell):
        token = new_token(file, name, number, tell)
    print(caption("cli.user.token_once", lang, days=number), file=sys.stderr)  # noqa: T201
    print(token)  # noqa: T201


def user_revoke(name: Name, store: Store = DEFAULT_STORE, lang: Lang = "zh") -> None:
    """Shut a user out."""
    from api.access.users import revoke
    from api.cli.language import checked
    from graph.words import caption

    lang = checked(lang)
    with _users_of(store, name) as (file, tell):
        count = revoke(file, name, tell)
    print(caption("cli.user.revoked", lang, name=name, count=count))  # noqa: T201


def _users_of(store: str, name: str, *, create: bool = False) -> AbstractContextManager[tuple[AccessFile, Tell]]:
    """Open the users of a store for a change, with what writes it down.

    Raises:
        NotFound: There are none yet.
    """
    from contextlib import contextmanager, suppress

    from api.access.file import AccessFile, access_path
    from api.access.head import keep_head
    from api.cli.opened import opened
    from api.whoami import user as who
    from graph.errors import NotFound, StoreMissing
    from graph.viewing import log_of

    @contextmanager
    def changing() -> Iterator[tuple[AccessFile, Tell]]:
        with opened(store) as kept:
            where = kept.where
        try:
            file = AccessFile(access_path(where), create=create)
        except StoreMissing:
            raise NotFound("no_such_user", ref=name, candidates="") from None
        with file:
            yield file, lambda what: log_of(where).told(who(), "terminal", what)
            with suppress(OSError):  # it is looked at again where the log is
                keep_head(file, log_of(where))

    return changing()


def _account(store: str, name: str, role: str, within: str | None, partner: str | None, seat: str | None) -> Account:
    """Return the account that options describe, whose references name what there is.

    Raises:
        BadInput: There is no such role, or the partner is no organisation or team.
        NotFound: A reference names nothing, or several things.
    """
    from api.access.account import Account
    from api.access.account import Role as Kept
    from api.cli.opened import Opened
    from graph.errors import BadInput

    if role not in [*Kept]:
        raise BadInput("user_role", found=role, known=" ".join(f"`{one}`" for one in Kept))
    place = of = at = None
    if within or partner or seat:
        asked = Opened(store)
        place = None if within is None else asked.key(within, ("place",))
        of = None if partner is None else asked.key(partner, ("organisation", "team"))
        at = None if seat is None else asked.key(seat, ("post", "organisation", "team"))
    return Account(name, Kept(role), place, of, at)


def _bound(account: Account) -> list[tuple[str, str]]:
    """Return what an account is bound to: what that is to it, and its key."""
    said = (("place", account.place), ("partner", account.partner), ("seat", account.seat))
    return [(what, key) for what, key in said if key]


def _list(store: str, lang: str, *, as_json: bool) -> None:
    from api.access.file import AccessFile, access_path
    from api.access.users import users
    from api.cli.language import checked
    from api.cli.opened import Opened, opened
    from api.cli.paper import Paper
    from api.rendering import rendered
    from api.rendering.users import state_of, users_document
    from graph.errors import StoreMissing
    from graph.words import caption

    lang = checked(lang)
    with opened(store) as kept:
        where = kept.where
    try:
        with AccessFile(access_path(where)) as file:
            found: Any = users(file)
    except StoreMissing:
        found = ()
    if as_json:
        print(rendered(users_document(found)))  # noqa: T201
        return
    paper = Paper()
    names = Opened(store) if any(_bound(one.account) for one in found) else None
    for one in found:
        bound = [f"{caption(f'user.{what}', lang)} {names.path(key)}" for what, key in _bound(one.account) if names]
        role, state = caption(f"role.{one.account.role.value}", lang), caption(f"user.{state_of(one)}", lang)
        paper.line("  ".join([one.account.name, role, state, *bound]))
    if not found:
        paper.line(caption("cli.user.none", lang))
        paper.line(caption("cli.hint", lang, text=caption("cli.user.none_hint", lang)))
