"""What lies beside a store: its log, and what was left by who was killed."""

from __future__ import annotations

from pathlib import Path

from graph.atrest import kept_folders
from graph.files import folder_of
from graph.stores.findings import Finding
from graph.stores.logged import log_findings
from graph.stores.sqlite.whole_file import leftovers


def beside(path: Path) -> list[Finding]:
    """Return what is wrong with what lies beside a store."""
    findings = [Finding("leftover", "notice", {"file": one.name}) for one in leftovers(path)]
    kept = sorted(one.name for one in path.parent.glob("*") if one.name.startswith(f"{path.name}.replaced-"))
    findings += [Finding("replaced", "notice", {"file": one}) for one in kept]
    return [*findings, *_at_rest(path), *log_findings(path)]


def _at_rest(path: Path) -> list[Finding]:
    """Return what of the columns at rest is not as it was written; nothing is lost, since they are never the store."""
    folder = folder_of(path)
    wrong = [(name, file) for name, file in kept_folders(folder) if file is not None]
    return [
        Finding("at_rest", "notice", {"file": f"{folder.name}/{name}/{file}", "folder": folder.name})
        if name
        else Finding("at_rest_not_ours", "notice", {"folder": folder.name})
        for name, file in wrong
    ]
