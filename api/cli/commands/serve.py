"""``linli serve``: the same questions over HTTP, on this machine alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Folder, Lang, Store

if TYPE_CHECKING:
    import socket
    from pathlib import Path

_LAST_PORT = 65535
_GRACE = 5  # seconds that a request may still take after Ctrl-C

Host = Annotated[str, typer.Option("--host", help="cli.option.host", metavar="HOST")]
Port = Annotated[str, typer.Option("--port", help="cli.option.port", metavar="PORT")]


def serve(
    store: Store = DEFAULT_STORE,
    host: Host = "127.0.0.1",
    port: Port = "8000",
    rules: Folder = None,
    lang: Lang = "zh",
) -> int:
    """Answer over HTTP until Ctrl-C."""
    import logging
    from contextlib import suppress
    from dataclasses import replace

    from api.cli.language import checked
    from api.cli.opened import whole
    from api.settings import Settings
    from graph.words import caption

    lang = checked(lang)
    _check(host)
    with _listening(host, whole("--port", port) or 0) as listening:
        import uvicorn

        from api.app import create_app
        from api.connection import connection

        logging.basicConfig(format="%(levelname)s %(message)s")
        app = create_app(replace(Settings.from_environment(), store=store, rules=_folder(rules), lang=lang))
        number = app.state.live.newest.revision.number
        url = f"http://{_written(host)}:{listening.getsockname()[1]}"
        print(caption("cli.serve.ready", lang, url=url, store=store, revision=number), flush=True)  # noqa: T201
        config = uvicorn.Config(
            app,
            http=connection(lang),
            ws="none",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
        with suppress(KeyboardInterrupt):  # the server has ended well, and raises again what ended it
            uvicorn.Server(config).run(sockets=[listening])
        print(caption("cli.serve.stopped", lang), flush=True)  # noqa: T201
    return 0


def _folder(rules: str | None) -> Path | None:
    from pathlib import Path

    return None if rules is None else Path(rules).expanduser()


def _check(host: str) -> None:
    """Refuse any address that other machines reach: without users, whoever reaches the service is its owner."""
    from ipaddress import ip_address

    from graph.errors import BadInput

    try:
        loopback = host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise BadInput("serve_not_loopback", host=host)


def _listening(host: str, port: int) -> socket.socket:
    import errno
    import os
    import socket

    from graph.errors import BadInput

    if port > _LAST_PORT:
        raise BadInput("serve_port_refused", host=host, port=port, found=f"0-{_LAST_PORT}")
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    # said to be TCP, since asyncio sends small packets at once only where it can tell: else 40 ms a response
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two programs have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((bare, port))
        listening.listen()
    except OSError as error:
        listening.close()
        code = "serve_port_taken" if error.errno == errno.EADDRINUSE else "serve_port_refused"
        raise BadInput(code, host=host, port=port, found=error.strerror or type(error).__name__) from None
    return listening


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
