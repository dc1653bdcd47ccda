"""Which pages an account may open, by the register of pages, and which of them it is led to."""

from __future__ import annotations

from api.access import Account
from api.console.page import Page
from api.console.register import PAGES

_HOME = "/"


def may_open(account: Account, path: str) -> bool:
    """Return whether an account may open a page or send one of its forms; what is no page is none of this."""
    page = page_at(path)
    return page is None or _fits(account, page)


def first_page(account: Account) -> str:
    """Return where somebody begins: at the front page, else at the first page that they may open."""
    return next((one.path for one in PAGES if "{" not in one.path and _fits(account, one)), _HOME)


def page_at(path: str) -> Page | None:
    """Return the page at an address, or above it; None: there is none."""
    above = [one for one in PAGES if path == one.path or (one.path != _HOME and path.startswith(f"{one.path}/"))]
    return max(above, key=lambda one: len(one.path), default=None)


def _fits(account: Account, page: Page) -> bool:
    return account.role in page.roles and (account.partner is None or page.partners)
