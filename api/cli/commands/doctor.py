"""``linli doctor``: whether anything in the store is lost or damaged, each with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.options import DEFAULT_STORE, Json, Lang, Store

if TYPE_CHECKING:
    from graph.stores.findings import Examined


def doctor(store: Store = DEFAULT_STORE, as_json: Json = False, lang: Lang = "zh") -> int:
    """Look at everything in the store."""
    from api.cli.language import checked
    from api.rendering import rendered
    from api.rendering.examined import examined, examined_document

    lang = checked(lang)
    found = examined(store, lang)
    if as_json:
        print(rendered(examined_document(found, lang)))  # noqa: T201
    else:
        _write(found, store, lang)
    return 0 if found.whole else 1


def _write(found: Examined, store: str, lang: str) -> None:
    from api.cli.paper import Paper
    from graph.stores.address import is_address
    from graph.words import caption

    paper = Paper()
    paper.heading(caption("cli.doctor.whole" if found.whole else "cli.doctor.damaged", lang, store=store))
    for one in found.findings:
        severity = caption(f"severity.{'error' if one.severity == 'damage' else 'warning'}", lang)
        paper.line(f"{severity} {one.message(lang)}")
        if hint := one.suggestion(lang):
            paper.line(caption("cli.hint", lang, text=hint), indent=4)
    if found.findings and found.findings[0].code == "not_opened":
        return
    counts = {"revisions": found.revisions, "sealed": found.sealed, "rows": f"{found.rows:,}"}
    paper.line(caption("cli.doctor.read", lang, **counts))
    paper.line(caption("cli.doctor.looked_shared" if is_address(store) else "cli.doctor.looked", lang))
