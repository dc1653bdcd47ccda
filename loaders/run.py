"""Load files: read, compare, and commit all or nothing; the report tells everything, in one run.

Any error, and nothing is written. A file that says what is known already makes no revision.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import active_count
from typing import Any

import polars as pl

from graph import today
from graph.changes import ORIGIN, PUT, ChangeSet, apply, differing
from graph.errors import BadChange, BadInput
from graph.names import Names
from graph.names.former import KIND as FORMER
from graph.rules import Rules, load_rules
from graph.stores.base import Store
from graph.stores.integrity import check
from graph.tables import Tables, row_schema
from loaders.identities import tell_named_so
from loaders.left_in_folders import tell_left
from loaders.mapping import FileMap
from loaders.merge import merged
from loaders.missing import ended, missing
from loaders.readers import ENDINGS
from loaders.readers.named import called, told_apart
from loaders.reading import Context, Reading
from loaders.receipts import Receipts
from loaders.renamed import with_former_names
from loaders.replaced import replaced
from loaders.report import Report, Where, issue_of
from loaders.sources import Source, source_named
from loaders.telling.loaded import Loaded
from loaders.telling.register import NOTED, REFUSED
from loaders.terms import renewed


def load(  # noqa: PLR0913 - each is something that who loads may say
    source: str | Source,
    files: Iterable[Path | str],
    store: Store,
    *,
    by: str,
    dry_run: bool = False,
    end_missing: bool = False,
    correct: bool = False,
    expected: int | None = None,
    options: Mapping[str, Any] | None = None,
    rules: Rules | None = None,
    mapping: FileMap | None = None,
    receipts: Receipts | None = None,
) -> Report:
    """Load files into a store.

    Args:
        source: The source that knows what the files mean, such as ``workbook``.
        files: The files, or folders of files.
        store: Where to.
        by: Who loads.
        dry_run: Read, compare and report, and write nothing.
        end_missing: End what the file's own complete lists leave out, as of the day on which they were.
        correct: Let a later start of a tie that is known correct it, where else it begins a new term.
        expected: The revision that the caller believes is the current one.
        options: What the source may be told beside the files; its description names them.
        rules: The profiles in force; left out, those that come with linli.
        mapping: What the files call things, where their words are not ours.
        receipts: Tells of the codes by which partners' workbooks come back (SEMANTICS M45); left out, whoever loads
            answers for the files.

    Returns:
        The report. With an error among its issues, nothing was written.

    Raises:
        NotFound: There is no such source.
        StaleRevision: Somebody committed since ``expected``, or while the files were read.
        StoreError: The store could not write.
    """
    chosen = source_named(source) if isinstance(source, str) else source
    report = Report(dry_run=dry_run)
    paths = _once(_files(chosen, map(Path, files), report), report)
    tell_named_so(paths, report)
    rules = rules or load_rules()
    told = chosen.settled(options or {}, report)
    tables = store.tables(None if end_missing or chosen.ends(told) or not chosen.kinds else (*chosen.kinds, FORMER))
    words = rules.vocabulary()
    names = Names(tables, words=words)
    earlier = _earlier(store)
    context = Context(report, tables, rules, names, words, told, mapping, correct, earlier, receipts)
    report.revision = tables.revision
    with told_apart(paths), _uncollected():
        changes = _changes(chosen, paths, context, by, end_missing=end_missing)
    if changes is None or report.failed:
        return report
    if dry_run:
        _judge(store, changes, report)
    else:
        report.revision = store.commit(changes, expected).number
    return report


def _files(source: Source, paths: Iterable[Path], report: Report) -> Iterator[Path]:
    """Yield the files and those of folders; report other files in a folder that may hold tables."""
    for path in paths:
        found = source.files(path)
        if found and path.is_dir():
            tell_left(path, found, report)
        yield from found


def _once(paths: Iterable[Path], report: Report) -> list[Path]:
    """Return each file once; report those named twice, or named and in a named folder."""
    found: dict[Path, Path] = {}
    for path in paths:
        if found.setdefault(path.resolve(), path) is not path:
            report.note("file_again", Where(called(path)))
    if not found:
        report.error("folder_empty_of", Where(), expected=" ".join(ENDINGS))
    return [*found.values()]


def _judge(store: Store, changes: ChangeSet, report: Report) -> None:
    """Report what the store would refuse, before anybody confirms it (SEMANTICS V24)."""
    try:
        store.judge(changes)
    except BadChange as error:
        report.add(issue_of(error, _place(error)))


def _earlier(store: Store) -> Callable[[int], Tables]:
    return lambda revision: store.tables(at=revision, personal=False)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold back Python's search for cycles: over a million live cells it takes a third of the time and finds none.

    It is held back for the whole process, so only where nobody else is at work: in a service the other threads make
    cycles meanwhile, and would pile them up for as long as a load takes.
    """
    held = gc.isenabled() and active_count() == 1
    if held:
        gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def _changes(source: Source, paths: list[Path], context: Context, by: str, *, end_missing: bool) -> ChangeSet | None:
    """Return the actual changes, counted in the report; None where there is an error."""
    report, tables = context.report, context.tables
    try:
        reading = source.read(paths, context)
    except BadInput as error:
        report.add(issue_of(error, Where(*map(error.params.get, ("file", "sheet", "row")))))
        return None
    rows = merged(reading.batches, tables, report)
    report.accepted.update({kind: frame.height for kind, frame in rows.items()})
    if "level" in (places := rows.get("place", pl.DataFrame())).columns:
        report.homes = int((places["level"] == "home").sum())
    frames, over = _with_ended(reading, rows, context, end_missing=end_missing)
    if report.failed:
        return None
    changes = ChangeSet(frames, by=by, source="、".join(map(called, paths)), base=tables.revision)
    real = differing(tables, changes)
    try:
        check(tables, real)
    except BadChange as error:
        report.add(issue_of(error, _place(error)))
        return None
    _count(real, over, rows, context)
    day = context.options.get("as_of")
    named = with_former_names(real, tables, day if isinstance(day, date) else today())
    real = real.of(named)
    loaded = Loaded(rows, real.frames, apply(tables, real), context.rules, context.words)
    for tell in REFUSED:
        tell(loaded, report)
    if report.failed:
        return None
    for note in NOTED:
        note(loaded, report)
    report.before, report.changes = tables, real
    return real


