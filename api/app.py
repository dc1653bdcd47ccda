"""The service: the questions and what they rest on, over HTTP.

``create_app`` reads its settings when it is called. The gate is before everything (``api/gate.py``); the guard behind
it says whose a request is (``api/entry``). Without users it is for who sits at this machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import console, entry, pages
from api.access.arriving import Access
from api.beforehand import Beforehand
from api.describing import Problem
from api.describing.prose import said_of_service, tell
from api.gate import Gate
from api.problems import HANDLERS
from api.proxied import Proxied
from api.routes import routers
from api.routes.uploads import sweep
from api.routes.written import AtOnce
from api.serving import Live
from api.serving.threads import Threads
from api.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the service over a store.

    Args:
        settings: What it is told; left out, what the environment says.

    Raises:
        StoreError: There is no store, or it cannot be read.
        BadInput: A setting or a rule cannot be.
    """
    told = settings or Settings.from_environment()
    live = Live(told)
    access = Access(live.store.where)

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        sweep()
        live.start()
        keeping = asyncio.create_task(Threads(told.threads, live.slots).keep())
        beforehand = Beforehand(live, told.refresh) if told.beforehand else None
        if beforehand is not None:
            beforehand.start()
        try:
            yield
        finally:
            if beforehand is not None:
                beforehand.close()
            keeping.cancel()
            console.close(app)
            live.close()
            access.close()

    app = FastAPI(
        title="linli 邻里",
        version=version("linli"),
        description=said_of_service(),
        lifespan=running,
        exception_handlers=HANDLERS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},  # we send nobody any
    )
    app.state.settings, app.state.live, app.state.access, app.state.parameters = told, live, access, {}
    for router in routers():
        app.include_router(router)
    app.include_router(entry.router)
    pages.add(app)
    console.add(app)
    app.add_middleware(AtOnce)
    app.add_middleware(entry.Guard)  # each stands before those that were added earlier
    app.add_middleware(Gate, settings=told, slots=live.slots)
    if told.proxy:
        app.add_middleware(Proxied)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]  # FastAPI's own way to add to it
    app.openapi()  # now: threads that ask for it at once would make it at once, and FastAPI mutes warnings meanwhile
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """Return the API's description, with the model of problems, which no route returns."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        tell(found)
        found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{}, {"token": []}]  # where nobody was ever added, none is asked for
        app.openapi_schema = found
    return app.openapi_schema
