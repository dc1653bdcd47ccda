"""``linli load``: files into a store, all or nothing, with everything that is wrong with them in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, Store

if TYPE_CHECKING:
    from pathlib import Path

    from api.rendering.changes import Told
    from loaders.report import Report

_COUNTS = ("added", "changed", "ended", "unchanged", "missing", "skipped")

Files = Annotated[list[str], typer.Argument(metavar="[SOURCE] FILE", help="cli.option.files", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.dry_run")]
EndMissing = Annotated[bool, typer.Option("--end-missing", help="cli.option.end_missing")]
Correct = Annotated[bool, typer.Option("--correct", help="cli.option.correct")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="cli.option.as_of", metavar="DATE")]
Set = Annotated[list[str] | None, typer.Option("--set", help="cli.option.set", metavar="NAME=VALUE")]
Map = Annotated[str | None, typer.Option("--map", help="cli.option.map", metavar="FILE")]
Moved = Annotated[bool, typer.Option("--moved", help="cli.option.moved")]
WithoutCode = Annotated[bool, typer.Option("--without-code", help="cli.option.without_code")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.by", metavar="NAME")]


def load(
    files: Files,
    store: Store = DEFAULT_STORE,
    dry_run: DryRun = False,
    end_missing: EndMissing = False,
    correct: Correct = False,
    as_of: AsOf = None,
    map_: Map = None,
    moved: Moved = False,
    set_: Set = None,
    without_code: WithoutCode = False,
    by: By = None,
    rules: Folder = None,
    limit: Limit = DEFAULT_LIMIT,
    as_json: Json = False,
    lang: Lang = "zh",
) -> int:
    """Load files into a store."""
    import graph
    from api.cli.language import checked
    from api.cli.loading import asked_for, chosen, target, telling, there
    from api.cli.opened import rules_in, whole
    from api.cli.terminal import note_written
    from api.rendering.changes import load_document, told_of
    from api.whoami import by_whom
    from graph.errors import BadInput
    from graph.viewing import owner
    from graph.words import caption
    from loaders import read_mapping
    from loaders.readers import reading_once
    from loaders.run import load as run

    lang, shown = checked(lang), whole("--limit", limit) or 0
    if without_code and not by:
        raise BadInput("load_without_code_by")
    options = {
        **_options(set_ or []),
        **({} if as_of is None else {"as_of": as_of}),
        **({"moved": "all"} if moved else {}),
    }
    in_force = rules_in(rules)
    mapping = None if map_ is None else read_mapping(there(map_))
    with reading_once():
        source, paths = chosen(files, mapping)
        with target(store, dry_run=dry_run) as opened:
            receipts = asked_for(opened, paths, by if without_code else None, dry_run=dry_run)
            with telling(opened, lang):
                report = run(
                    source,
                    paths,
                    opened,
                    by=by_whom(by),
                    dry_run=dry_run,
                    end_missing=end_missing,
                    correct=correct,
                    options=options,
                    rules=in_force,
                    mapping=mapping,
                    receipts=receipts,
                )
    if not dry_run and report.changes is not None:
        note_written(caption("cli.written_revision", lang, revision=report.revision))
    told = told_of(report, in_force, owner("terminal", "linli load"), graph.today()) if dry_run else None
    if as_json:
        from api.rendering import rendered

        print(rendered(load_document(report, told, lang)))  # noqa: T201
    else:
        if told is not None:
            _tell(told, lang, shown)
        _write(report, source, paths, lang, shown)
    return 1 if report.failed else 0


def _tell(told: Told, lang: str, limit: int) -> None:
    from api.cli.paper import Paper
    from api.cli.telling import write_told

    paper = Paper()
    write_told(paper, told, lang, limit)
    if told.rows:
        paper.line()


def _options(said: list[str]) -> dict[str, str]:
    from api.cli.mistakes import Mistake

    found = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals:
            raise Mistake("cli_value", option="--set", found=one, expected="`NAME=VALUE`")
        found[name] = value
    return found


def _write(report: Report, source: str, paths: list[Path], lang: str, limit: int) -> None:
    from api.cli.paper import Paper
    from api.rendering.issues import lines
    from graph.identity import concealed
    from graph.kinds import things, ties
    from graph.words import caption
    from loaders.readers.named import names_of

    paper, found = Paper(), lines(report)
    for line in found[:limit]:
        severity = caption(f"severity.{line.issue.severity}", lang)
        code = "cli.load.issue" if line.count == 1 else "cli.load.issues_at" if line.more else "cli.load.issues"
        said = {
            "severity": severity,
            "place": line.place and f" {line.place}",
            "text": line.message(lang),
            "cells": line.more,
        }
        paper.line(caption(code, lang, **said, count=line.count - 1))
        if hint := line.issue.suggestion(lang):
            paper.line(caption("cli.hint", lang, text=hint), indent=4)
    if len(found) > limit:
        paper.line(caption("cli.more", lang, count=len(found) - limit))
    if found:
        paper.line()
    names = caption("cli.comma", lang).join(map(concealed, names_of(paths).values()))
    homes = caption("cli.load.homes", lang, count=f"{report.homes:,}") if report.homes else ""
    counts = [
        f"{getattr(kind, lang)} {report.accepted[kind.kind]:,}{homes if kind.kind == 'place' else ''}"
        for kind in things()
        if report.accepted[kind.kind]
    ]
    counts.append(caption("cli.load.ties", lang, count=f"{sum(report.accepted[tie.kind] for tie in ties()):,}"))
    paper.line(
        caption("cli.load.read", lang, files=names, source=source, kinds=caption("cli.comma", lang).join(counts))
    )
    paper.line(caption("cli.load.counts", lang, **{name: f"{getattr(report, name):,}" for name in _COUNTS}))
    paper.line(caption(f"cli.load.{_result(report)}", lang, revision=report.revision, errors=report.count("error")))


def _result(report: Report) -> str:
    if report.failed:
        return "failed"
    if report.dry_run:
        return "dry_run"
    return "done" if report.added or report.changed or report.ended else "nothing_new"
