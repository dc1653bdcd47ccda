"""One connection to the service: closed where nothing comes, and answered with a problem where it is no request.

uvicorn closes a connection that waits for its next request, and none that never sends its first, or sends it a letter a
minute; and it answers what it cannot read in plain text. The way in it is made for is a protocol of one's own.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.errors import BadRequest, TooSlow
from api.problems import MEDIA, problem_document
from api.rendering import rendered
from graph.errors import LinliError
from graph.words import caption

#: Seconds in which a request's head must be there, and its body; no more of it for so long is too slow as well.
HEAD, BODY, SILENCE = 10.0, 300.0, 20.0
_LOG = logging.getLogger("linli.http")
#: What uvicorn warns of in English is said by us, or of no use to who reads the log; its errors stay.
_UVICORN = logging.getLogger("linli.uvicorn")
_UVICORN.setLevel(logging.ERROR)


class Connection(H11Protocol):
    """uvicorn's own, with a clock while something of a request is still to come."""

    lang = "zh"
    head, body, silence = HEAD, BODY, SILENCE
    _clock: asyncio.TimerHandle | None = None
    _due = 0.0
    _waits = ""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what uvicorn gives."""
        super().__init__(*args, **more)
        self.logger = _UVICORN

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait for the head of a request."""
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request, which uvicorn's own clock does; a body that was not read is waited for no more."""
        self._stop()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request."""
        del msg  # says what h11 found in English, and may quote what came
        _LOG.warning(caption("cli.serve.unreadable", self.lang))
        self._answer(BadRequest())

    def _watch(self) -> None:
        """Set the clock by what is still to come: a head, a body, or nothing."""
        waits = self._waiting()
        now = self.loop.time()
        if waits != self._waits:
            self._waits, self._due = waits, now + (self.head if waits == "head" else self.body)
        self._drop()
        if waits:
            until = self._due if waits == "head" else min(self._due, now + self.silence)
            self._clock = self.loop.call_at(until, self._too_slow)

    def _waiting(self) -> str:
        if self.transport.is_closing():
            return ""
        if self.conn.their_state is h11.IDLE:
            return "head" if self.timeout_keep_alive_task is None else ""  # between requests the clock is uvicorn's
        return "body" if self.conn.their_state is h11.SEND_BODY else ""

    def _drop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _stop(self) -> None:
        self._drop()
        self._waits = ""

    def _too_slow(self) -> None:
        if self.transport.is_closing():
            return
        if self.flow.read_paused:  # it is we who have not read
            self._stop()
            self._watch()
            return
        begun = self._waits == "body" and self.cycle.response_started and not self.cycle.response_complete
        if begun or self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE) or not self._anything():
            self._close()
        else:
            self._answer(TooSlow())

    def _anything(self) -> bool:
        """Return whether anything of a request came; to who said nothing, nothing is said."""
        return self._waits == "body" or bool(self.conn.trailing_data[0])

    def _answer(self, error: LinliError) -> None:
        """Send a problem, and close."""
        document = problem_document(error, self.lang, "")
        text = (rendered(document) + "\n").encode()
        headers = [("content-type", MEDIA), ("content-length", str(len(text))), ("cache-control", "no-store"),
                   ("connection", "close")]  # fmt: skip
        status = cast("int", document["status"])
        events: list[Any] = [h11.Response(status_code=status, headers=headers), h11.Data(text), h11.EndOfMessage()]
        try:
            for event in events:
                self.transport.write(self.conn.send(event) or b"")
        except h11.LocalProtocolError:
            pass  # an answer is on its way already
        self._close()
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def _close(self) -> None:
        """Close once what was written is sent, and soon whether it is or not."""
        self.transport.close()
        self.loop.call_later(self.silence, self.transport.abort)


def connection(lang: str) -> type[Connection]:
    """Return the protocol that speaks a language where nobody could say which is wanted."""
    return type("Connection", (Connection,), {"lang": lang})
