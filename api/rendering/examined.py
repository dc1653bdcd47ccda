"""What was found in a store that was looked at as a whole, also where it cannot even be opened."""

from __future__ import annotations

from typing import Any

from api.rendering.text import SCHEMA
from graph.errors import StoreDamaged
from graph.stores import open_store
from graph.stores.findings import Examined, Finding


def examined(where: str, lang: str) -> Examined:
    """Look at a store; one that is too damaged to be opened is a finding.

    Raises:
        StoreError: There is none there, or none of ours, or it cannot be opened for another reason.
    """
    noticed: list[Finding] = []
    try:
        open_store(where, create=False, i_know=None).close()
    except StoreDamaged as error:
        said = {"text": error.message(lang), "hint": error.suggestion(lang) or ""}
        noticed.append(Finding("not_opened", "damage", said))
    try:
        with open_store(where, create=False, check=False) as store:
            found = store.examine()
    except StoreDamaged:
        return Examined(0, 0, 0, tuple(noticed))
    known = {one.code for one in found.findings}
    extra = [one for one in noticed if not found.findings or "revision_differs" not in known]
    return Examined(found.revisions, found.sealed, found.rows, (*extra, *found.findings))


def examined_document(found: Examined, lang: str) -> dict[str, Any]:
    """Return it as a document."""
    rows = [
        {
            "code": one.code,
            "severity": one.severity,
            "message": one.message(lang),
            "suggestion": one.suggestion(lang),
            "params": one.params,
        }
        for one in found.findings
    ]
    return {
        "schema": SCHEMA,
        "list": "findings",
        "whole": found.whole,
        "revisions": found.revisions,
        "sealed": found.sealed,
        "read": found.rows,
        "rows": rows,
    }
