"""The pages that there are, in the order of the menu: whoever needs the list reads it here."""

from __future__ import annotations

from fastapi import APIRouter

from api.console.page import Page
from api.console.pages import (
    changes,
    figures,
    gap,
    gaps,
    gaps_changes,
    gaps_list,
    home,
    imports,
    needs,
    question,
    search,
    thing,
)

PAGES: tuple[Page, ...] = (
    home.PAGE,
    gaps.PAGE,
    gaps_list.PAGE,
    gaps_changes.PAGE,
    figures.PAGE,
    gap.PAGE,
    needs.PAGE,
    imports.PAGE,
    search.PAGE,
    changes.PAGE,
    thing.PAGE,
    question.PAGE,
)


def routers() -> tuple[APIRouter, ...]:
    """Return the addresses of the pages."""
    return tuple(one.router for one in PAGES)
