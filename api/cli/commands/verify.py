"""``linli verify``: an answer that somebody kept, worked out again by the plain version."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Lang, Limit, Store

File = Annotated[str, typer.Argument(metavar="ANSWER.json", help="cli.option.answer")]


def verify(
    file: File,
    store: Store = DEFAULT_STORE,
    rules: Folder = None,
    limit: Limit = DEFAULT_LIMIT,
    lang: Lang = "zh",
) -> int:
    """Recompute an answer and name what differs."""
    from api.cli.language import checked
    from api.cli.opened import opened, rules_in, whole
    from api.cli.paper import Paper
    from graph.verify import verify as recompute
    from graph.words import caption

    lang, shown = checked(lang), whole("--limit", limit) or 0
    document = _read(file)
    with opened(store) as source:
        differences = recompute(document, source, rules_in(rules))
    paper = Paper()
    if not differences:
        said = {"question": document["question"], "rows": len(document["rows"]), "revision": document["revision"]}
        paper.line(caption("cli.verify.same", lang, **said))
        return 0
    paper.heading(caption("cli.verify.differs", lang, count=len(differences)))
    headers = [caption(f"cli.{header}", lang) for header in ("where", "found", "expected")]
    paper.table(headers, [[one.path, _said(one.found), _said(one.expected)] for one in differences[:shown]], indent=2)
    if len(differences) > shown:
        paper.line(caption("cli.more", lang, count=len(differences) - shown))
    return 1


def _read(file: str) -> dict[str, Any]:
    import json
    from pathlib import Path

    from api.cli.saved import decoded
    from graph.errors import BadInput
    from graph.files import why_not

    try:
        text = _piped() if file == "-" else decoded(Path(file).expanduser().read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("file_unreadable", file=file, found=why_not(error)) from None
    try:
        document = json.loads(text)
    except ValueError:
        raise BadInput("cli_not_json", file=file) from None
    if not isinstance(document, dict):
        raise BadInput("cli_not_json", file=file)
    return document


def _piped() -> str:
    import sys

    from api.cli.saved import decoded

    raw = getattr(sys.stdin, "buffer", None)  # who calls us from Python may have given a text
    return sys.stdin.read() if raw is None else decoded(raw.read())


def _said(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
