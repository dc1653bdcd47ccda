"""What lies beside a store: its log of looks at personal values, and what was left by who was killed."""

from __future__ import annotations

from pathlib import Path

from graph.stores.findings import Finding
from graph.stores.sqlite.whole_file import leftovers
from graph.viewing import log_of
from graph.viewing.chain import held


def beside(path: Path) -> list[Finding]:
    """Return what is wrong with what lies beside a store."""
    findings = [Finding("leftover", "notice", {"file": one.name}) for one in leftovers(path)]
    kept = sorted(one.name for one in path.parent.glob("*") if one.name.startswith(f"{path.name}.replaced-"))
    findings += [Finding("replaced", "notice", {"file": one}) for one in kept]
    return [*findings, *_log(log_of(path).path)]


def _log(log: Path) -> list[Finding]:
    """Return whether a line of the log is not as it was written: each is written whole, and holds the one before."""
    try:
        found = held(log)
    except OSError:
        return [Finding("log_unreadable", "damage", {"file": log.name})]
    lines = {"log_line": found.unreadable, "log_chain": found.broken}
    first = min((line for line in lines.values() if line is not None), default=None)
    return [
        Finding(code, "damage", {"file": log.name, "line": line})
        for code, line in lines.items()
        if line and line == first
    ]
