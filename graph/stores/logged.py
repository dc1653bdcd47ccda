"""What a store finds in the log beside it: a line that is not as it was written (SEMANTICS V16)."""

from __future__ import annotations

from pathlib import Path

from graph.stores.findings import Finding
from graph.viewing import log_of
from graph.viewing.chain import held


def log_findings(where: str | Path) -> list[Finding]:
    """Return whether a line of the log is not as it was written: each is written whole, and holds the one before."""
    log = log_of(where).path
    try:
        found = held(log)
    except OSError:
        return [Finding("log_unreadable", "damage", {"file": log.name})]
    wrong = {"log_line": found.unreadable, "log_chain": found.broken}
    first = sorted((line, code) for code, line in wrong.items() if line is not None)[:1]
    return [Finding(code, "damage", {"file": log.name, "line": line}) for line, code in first]
