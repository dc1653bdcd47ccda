"""The API's description: made when somebody first asks for it, since most who start a service never do.

To make it takes longer than all else that a service does at its start. It is made in a thread that is none of those
that answer. FastAPI is told only the names of documents that come back (``api/routes/described.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.openapi.constants import REF_TEMPLATE
from fastapi.openapi.models import Components
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request

from api.serving.threads import aside

ADDRESS = "/openapi.json"
_MAKING = Lock()  # one at a time: FastAPI mutes warnings meanwhile, for the whole process


def add(app: FastAPI) -> None:
    """Let a service describe itself; FastAPI's own address would make the description while nobody else is answered."""
    app.openapi = lambda: _of(app)  # type: ignore[method-assign]  # FastAPI's own way to add to it
    app.add_route(ADDRESS, _described, include_in_schema=False)


async def _described(request: Request) -> JSONResponse:
    return JSONResponse(request.app.openapi_schema or await aside(request.app.openapi))


def _of(app: FastAPI) -> dict[str, Any]:
    with _MAKING:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    """Return the description: FastAPI's of addresses and what is sent there, ours of the documents that come back."""
    from api.describing import Problem, returned_models  # noqa: PLC0415 - nobody else needs the models
    from api.describing.prose import said_of_service, tell  # noqa: PLC0415

    found = get_openapi(title=app.title, version=app.version, description=said_of_service(), routes=app.routes)
    parts = found["components"]
    every = {**parts["schemas"], **_schemas(returned_models())}
    parts["schemas"] = {name: every[name] for name in sorted(every)}
    parts["schemas"]["Problem"] = Problem.model_json_schema()
    tell(found)
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{}, {"token": []}]  # where nobody was ever added, none is asked for
    return found


def _schemas(models: Iterable[type[BaseModel]]) -> dict[str, Any]:
    """Return the schemas of models and of all in them, each by its name, written as FastAPI writes its own."""
    _, made = models_json_schema([(one, "serialization") for one in models], ref_template=REF_TEMPLATE)
    told: dict[str, Any] = jsonable_encoder(Components(schemas=made["$defs"]), by_alias=True, exclude_none=True)
    return dict(told["schemas"])
