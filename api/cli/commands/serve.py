"""``linli serve``: the same over HTTP, on this machine; with users and TLS, for others too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Folder, Lang, Store

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from api.settings import Settings

_LAST_PORT = 65535
#: Addresses that stand for all of a machine, and are none that anybody asks by.
_ANY = ("0.0.0.0", "::", "[::]")  # noqa: S104 - refused without users
_GRACE = 5  # seconds that a request may still take after Ctrl-C
#: A service looks for circles after so many objects: each look is short, and nobody waits long for it.
_OFTEN = 10_000

Host = Annotated[str, typer.Option("--host", help="cli.option.host", metavar="HOST")]
Cert = Annotated[str | None, typer.Option("--tls-cert", help="cli.option.tls_cert", metavar="FILE")]
Key = Annotated[str | None, typer.Option("--tls-key", help="cli.option.tls_key", metavar="FILE")]
Proxy = Annotated[bool, typer.Option("--behind-proxy", help="cli.option.behind_proxy")]
Port = Annotated[str, typer.Option("--port", help="cli.option.port", metavar="PORT")]


def serve(
    store: Store = DEFAULT_STORE,
    host: Host = "127.0.0.1",
    port: Port = "8000",
    tls_cert: Cert = None,
    tls_key: Key = None,
    behind_proxy: Proxy = False,
    rules: Folder = None,
    lang: Lang = "zh",
) -> int:
    """Answer over HTTP until Ctrl-C."""
    import gc
    import logging
    import signal
    from contextlib import suppress

    from api.cli.language import checked
    from api.cli.opened import whole
    from graph.words import caption

    lang = checked(lang)
    tls = _tls(tls_cert, tls_key)
    settings = _settings(store, host, rules, lang, secure=tls or behind_proxy, proxy=behind_proxy)
    _check(host, settings)
    with _listening(host, whole("--port", port) or 0) as listening:
        import uvicorn

        from api.app import create_app
        from api.beforehand import begun
        from api.connection import connection

        logging.basicConfig(format="%(levelname)s %(message)s")
        logging.getLogger("python_multipart").setLevel(logging.ERROR)  # who sent a broken form is told, in words
        gc.set_threshold(_OFTEN)
        app = create_app(settings)
        begun(app.state.live)
        number = app.state.live.newest.revision.number
        url = f"{'https' if tls else 'http'}://{_written(host)}:{listening.getsockname()[1]}"
        print(caption("cli.serve.ready", lang, url=url, store=store, revision=number), flush=True)  # noqa: T201
        config = uvicorn.Config(
            app,
            http=connection(lang),
            ws="none",
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=False,  # what a proxy says is read by us, and only where there is one
            ssl_certfile=tls_cert,
            ssl_keyfile=tls_key,
            timeout_graceful_shutdown=_GRACE,
        )
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # who stops services sends it; it ends as Ctrl-C does
        with suppress(KeyboardInterrupt):  # the server has ended well, and raises again what ended it
            uvicorn.Server(config).run(sockets=[listening])
        print(caption("cli.serve.stopped", lang), flush=True)  # noqa: T201
    return 0


def _folder(rules: str | None) -> Path | None:
    from pathlib import Path

    return None if rules is None else Path(rules).expanduser()


def _settings(store: str, host: str, rules: str | None, lang: str, *, secure: bool, proxy: bool) -> Settings:
    from dataclasses import replace

    from api.settings import Settings

    told = Settings.from_environment()
    own = () if host in _ANY else (_written(host).lower(),)
    hosts = tuple(dict.fromkeys((*told.hosts, *own)))
    return replace(
        told, store=store, rules=_folder(rules), lang=lang, hosts=hosts, secure=secure, proxy=proxy, beforehand=True
    )


def _check(host: str, settings: Settings) -> None:
    """Refuse what other machines reach, unless there are users and what they send is encrypted.

    Raises:
        BadInput: Whoever reached the service would be its owner, or passwords could be read on the way.
    """
    from ipaddress import ip_address

    from api.access.arriving import Access
    from graph.errors import BadInput

    try:
        loopback = host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        raise BadInput("serve_no_address", host=host) from None
    if loopback and not settings.proxy:
        return
    access = Access(settings.store)
    try:
        if access.file is None:
            raise BadInput("serve_proxied_unknown" if loopback else "serve_not_loopback", host=host)
    finally:
        access.close()
    if not settings.secure:
        raise BadInput("serve_not_secure", host=host)


def _tls(cert: str | None, key: str | None) -> bool:
    """Return whether the service speaks TLS.

    Raises:
        BadInput: One of the two files is missing, or they do not belong together.
    """
    import ssl

    from graph.errors import BadInput
    from graph.files import why_not

    if cert is None and key is None:
        return False
    if cert is None or key is None:
        raise BadInput("serve_tls_both")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key)
    except OSError as error:
        # the numbers of an SSLError, which is one too, are not the system's
        found = str(error.strerror) if isinstance(error, ssl.SSLError) else why_not(error)
        raise BadInput("serve_tls", cert=cert, key=key, found=found) from None
    return True


def _listening(host: str, port: int) -> socket.socket:
    import errno
    import os
    import socket

    from graph.errors import BadInput
    from graph.files import why_not

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
        raise BadInput(code, host=host, port=port, found=why_not(error)) from None
    return listening


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
