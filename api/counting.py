"""How many requests a service answered, how and for how long: numbers for whoever watches it, and no address.

An address names things by their ids and what somebody searched for, so it is never a label.
"""

from __future__ import annotations

from collections import Counter
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Methods with a line of their own; who asks may write any word, and would make lines without end.
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class Counted:
    """What was counted since the service began; the event loop alone writes it.

    Attributes:
        answered: Requests that were answered, by method and class of status, as ``("GET", "2xx")``.
        at_work: Requests that are inside now.
        seconds: How long requests were inside, together.
    """

    def __init__(self) -> None:
        self.answered: Counter[tuple[str, str]] = Counter()
        self.at_work = 0
        self.seconds = 0.0


class Counting:
    """Wraps the application, outermost: what is refused before anybody reads it is counted too."""

    def __init__(self, app: ASGIApp, counted: Counted) -> None:
        self._app, self._counted = app, counted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        counted, began = self._counted, perf_counter()
        method = scope["method"] if scope["method"] in _METHODS else "other"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                counted.answered[method, f"{message['status'] // 100}xx"] += 1
            await send(message)

        counted.at_work += 1
        try:
            await self._app(scope, receive, sending)
        finally:
            counted.at_work -= 1
            counted.seconds += perf_counter() - began
