"""The pages that there are, in the order of the menu: whoever needs the list reads it here."""

from __future__ import annotations

from fastapi import APIRouter

from api.console.page import Page
from api.console.pages import (
    adjust,
    bulletin,
    changes,
    dead_ends,
    figures,
    fill,
    forms,
    gap,
    gaps,
    gaps_changes,
    gaps_items,
    gaps_list,
    home,
    imports,
    jobs,
    match,
    needs,
    orders,
    partner,
    path,
    plans,
    question,
    rules,
    search,
    site,
    thing,
    users,
)

PAGES: tuple[Page, ...] = (
    home.PAGE,
    gaps.PAGE,
    gaps_list.PAGE,
    gaps_items.PAGE,
    gaps_changes.PAGE,
    figures.PAGE,
    gap.PAGE,
    path.PAGE,
    dead_ends.PAGE,
    needs.PAGE,
    match.PAGE,
    orders.PAGE,
    partner.PAGE,
    adjust.PAGE,
    forms.PAGE,
    plans.PAGE,
    imports.PAGE,
    fill.PAGE,
    changes.PAGE,
    jobs.PAGE,
    search.PAGE,
    thing.PAGE,
    rules.PAGE,
    site.PAGE,
    bulletin.PAGE,
    question.PAGE,
    users.PAGE,
)


def routers() -> tuple[APIRouter, ...]:
    """Return the addresses of the pages."""
    return tuple(one.router for one in PAGES)
