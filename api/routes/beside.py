"""Notes on a piece of weekly work that no ledger can give: whose accounts it touches, how far was looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import Request

from api.access.bound import with_accounts
from api.access.may import may
from api.routes.requested import account_of
from graph.adjusting.outcome import Adjusted, Issue


def with_what_is_beside(request: Request, made: Adjusted, day: date) -> Adjusted:
    """Return a piece of work with what whoever asks is told beside it."""
    told = with_accounts_told(request, made, day)
    return told if told.changes.empty else replace(told, issues=(*told.issues, *part_alone(request)))


def with_accounts_told(request: Request, made: Adjusted, day: date) -> Adjusted:
    """Return a piece of work with how many accounts it touches; what they are called is for who keeps them."""
    named = may(account_of(request), "GET", "/users")
    return with_accounts(made, request.app.state.access.file, day, named=named)


def part_alone(request: Request) -> tuple[Issue, ...]:
    """Return what is said to who is bound to a place: that only their part was looked at.

    What a change does to norms and paths above it would tell of what lies there (SEMANTICS V25).
    """
    return () if account_of(request).place is None else (Issue("foretold_part"),)
