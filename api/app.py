"""The service: the questions and what they rest on, over HTTP.

``create_app`` reads its settings when it is called. The gate is before everything (``api/gate.py``); the guard behind
it says whose a request is (``api/entry``). Without users it is for who sits at this machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from api import console, description, entry, pages
from api.access.arriving import Access
from api.beforehand import Beforehand
from api.counting import Counted, Counting
from api.gate import Gate
from api.problems import HANDLERS
from api.proxied import Proxied
from api.routes import routers
from api.routes.joined import join
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
        lifespan=running,
        exception_handlers=HANDLERS,
        openapi_url=None,  # both are ours (``api/description.py``, ``api/pages.py``)
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},  # we send nobody any
    )
    app.state.settings, app.state.live, app.state.access, app.state.counted = told, live, access, Counted()
    join(app.router, *routers(), entry.router)
    description.add(app)
    pages.add(app)
    console.add(app)
    app.add_middleware(AtOnce)
    app.add_middleware(entry.Guard)  # each stands before those that were added earlier
    app.add_middleware(Gate, settings=told, slots=live.slots)
    if told.proxy:
        app.add_middleware(Proxied)
    app.add_middleware(Counting, counted=app.state.counted)
    return app
