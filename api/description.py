"""The API's description: made when somebody first asks for it, since most who start a service never do.

To make it takes longer than all else that a service does at its start. It is made in a thread, while others are answered.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from starlette.requests import Request

from api.describing import Problem
from api.describing.prose import tell

ADDRESS = "/openapi.json"
_MAKING = Lock()  # one at a time: FastAPI mutes warnings meanwhile, for the whole process


def add(app: FastAPI) -> None:
    """Let a service describe itself; FastAPI's own address would make the description while nobody else is answered."""
    app.openapi = lambda: _of(app)  # type: ignore[method-assign]  # FastAPI's own way to add to it
    app.add_route(ADDRESS, _described, include_in_schema=False)


def _described(request: Request) -> JSONResponse:
    return JSONResponse(request.app.openapi())


def _of(app: FastAPI) -> dict[str, Any]:
    with _MAKING:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    """Return the description, with the model of problems, which no route returns."""
    found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    tell(found)
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{}, {"token": []}]  # where nobody was ever added, none is asked for
    return found
