"""The pages that there are, in the order of the menu: whoever needs the list reads it here."""

from __future__ import annotations

from fastapi import APIRouter

from api.console.page import Page
from api.console.pages import home, jobs, match, needs, orders, partner, question, thing

PAGES: tuple[Page, ...] = (
    home.PAGE,
    needs.PAGE,
    match.PAGE,
    partner.PAGE,
    jobs.PAGE,
    orders.PAGE,
    question.PAGE,
    thing.PAGE,
)


def routers() -> tuple[APIRouter, ...]:
    """Return the addresses of the pages."""
    return tuple(one.router for one in PAGES)
