"""A service all of whose threads are at work, and stay there, asked how it is."""

from __future__ import annotations

import asyncio

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

_PATIENCE = 20  # seconds; whoever waits for a thread waits for ever


async def health_while_busy(app: FastAPI, **headers: str) -> int:
    """Return the status of a health check that shows these headers.

    Raises:
        TimeoutError: It waits for a thread.
    """
    limiter = current_default_thread_limiter()
    for _ in range(int(limiter.total_tokens)):
        await limiter.acquire_on_behalf_of(object())
    async with AsyncClient(transport=ASGITransport(app), base_url="http://localhost", headers=headers) as client:
        response = await asyncio.wait_for(client.get("/v1/healthz"), _PATIENCE)
    return response.status_code
