"""首页: what waits for one's seat, then one's place."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.page import Page, page_router

router = page_router()
PAGE = Page("/", "home", router, ("todo",))


@router.get("/")
def home(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the front page."""
    return asked.framed("home.html", name="home")
