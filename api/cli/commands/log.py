"""``linli log``: who was shown personal values and who wrote, and whether anybody changed the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_STORE, Json, Lang, Limit, Store

if TYPE_CHECKING:
    from pathlib import Path

Check = Annotated[bool, typer.Option("--check", help="cli.option.log_check")]
Known = Annotated[str | None, typer.Option("--known", help="cli.option.log_known", metavar="DIGEST")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.log_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def log(
    check: Check = False,
    known: Known = None,
    output: Output = None,
    force: Force = False,
    limit: Limit = "20",
    store: Store = DEFAULT_STORE,
    as_json: Json = False,
    lang: Lang = "zh",
) -> int:
    """Show the log, or look whether it was changed."""
    from api.cli.language import checked
    from api.cli.opened import opened, whole
    from api.cli.writing import free_path, write_file
    from api.rendering import rendered
    from api.rendering.log import log_document, rows_of
    from graph.viewing import log_of
    from graph.words import caption

    lang, most = checked(lang), whole("--limit", limit, 1) or 1
    with opened(store) as kept:
        where = kept.where
    path = log_of(where).path
    if output is not None:
        write_file(free_path(output, force=force), lambda part: _copy(path, part), private=True)
        print(caption("cli.written", lang, file=output))  # noqa: T201
    elif as_json:
        print(rendered(log_document(path, most)))  # noqa: T201
    elif not check and known is None:
        _show(rows_of(path, most), lang)
    return _checked(where, path, known, lang, quiet=as_json) if check or known or as_json else 0


def _copy(path: Path, part: Path) -> None:
    part.write_bytes(path.read_bytes() if path.exists() else b"")


def _show(rows: list[dict[str, Any]], lang: str) -> None:
    from api.cli.paper import Paper
    from graph.words import caption

    paper = Paper()
    for row in rows:
        told = [row["at"], row["who"], row["where"], row["what"]]
        if row["keys"]:
            told.append(caption("log.saw", lang, count=len(row["keys"])))
        if row["revision"] is not None:
            told.append(caption("log.wrote" if row["kept"] else "log.lost", lang, revision=row["revision"]))
        paper.line("  ".join(told))
    if not rows:
        paper.line(caption("cli.log.empty", lang))


def _checked(where: str, path: Path, known: str | None, lang: str, *, quiet: bool) -> int:
    """Tell whether the log is as it was written.

    Raises:
        BadInput: It is not, or what was known of it is in it no more.
    """
    from contextlib import suppress

    from api.access.file import AccessFile, access_path
    from api.access.head import is_cut, keep_head
    from api.rendering.log import first_wrong
    from graph.errors import BadInput, StoreMissing
    from graph.viewing import log_of
    from graph.viewing.chain import digests_in, held
    from graph.words import caption

    found = held(path)
    if (wrong := first_wrong(found)) is not None:
        raise BadInput("log_changed", file=path.name, line=wrong)
    with suppress(StoreMissing), AccessFile(access_path(where)) as file:
        if is_cut(file, log_of(where)):
            raise BadInput("log_cut", file=path.name)
        keep_head(file, log_of(where))
    lines = []
    if known is not None:
        line = next((number for number, one in enumerate(digests_in(path), 1) if one == known.strip().lower()), None)
        if line is None:
            raise BadInput("log_digest", found=known)
        lines.append(caption("cli.log.known", lang, line=line))
    if not quiet:
        lines += [caption("cli.log.whole", lang, lines=found.lines, last=found.last), caption("cli.log.keep", lang)]
        print(*lines, sep="\n")  # noqa: T201
    return 0
