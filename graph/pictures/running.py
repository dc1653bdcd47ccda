"""Several places in one text, those whose numbers follow each other as from and to: 1—9号楼、12号楼."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(\D*)(\d+)(\D*)")
_RUN = 3  # so many in a row are told as from and to


def run_together(names: Iterable[str]) -> list[str]:
    """Return names, with runs of three or more consecutive numbers joined into one.

    Example:
        >>> run_together(["1号楼", "2号楼", "3号楼", "5号楼", "6号楼", "商场"])
        ['1—3号楼', '5号楼', '6号楼', '商场']
    """
    runs: list[list[str]] = []
    for name in names:
        if runs and _follows(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return [said for run in runs for said in ([_from_to(run)] if len(run) >= _RUN else run)]


def _follows(one: str, other: str) -> bool:
    first, second = _NUMBERED.fullmatch(one), _NUMBERED.fullmatch(other)
    if first is None or second is None:
        return False
    return first[1] == second[1] and first[3] == second[3] and int(first[2]) + 1 == int(second[2])


def _from_to(run: list[str]) -> str:
    first, last = _NUMBERED.fullmatch(run[0]), _NUMBERED.fullmatch(run[-1])
    assert first is not None  # noqa: S101 - three that follow each other have numbers
    assert last is not None  # noqa: S101
    return f"{first[1]}{first[2]}—{last[2]}{last[3]}"
