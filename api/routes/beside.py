"""What is told beside a piece of weekly work that no ledger knows: whose accounts it touches, how far was looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import Request

from api.access.bound import with_accounts
from api.access.may import may
from api.routes.requested import account_of
from graph.adjusting.outcome import Adjusted, Issue


def with_what_is_beside(request: Request, made: Adjusted, day: date) -> Adjusted:
    """Return a piece of work with what whoever asks is told beside it.

    Who is bound to a place is told that only their part was looked at: what a change does to norms and paths above it
    would tell of what lies there (SEMANTICS V25). Names of accounts are for who keeps these.
    """
    told = with_accounts_of(request, made, day)
    return told if told.changes.empty else replace(told, issues=(*told.issues, *of_a_part(request)))


def with_accounts_of(request: Request, made: Adjusted, day: date) -> Adjusted:
    """Return a piece of work with the accounts that it touches, as whoever asks is told of them."""
    named = may(account_of(request), "GET", "/users")
    return with_accounts(made, request.app.state.access.file, day, named=named)


def of_a_part(request: Request) -> tuple[Issue, ...]:
    """Return what whoever is bound to a place is told: only their part was looked at."""
    return () if account_of(request).place is None else (Issue("foretold_part"),)
