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
    account = account_of(request)
    named = may(account, "GET", "/users")
    told = with_accounts(made, request.app.state.access.file, day, named=named)
    if account.place is None or told.changes.empty:
        return told
    return replace(told, issues=(*told.issues, Issue("foretold_part")))
