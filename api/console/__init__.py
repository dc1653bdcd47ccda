"""The console: pages for who works with a browser, made on the server and readable without a script.

``register`` lists the pages, one line each; a page is a file of ``pages`` and a template of ``templates``. ``asked`` is
what a page is asked with: whose request, of which day and place. ``frame`` puts a page together, ``sheets`` shows an
answer as tables, and ``fields`` makes the fields with which a question is asked. What one page alone is made of has a
folder: ``front`` the front page, ``thing`` the file of a thing, ``importing`` and ``adjusting`` what changes it.
"""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from api.console.frame import prepared
from api.console.importing.staging import Staging
from api.console.register import PAGES
from api.console.remembered import Remembered
from api.console.wrong import refused
from api.routes.joined import join
from api.serving.jobs import Jobs

__all__ = ["add", "close", "prepared"]

ASSETS = "/assets"


def add(app: FastAPI) -> None:
    """Serve the pages and their assets."""
    app.state.jobs, app.state.remembered, app.state.staging = Jobs(), Remembered(), Staging()
    app.state.planned, app.state.returned = Staging(page="/plans"), Staging(page="/fill/back")
    app.add_exception_handler(HTTPException, refused)  # type: ignore[arg-type]  # which is of that exception alone
    app.state.pages = PAGES  # a page's menu is made of them, and none imports the others for it
    app.mount(ASSETS, StaticFiles(directory=str(files(__name__).joinpath("static"))), name="console")
    join(app.router, *(page.router for page in PAGES))


def close(app: FastAPI) -> None:
    """Let the work that pages began end."""
    app.state.jobs.close()
    app.state.staging.close()
    app.state.planned.close()
    app.state.returned.close()