def _with_ended(
    reading: Reading, rows: dict[str, pl.DataFrame], context: Context, *, end_missing: bool
) -> tuple[dict[str, pl.DataFrame], set[str]]:
    """Return the rows of the file and those that end what is replaced or missing, and the keys of the latter."""
    report, tables = context.report, context.tables
    terms = renewed(reading.batches, rows, context)
    over = replaced(reading.batches, rows, terms, tables, report, end_missing=end_missing)
    gone = missing(reading.complete, rows, context, {one.key for one in reading.over})
    report.missing += len(gone)
    frames = {kind: _since(frame, over.since.get(kind, {})) for kind, frame in rows.items()}
    more = {kind: list(parts) for kind, parts in over.rows.items()}
    for kind, frame in terms.items():
        more.setdefault(kind, []).append(frame)
    past = [*reading.over, *(gone if end_missing else ())]
    if past:
        for kind, frame in ended(past, tables, rows).items():
            more.setdefault(kind, []).append(frame)
    keys: set[str] = set()
    for kind, parts in more.items():
        columns = ["op", *row_schema(kind)]
        ending = pl.concat([_op(part).select(columns) for part in parts]).unique("key", maintain_order=True)
        keys.update(ending["key"].to_list())
        frames[kind] = pl.concat([_op(frames[kind]), ending], how="diagonal") if kind in frames else ending
    return frames, keys


def _op(frame: pl.DataFrame) -> pl.DataFrame:
    return frame if "op" in frame.columns else frame.with_columns(op=pl.lit(PUT))


def _since(frame: pl.DataFrame, days: Mapping[str, Any]) -> pl.DataFrame:
    """Let ties that take the place of others hold from the day on which those end."""
    if not days:
        return frame
    dated = pl.DataFrame({"key": list(days), "_day": list(days.values())}, schema={"key": pl.String, "_day": pl.Date})
    joined = frame.join(dated, on="key", how="left", maintain_order="left")
    return joined.with_columns(since=pl.coalesce("since", "_day")).drop("_day")


def _count(real: ChangeSet, over: set[str], rows: dict[str, pl.DataFrame], context: Context) -> None:
    report = context.report
    touched = 0
    for kind, frame in real.frames.items():
        ending = frame.filter(pl.col("key").is_in(list(over))) if over else frame.clear()
        report.ended += ending.height
        known = context.tables[kind]
        new = frame.join(known, on="key", how="anti").height if known.height else frame.height
        report.added += new
        touched += frame.height - ending.height
        report.changed += frame.height - ending.height - new
    report.unchanged = sum(frame.height for frame in rows.values()) - touched


def _place(error: BadChange) -> Where:
    """Return the row that a refused change names first."""
    parts = str(error.params.get("first", "")).split(" · ")
    if len(parts) == len(ORIGIN) and parts[2].isdigit():
        return Where(parts[0], parts[1], int(parts[2]))
    return Where()
