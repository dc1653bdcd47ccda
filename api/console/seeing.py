"""The redirect from a form to the page that shows its result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi.responses import RedirectResponse

from api.console.asked import Asked
from api.console.frame import link
from api.console.remembered import SAID, remembered_in

_SEE_OTHER = 303


def see(asked: Asked, path: str, lines: Iterable[str], wrote: int | None = None, **more: Any) -> RedirectResponse:
    """Return the redirect to a page that shows the result of a form, with a link to the revision that it wrote."""
    token = remembered_in(asked.request.app.state).keep(asked.account.name, lines, wrote)
    return RedirectResponse(link(asked.request, path, **more, **{SAID: token}), _SEE_OTHER)
