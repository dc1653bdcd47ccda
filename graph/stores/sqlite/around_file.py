"""What lies beside a store: its log, and what was left by who was killed."""

from __future__ import annotations

from pathlib import Path

from graph.files import folder_of
from graph.stores.beside import at_rest_findings
from graph.stores.findings import Finding
from graph.stores.logged import log_findings
from graph.stores.sqlite.whole_file import leftovers


def beside(path: Path) -> list[Finding]:
    """Return what is wrong with what lies beside a store."""
    findings = [Finding("leftover", "notice", {"file": one.name}) for one in leftovers(path)]
    kept = sorted(one.name for one in path.parent.glob("*") if one.name.startswith(f"{path.name}.replaced-"))
    findings += [Finding("replaced", "notice", {"file": one}) for one in kept]
    return [*findings, *at_rest_findings(folder_of(path), folder_of(path).name), *log_findings(path)]
