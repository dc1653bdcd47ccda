"""Places written without a parent, and known below one: said, and refused where the file has another of the name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graph.names import Names, fold
from graph.names.not_one import ambiguous
from loaders.report import Report, Where, issue_of


def tell_bare_names(
    rows: Iterable[int],
    called: Sequence[str | None],
    levels: Sequence[str | None],
    keys: Sequence[str | None],
    where: Callable[[int], Where],
    names: Names,
    report: Report,
) -> None:
    """Say which known place each of these rows is; where the file has another of that name and level, it may be both.

    Args:
        rows: The rows that were found by name alone.
        called: The names of all rows.
        levels: The levels of all rows.
        keys: The keys of all rows; None where one was refused.
        where: The cell of a row's name.
        names: All places, also those that are new.
        report: Takes the issues.
    """
    bare = {row: name for row in rows if (name := called[row]) is not None}
    alike: dict[tuple[str, str | None], dict[str, None]] = {}
    for name, level, key in zip(called, levels, keys, strict=True) if bare else ():
        if key is not None and name is not None:
            alike.setdefault((fold(name), level), {})[key] = None
    for row, name in bare.items():
        found = list(alike[fold(name), levels[row]])
        if len(found) > 1:
            report.add(issue_of(ambiguous(names, name, found), where(row)))
        else:
            report.note("place_by_name", where(row), found=name, path=names.path_of(found[0]))
