"""What lies beside a store: its log of looks at personal values, and what was left by who was killed."""

from __future__ import annotations

import json
from pathlib import Path

from graph.stores.findings import Finding
from graph.stores.sqlite.whole_file import leftovers
from graph.viewing import log_of


def beside(path: Path) -> list[Finding]:
    """Return what is wrong with what lies beside a store."""
    findings = [Finding("leftover", "notice", {"file": one.name}) for one in leftovers(path)]
    kept = sorted(one.name for one in path.parent.glob("*") if one.name.startswith(f"{path.name}.replaced-"))
    findings += [Finding("replaced", "notice", {"file": one}) for one in kept]
    return [*findings, *_log(log_of(path).path)]


def _log(log: Path) -> list[Finding]:
    """Return whether a line of the log cannot be read; one is written whole, so somebody changed it."""
    try:
        lines = log.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    except OSError:
        return [Finding("log_unreadable", "damage", {"file": log.name})]
    for number, line in enumerate(lines, 1):
        try:
            whole = {"at", "who", "keys"} <= json.loads(line).keys()
        except (ValueError, AttributeError):
            whole = False
        if not whole:
            return [Finding("log_line", "damage", {"file": log.name, "line": number})]
    return []
